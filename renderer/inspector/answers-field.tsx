import { Plus, X } from 'lucide-react';
import type { Json } from '../../shared/json.ts';
import { editorStore } from '../store/editor.ts';

interface AnswersFieldProps {
  readonly id: string;
  readonly answers: readonly string[];
  onChange: (answers: Json) => void;
}

/** The lines of a scripted model, one box an answer. */
export function AnswersField({ id, answers, onChange }: AnswersFieldProps) {
  const write = (index: number, text: string): void =>
    onChange(answers.map((answer, each) => (each === index ? text : answer)));
  return (
    <ol className="answers" id={id}>
      {answers.map((answer, index) => (
        <li key={index}>
          <span className="num faint t11">{index + 1}</span>
          <textarea
            className="field"
            rows={2}
            aria-label={`Answer ${index + 1}`}
            value={answer}
            onChange={(event) => write(index, event.target.value)}
            onBlur={() => editorStore.getState().endGesture()}
          />
          <button
            type="button"
            className="btn bare sq sm"
            aria-label={`Take out answer ${index + 1}`}
            onClick={() => onChange(answers.filter((_answer, each) => each !== index))}
          >
            <X className="icon icon-s" />
          </button>
        </li>
      ))}
      <li>
        <span />
        <button type="button" className="btn sm" onClick={() => onChange([...answers, ''])}>
          <Plus className="icon icon-xs" /> Add an answer
        </button>
      </li>
    </ol>
  );
}
