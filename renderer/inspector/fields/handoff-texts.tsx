import { type Json, isJsonObject } from '../../../shared/json.ts';
import { handoffTexts } from '../../../shared/team/handoff.ts';
import { Labelled } from './labelled.tsx';

interface HandoffTextsProps {
  readonly id: string;
  readonly target: string;
  /** A name, or an object with texts. */
  readonly handoff: Json;
  onChange: (handoff: Json) => void;
}

const FIELDS = [
  { key: 'description', title: 'When', help: 'Tells the model when to hand over.' },
  { key: 'message', title: 'Message', help: 'What the one who takes over reads.' },
  { key: 'name', title: 'Tool name', help: 'What the model calls.' },
] as const;

/** The texts of one handoff. What is empty is derived from the name, as the placeholders show. */
export function HandoffTexts({ id, target, handoff, onChange }: HandoffTextsProps) {
  const present = isJsonObject(handoff) ? handoff : {};
  const usual = handoffTexts(target === '' ? 'name' : target);
  const change = (key: string, text: string): void => {
    const { [key]: _old, ...rest } = present;
    const changed = { ...rest, target, ...(text !== '' && { [key]: text }) };
    // A handoff without any text of its own is a bare name, where it came as one.
    onChange(Object.keys(changed).length === 1 && typeof handoff === 'string' ? target : changed);
  };
  return FIELDS.map(({ key, title, help }) => {
    const text = present[key];
    return (
      <Labelled key={key} id={`${id}-${key}`} title={title} help={help}>
        <textarea
          id={`${id}-${key}`}
          className="field"
          rows={1}
          placeholder={usual[key]}
          value={typeof text === 'string' ? text : ''}
          onChange={({ target: input }) => change(key, input.value)}
        />
      </Labelled>
    );
  });
}
