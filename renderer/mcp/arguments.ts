import { type FormField, formFields } from '../../shared/chat/form-fields.ts';
import { isJsonObject, type Json, type JsonObject } from '../../shared/json.ts';

/** One argument of a tool as a form shows it. `json`: what has no simple control. */
export interface ArgumentField {
  readonly name: string;
  readonly kind: 'text' | 'number' | 'switch' | 'choice' | 'json';
  readonly description: string;
  readonly isRequired: boolean;
  /** Of a choice. */
  readonly options: readonly string[];
  /** What counts where it is left empty, as text; empty where nothing does. */
  readonly fallback: string;
}

/** What a person has typed, by argument. A switch is `true` or `false`. */
export type Drafts = Readonly<Record<string, string>>;

/** What the drafts mean, or why they mean nothing. */
export type ReadArguments =
  { readonly ok: true; readonly value: JsonObject } | { readonly ok: false; readonly problem: string };

/** The fields of a form for a tool, by its JSON Schema. A model knows arguments by their names, and so does who tries a tool. */
export function argumentFields(schema: JsonObject): ArgumentField[] {
  return formFields(schema).map(({ key, kind, description, isRequired, options, initial }) => ({
    name: key,
    kind: KINDS[kind],
    description,
    isRequired,
    options,
    fallback: initial,
  }));
}

const KINDS: Readonly<Record<FormField['kind'], ArgumentField['kind']>> = {
  text: 'text',
  number: 'number',
  integer: 'number',
  boolean: 'switch',
  choice: 'choice',
  choices: 'json',
  json: 'json',
};

/** The arguments that were typed. What is left empty is left out; the server says what it misses. */
export function readArguments(fields: readonly ArgumentField[], drafts: Drafts): ReadArguments {
  const value: Record<string, Json> = {};
  for (const { name, kind } of fields) {
    const draft = drafts[name] ?? '';
    if (draft === '') continue;
    if (kind === 'text' || kind === 'choice') value[name] = draft;
    else if (kind === 'switch') value[name] = draft === 'true';
    else {
      const parsed = kind === 'number' ? Number(draft.trim()) : parsedJson(draft);
      const isWrong = parsed === undefined || (typeof parsed === 'number' && Number.isNaN(parsed));
      if (isWrong) return { ok: false, problem: `"${name}" must be ${kind === 'number' ? 'a number' : 'JSON'}.` };
      value[name] = parsed;
    }
  }
  return { ok: true, value };
}

/** Arguments that were typed as one JSON object. */
export function readJsonArguments(text: string): ReadArguments {
  const value = text.trim() === '' ? {} : parsedJson(text);
  return value !== undefined && isJsonObject(value) ? { ok: true, value } : { ok: false, problem: NO_OBJECT };
}

const NO_OBJECT = 'Arguments are a JSON object, for example {"text": "hello"}.';

function parsedJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** The drafts of a form that shows these arguments. */
export function toDrafts(fields: readonly ArgumentField[], value: JsonObject): Drafts {
  const drafts = fields.flatMap(({ name, kind }): [string, string][] => {
    const one = value[name];
    if (one === undefined) return [];
    return [[name, typeof one === 'string' && kind !== 'json' ? one : JSON.stringify(one)]];
  });
  return Object.fromEntries(drafts);
}
