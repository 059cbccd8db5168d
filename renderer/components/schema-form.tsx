import './schema-form.css';
import { useId } from 'react';
import { chosenIn, type FormField } from '../../shared/chat/form-fields.ts';

interface SchemaFormProps {
  readonly fields: readonly FormField[];
  /** What each field holds, by its key. */
  readonly texts: Readonly<Record<string, string>>;
  /** Key of the field that does not fit. */
  readonly wrong: string | null;
  onChange: (key: string, text: string) => void;
}

/** A form with a field for each property of a JSON Schema. */
export function SchemaForm({ fields, texts, wrong, onChange }: SchemaFormProps) {
  const id = useId();
  return (
    <div className="schema-form">
      {fields.map((field, index) => {
        const own = `${id}-${index}`;
        const { key, title, description, isRequired, kind } = field;
        const heading = (
          <>
            {title}
            {!isRequired && kind !== 'boolean' && <span className="dim"> optional</span>}
          </>
        );
        return (
          <div key={key} className={kind === 'boolean' ? 'schema-field check' : 'schema-field'}>
            {kind === 'choices' ? (
              <span className="label" id={`${own}-title`}>
                {heading}
              </span>
            ) : (
              <label htmlFor={own}>{heading}</label>
            )}
            <Control
              id={own}
              field={field}
              text={texts[key] ?? ''}
              isWrong={wrong === key}
              describedBy={description === '' ? undefined : `${own}-about`}
              onChange={(text) => onChange(key, text)}
            />
            {description !== '' && (
              <small id={`${own}-about`} className="dim">
                {description}
              </small>
            )}
          </div>
        );
      })}
    </div>
  );
}

interface ControlProps {
  readonly id: string;
  readonly field: FormField;
  readonly text: string;
  readonly isWrong: boolean;
  readonly describedBy: string | undefined;
  onChange: (text: string) => void;
}

function Control({ id, field, text, isWrong, describedBy, onChange }: ControlProps) {
  const { kind, options, optionTitles, isRequired } = field;
  const shared = { id, 'aria-invalid': isWrong, 'aria-describedby': describedBy, 'aria-required': isRequired };
  if (kind === 'boolean') {
    return (
      <input
        {...shared}
        type="checkbox"
        checked={text === 'true'}
        onChange={(event) => onChange(String(event.target.checked))}
      />
    );
  }
  if (kind === 'choice') {
    return (
      <select {...shared} className="field" value={text} onChange={(event) => onChange(event.target.value)}>
        <option value="">{isRequired ? 'Choose' : 'None'}</option>
        {options.map((option, index) => (
          <option key={option} value={option}>
            {optionTitles[index]}
          </option>
        ))}
      </select>
    );
  }
  if (kind === 'choices')
    return <ManyChoices id={id} field={field} text={text} describedBy={describedBy} onChange={onChange} />;
  return (
    <textarea
      {...shared}
      className={kind === 'json' ? 'field mono' : 'field'}
      rows={1}
      inputMode={kind === 'number' || kind === 'integer' ? 'decimal' : 'text'}
      placeholder={kind === 'json' ? 'JSON' : field.schema['format'] === 'date' ? 'YYYY-MM-DD' : ''}
      value={text}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

type ManyChoicesProps = Omit<ControlProps, 'isWrong'>;

/** Any number of the choices; what is chosen is kept as a JSON list. */
function ManyChoices({ id, field: { options, optionTitles }, text, describedBy, onChange }: ManyChoicesProps) {
  const chosen = chosenIn(text);
  const toggle = (option: string, isOn: boolean): void => {
    const next = options.filter((one) => (one === option ? isOn : chosen.includes(one)));
    onChange(next.length === 0 ? '' : JSON.stringify(next));
  };
  return (
    <div className="schema-choices" role="group" aria-labelledby={`${id}-title`} aria-describedby={describedBy}>
      {options.map((option, index) => (
        <label key={option}>
          <input
            type="checkbox"
            checked={chosen.includes(option)}
            onChange={(event) => toggle(option, event.target.checked)}
          />
          {optionTitles[index]}
        </label>
      ))}
    </div>
  );
}
