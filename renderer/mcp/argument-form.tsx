import { useId } from 'react';
import type { ArgumentField, Drafts } from './arguments.ts';

interface ArgumentFormProps {
  readonly fields: readonly ArgumentField[];
  readonly drafts: Drafts;
  onChange: (drafts: Drafts) => void;
}

/** A control for each argument. */
export function ArgumentForm({ fields, drafts, onChange }: ArgumentFormProps) {
  if (fields.length === 0) return <p className="form-help">It takes no arguments.</p>;
  return fields.map((field) => (
    <Argument
      key={field.name}
      field={field}
      draft={drafts[field.name] ?? ''}
      onChange={(draft) => onChange({ ...drafts, [field.name]: draft })}
    />
  ));
}

interface ArgumentProps {
  readonly field: ArgumentField;
  readonly draft: string;
  onChange: (draft: string) => void;
}

function Argument({ field, draft, onChange }: ArgumentProps) {
  const id = useId();
  const { name, description, isRequired, fallback } = field;
  const help = [description, fallback === '' ? '' : `Empty: ${fallback}.`].filter((text) => text !== '').join(' ');
  return (
    <div className="form-field">
      <label className="cap" htmlFor={id}>
        {name}
        {isRequired ? '' : ' (may be empty)'}
      </label>
      <Control id={id} field={field} draft={draft} onChange={onChange} />
      {help !== '' && <p className="form-help">{help}</p>}
    </div>
  );
}

function Control({ id, field, draft, onChange }: ArgumentProps & { readonly id: string }) {
  const { kind, options } = field;
  if (kind === 'choice' || kind === 'switch') {
    const words = kind === 'switch' ? ['true', 'false'] : options;
    return (
      <select id={id} className="field" value={draft} onChange={({ target }) => onChange(target.value)}>
        <option value="">not set</option>
        {words.map((word) => (
          <option key={word}>{word}</option>
        ))}
      </select>
    );
  }
  if (kind === 'number') {
    return (
      <input
        id={id}
        className="field"
        inputMode="decimal"
        value={draft}
        onChange={({ target }) => onChange(target.value)}
      />
    );
  }
  return (
    <textarea
      id={id}
      className={kind === 'json' ? 'field mono' : 'field'}
      rows={1}
      spellCheck={kind === 'text'}
      value={draft}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}
