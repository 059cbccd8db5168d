import { useState } from 'react';
import { isTexts } from '../draft-control.tsx';
import type { FieldControlProps } from '../field-control-props.ts';
import { editorStore } from '../../store/editor.ts';
import { Suggestions, useNames } from './suggestions.tsx';

/** One name: of an agent that is there, or of somebody who is not drawn. */
export function NameField({ id, node, field, value, onChange }: FieldControlProps) {
  const names = useNames(node.id);
  const text = typeof value === 'string' ? value : '';
  const isMissing = text === '' && !field.isOptional;
  return (
    <>
      <input
        id={id}
        className="field"
        list={`${id}-names`}
        data-field={field.key}
        spellCheck={false}
        value={text}
        aria-invalid={isMissing}
        onChange={({ target }) => onChange(target.value === '' && field.isOptional ? undefined : target.value)}
        onBlur={() => editorStore.getState().endGesture()}
      />
      <Suggestions id={`${id}-names`} words={names} />
    </>
  );
}

/** Several names: a box for each agent that is there, and room for others. */
export function NamesField({ id, node, field, value, onChange }: FieldControlProps) {
  const names = useNames(node.id);
  const [other, setOther] = useState('');
  const chosen = isTexts(value) ? value : [];
  const shown = [...names, ...chosen.filter((name) => !names.includes(name))];
  const write = (next: readonly string[]): void => onChange(next.length === 0 && field.isOptional ? undefined : next);
  const toggle = (name: string): void =>
    write(chosen.includes(name) ? chosen.filter((each) => each !== name) : [...chosen, name]);
  const add = (): void => {
    const name = other.trim();
    setOther('');
    if (name !== '' && !chosen.includes(name)) write([...chosen, name]);
  };
  return (
    <div id={id} className="ticks" role="group" aria-label={field.title}>
      {shown.map((name) => (
        <label key={name} className="tick">
          <input type="checkbox" checked={chosen.includes(name)} onChange={() => toggle(name)} />
          {name}
        </label>
      ))}
      <input
        className="field names-other"
        aria-label="Another name"
        placeholder="Another name"
        spellCheck={false}
        value={other}
        onChange={({ target }) => setOther(target.value)}
        onBlur={add}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          add();
        }}
      />
    </div>
  );
}
