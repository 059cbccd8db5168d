import { useState } from 'react';
import type { Json } from '../../shared/json.ts';
import type { CodeEditorProps, CodeLanguage } from '../code-editor/code-editor-props.ts';
import { CodeEditor } from '../code-editor/code-editor.tsx';
import { editorStore } from '../store/editor.ts';
import type { FieldControlProps } from './field-control-props.ts';
import { fieldError, type FormField } from './form-field.ts';

/** What a typed text means: a value, or why it is none. */
type Parsed = { readonly ok: true; readonly value: Json | undefined } | { readonly ok: false; readonly error: string };

interface DraftControlProps extends FieldControlProps {
  readonly toText: (value: Json | undefined) => string;
  readonly parse: (text: string) => Parsed;
  readonly rows?: number;
  readonly inputMode?: 'decimal';
  /** Set where the text is code. */
  readonly language?: CodeLanguage;
  /** What is known of the code. */
  readonly notes?: Pick<CodeEditorProps, 'problems' | 'aside'>;
}

/**
 * A field of text. While it has the focus it shows what is typed, also what is no value yet; a value is written to the
 * document at once. A name is written when the field is left: others speak of it, and each letter would rename them.
 */
export function DraftControl({
  id,
  field,
  value,
  onChange,
  toText,
  parse,
  rows,
  inputMode,
  language,
  notes,
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
  const type = (typed: string): void => {
    setDraft(typed);
    if (!isLate) write(typed);
  };
  const focus = (): void => setDraft(text);
  const leave = (): void => {
    if (isLate) write(text);
    if (error === null) setDraft(null);
    editorStore.getState().endGesture();
  };
  const common = { id, value: text, onFocus: focus, onBlur: leave };
  return (
    <>
      {language === undefined ? (
        <TextBox {...{ ...common, field, rows, inputMode, type }} isInvalid={error !== null} />
      ) : (
        <CodeEditor
          {...{ ...common, ...notes, language }}
          label={field.title}
          onChange={type}
          isInvalid={error !== null}
        />
      )}
      {error !== null && (
        <p className="form-error" role="alert">
          {error}
        </p>
      )}
    </>
  );
}

interface TextBoxProps extends Pick<DraftControlProps, 'id' | 'field'> {
  readonly value: string;
  readonly isInvalid: boolean;
  readonly rows: number | undefined;
  readonly inputMode: 'decimal' | undefined;
  type: (text: string) => void;
  onFocus: () => void;
  onBlur: () => void;
}

/** Words: one line of them, or several. */
function TextBox({ field, isInvalid, rows, inputMode, type, ...common }: TextBoxProps) {
  const shared = {
    ...common,
    className: 'field',
    'data-field': field.key,
    'aria-invalid': isInvalid,
    placeholder: fallbackText(field),
    onChange: (event: { target: { value: string } }) => type(event.target.value),
  };
  if (rows !== undefined) return <textarea rows={rows} {...shared} />;
  return (
    <input
      type="text"
      {...shared}
      {...(inputMode && { inputMode })}
      onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
    />
  );
}

/** An empty optional field is no value at all, and that is fine. */
function valueError(field: FormField, value: Json | undefined): string | null {
  if (value === undefined) return field.isOptional ? null : 'This must not be empty.';
  return fieldError(field, value);
}

/** A value as JSON, for what has no form. */
export function JsonControl(props: FieldControlProps) {
  return <DraftControl {...props} toText={jsonText} parse={parseJson} language="json" />;
}

/** What counts where nothing is typed. */
function fallbackText({ fallback }: FormField): string | undefined {
  return typeof fallback === 'number' || (typeof fallback === 'string' && fallback !== '')
    ? String(fallback)
    : undefined;
}

/** True for a list that holds nothing but texts. */
export function isTexts(value: Json | undefined): value is readonly string[] {
  return Array.isArray(value) && value.every((item: Json) => typeof item === 'string');
}

export const asText = (value: Json | undefined): string =>
  typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value);
export const listText = (value: Json | undefined): string =>
  Array.isArray(value) ? value.map((item: Json) => asText(item)).join('\n') : '';
const jsonText = (value: Json | undefined): string =>
  value === undefined || value === null ? '' : JSON.stringify(value, null, 2);

export const parseText = (text: string): Parsed => ({ ok: true, value: text === '' ? undefined : text });

export function parseNumber(text: string): Parsed {
  if (text.trim() === '') return { ok: true, value: undefined };
  const number = Number(text.replace(',', '.'));
  return Number.isFinite(number) ? { ok: true, value: number } : { ok: false, error: `“${text}” is not a number.` };
}

export function parseList(text: string): Parsed {
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
