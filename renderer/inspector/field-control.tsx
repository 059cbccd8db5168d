import { Switch } from 'radix-ui';
import { useState } from 'react';
import { assertNever } from '../../shared/assert-never.ts';
import type { Json } from '../../shared/json.ts';
import { AnswersField } from './answers-field.tsx';
import { editorStore } from '../store/editor.ts';
import type { FieldControlProps } from './field-control-props.ts';
import { fieldError, type FormField } from './form-field.ts';
import { ModelFileField } from './model-file-field.tsx';
import { ModelMenu } from './model-menu.tsx';
import { PromptField } from './prompt-field.tsx';
import { SecretField } from './secret-field.tsx';

/** The control that a field's schema asks for. */
export function FieldControl(props: FieldControlProps) {
  const { id, field, value, onChange } = props;
  switch (field.widget) {
    case 'switch':
      return (
        <Switch.Root id={id} className="switch" checked={(value ?? field.fallback) === true} onCheckedChange={onChange}>
          <Switch.Thumb className="switch-thumb" />
        </Switch.Root>
      );
    case 'select':
      return (
        <select id={id} className="field" value={asText(value)} onChange={(event) => onChange(event.target.value)}>
          {field.options.map((option) => (
            <option key={option}>{option}</option>
          ))}
        </select>
      );
    case 'secret':
      return <SecretField id={id} value={value} onChange={onChange} />;
    case 'model-file':
      return <ModelFileField id={id} value={value} onChange={onChange} />;
    case 'prompt':
      return <PromptField {...props} />;
    case 'model':
      return (
        <div className="model-name">
          <DraftControl {...props} toText={asText} parse={parseText} />
          <ModelMenu node={props.node} onChoose={onChange} />
        </div>
      );
    case 'text':
      return <DraftControl {...props} toText={asText} parse={parseText} />;
    case 'textarea':
      return (
        <DraftControl {...props} toText={asText} parse={parseText} rows={4} isCode={field.key === 'source_code'} />
      );
    case 'number':
      return <DraftControl {...props} toText={asText} parse={parseNumber} inputMode="decimal" />;
    case 'choices':
      return <ChoicesControl {...props} />;
    case 'list':
      return <DraftControl {...props} toText={listText} parse={parseList} rows={3} />;
    case 'json':
      if (ANSWER_KEYS.has(field.key) && isTexts(value))
        return <AnswersField id={id} answers={value} onChange={onChange} />;
      return <DraftControl {...props} toText={jsonText} parse={parseJson} rows={6} isCode />;
    default:
      return assertNever(field.widget);
  }
}

/** Lists of answers: as texts they have boxes of their own, with calls among them they are JSON. */
const ANSWER_KEYS: ReadonlySet<string> = new Set(['replies', 'chat_completions']);

function isTexts(value: Json | undefined): value is readonly string[] {
  return Array.isArray(value) && value.every((item: Json) => typeof item === 'string');
}

/** What a typed text means: a value, or why it is none. */
type Parsed = { readonly ok: true; readonly value: Json | undefined } | { readonly ok: false; readonly error: string };

interface DraftControlProps extends FieldControlProps {
  readonly toText: (value: Json | undefined) => string;
  readonly parse: (text: string) => Parsed;
  readonly rows?: number;
  readonly inputMode?: 'decimal';
  readonly isCode?: boolean;
}

/**
 * A field of text. While it has the focus it shows what is typed, also what is no value yet; a value is written to the
 * document at once. A name is written when the field is left: others speak of it, and each letter would rename them.
 */
function DraftControl({
  id,
  field,
  value,
  onChange,
  toText,
  parse,
  rows,
  inputMode,
  isCode = false,
}: DraftControlProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const text = draft ?? toText(value);
  const parsed = parse(text);
  const error = parsed.ok ? valueError(field, parsed.value) : parsed.error;
  const isLate = field.key === 'name';
  const write = (typed: string): void => {
    const result = parse(typed);
    if (result.ok && valueError(field, result.value) === null) onChange(result.value);
  };
  const common = {
    id,
    value: text,
    className: isCode ? 'field mono' : 'field',
    'data-field': field.key,
    spellCheck: !isCode,
    'aria-invalid': error !== null,
    onFocus: () => setDraft(toText(value)),
    onBlur: () => {
      if (isLate) write(text);
      if (error === null) setDraft(null);
      editorStore.getState().endGesture();
    },
    onChange: (event: { target: { value: string } }) => {
      setDraft(event.target.value);
      if (!isLate) write(event.target.value);
    },
  } as const;
  return (
    <>
      {rows === undefined ? (
        <input
          type="text"
          {...common}
          {...(inputMode && { inputMode })}
          onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
        />
      ) : (
        <textarea rows={rows} {...common} />
      )}
      {error !== null && (
        <p className="form-error" role="alert">
          {error}
        </p>
      )}
    </>
  );
}

/** An empty optional field is no value at all, and that is fine. */
function valueError(field: FormField, value: Json | undefined): string | null {
  if (value === undefined) return field.isOptional ? null : 'This must not be empty.';
  return fieldError(field, value);
}

/** One box a word. Nothing chosen is no value, which each field explains in its own words. */
function ChoicesControl({ id, field, value, onChange }: FieldControlProps) {
  const chosen = Array.isArray(value) ? value : [];
  const toggle = (option: string): void => {
    const next = field.options.filter((one) => (one === option) !== chosen.includes(one));
    onChange(next.length === 0 ? undefined : next);
  };
  return (
    <div id={id} className="ticks" role="group" aria-label={field.title}>
      {field.options.map((option) => (
        <label key={option} className="tick">
          <input type="checkbox" checked={chosen.includes(option)} onChange={() => toggle(option)} />
          {option.replaceAll('-', ' ')}
        </label>
      ))}
    </div>
  );
}

const asText = (value: Json | undefined): string =>
  typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value);
const listText = (value: Json | undefined): string =>
  Array.isArray(value) ? value.map((item: Json) => asText(item)).join('\n') : '';
const jsonText = (value: Json | undefined): string =>
  value === undefined || value === null ? '' : JSON.stringify(value, null, 2);

const parseText = (text: string): Parsed => ({ ok: true, value: text === '' ? undefined : text });

function parseNumber(text: string): Parsed {
  if (text.trim() === '') return { ok: true, value: undefined };
  const number = Number(text.replace(',', '.'));
  return Number.isFinite(number) ? { ok: true, value: number } : { ok: false, error: `“${text}” is not a number.` };
}

function parseList(text: string): Parsed {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return { ok: true, value: lines.length === 0 ? undefined : lines };
}

function parseJson(text: string): Parsed {
  if (text.trim() === '') return { ok: true, value: undefined };
  try {
    return { ok: true, value: JSON.parse(text) as Json };
  } catch (error) {
    return { ok: false, error: `This is not JSON yet: ${error instanceof Error ? error.message : String(error)}` };
  }
}
