import { editorStore } from '../store/editor.ts';
import type { FieldControlProps } from './field-control-props.ts';

/** Characters of one token, on the average of English prose; good enough for "about". */
const TOKEN_LENGTH = 4;

/** Instructions to a model: paragraphs with numbers, and about how many tokens they take in each call. */
export function PromptField({ id, field, value, onChange }: FieldControlProps) {
  const text = typeof value === 'string' ? value : '';
  return (
    <>
      <div className="prompt">
        <div className="prompt-mirror" aria-hidden="true">
          {text.split('\n').map((paragraph, index) => (
            <p key={index}>
              <Tinted text={paragraph} />
            </p>
          ))}
        </div>
        <textarea
          id={id}
          className="prompt-text"
          data-field={field.key}
          value={text}
          onChange={(event) => onChange(event.target.value === '' && field.isOptional ? undefined : event.target.value)}
          onBlur={() => editorStore.getState().endGesture()}
        />
      </div>
      <p className="t11 faint num">
        about {Math.ceil(text.length / TOKEN_LENGTH).toLocaleString('en-GB')} tokens in each call
      </p>
    </>
  );
}

/** Places that are filled in when the prompt is used stand out. */
function Tinted({ text }: { readonly text: string }) {
  if (text === '') return '\u200b';
  return text.split(/(\{\{?\w+\}?\})/).map((piece, index) =>
    index % 2 === 1 ? (
      <span key={index} className="variable">
        {piece}
      </span>
    ) : (
      piece
    ),
  );
}
