import { choicesOf } from './form-choices.ts';
import { limitProblem } from './form-limits.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';

/** One field of a form that a JSON Schema of an object describes. */
export interface FormField {
  readonly key: string;
  readonly title: string;
  readonly description: string;
  readonly kind: 'text' | 'number' | 'integer' | 'boolean' | 'choice' | 'choices' | 'json';
  /** Of a choice, or of several: what may be chosen, and what a person reads for each. */
  readonly options: readonly string[];
  readonly optionTitles: readonly string[];
  readonly isRequired: boolean;
  /** What the field holds at first, as text. */
  readonly initial: string;
  /** The field's own schema. */
  readonly schema: JsonObject;
}

/** The fields of a form, in the schema's order. What a form has no field for is written as JSON. */
export function formFields(schema: JsonObject): FormField[] {
  const { properties } = schema;
  if (!isJsonObject(properties)) return [];
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  return Object.entries(properties).map(([key, given]) => {
    const field = withoutNull(isJsonObject(given) ? resolved(given, schema) : {});
    const isMany = field['type'] === 'array' && isJsonObject(field['items']);
    const { values: options, titles: optionTitles } = choicesOf(isMany ? (field['items'] as JsonObject) : field);
    const initial = field['default'];
    return {
      key,
      title: typeof field['title'] === 'string' ? field['title'] : words(key),
      description: typeof field['description'] === 'string' ? field['description'] : '',
      kind: isMany && options.length > 0 ? 'choices' : kindOf(field, options),
      options,
      optionTitles,
      isRequired: required.includes(key),
      initial: initial === undefined || initial === null ? '' : asText(initial),
      schema: field,
    };
  });
}

/** What the fields hold as an object: `problem` names the first field that does not fit. Empty optional ones are left out. */
export function readForm(
  fields: readonly FormField[],
  texts: Readonly<Record<string, string>>,
): { readonly value: JsonObject } | { readonly problem: string; readonly key: string } {
  const entries: [string, Json][] = [];
  for (const field of fields) {
    const { key, title, isRequired, kind } = field;
    const text = texts[key] ?? '';
    if (text.trim() === '' && kind !== 'boolean') {
      if (isRequired) return { key, problem: `"${title}" is needed.` };
      continue;
    }
    const read = readField(field, text);
    if (read === undefined) return { key, problem: `"${title}" ${EXPECTED[kind]}.` };
    const beyond = limitProblem(field.schema, read);
    if (beyond !== undefined) return { key, problem: `"${title}" ${beyond}.` };
    entries.push([key, read]);
  }
  return { value: Object.fromEntries(entries) };
}

const EXPECTED: Readonly<Record<FormField['kind'], string>> = {
  text: 'is a text',
  number: 'is a number',
  integer: 'is a whole number',
  boolean: 'is yes or no',
  choice: 'is one of the choices',
  choices: 'is some of the choices',
  json: 'is written as JSON',
};

function readField({ kind, options }: FormField, text: string): Json | undefined {
  switch (kind) {
    case 'text':
      return text;
    case 'choice':
      return options.includes(text) ? text : undefined;
    case 'choices':
      return chosen(text, options);
    case 'boolean':
      return /^(true|yes|y)$/i.test(text.trim()) ? true : /^(false|no|n|)$/i.test(text.trim()) ? false : undefined;
    case 'number':
    case 'integer': {
      const number = Number(text);
      return Number.isFinite(number) && (kind === 'number' || Number.isInteger(number)) ? number : undefined;
    }
    case 'json':
      try {
        return JSON.parse(text) as Json;
      } catch {
        return undefined;
      }
  }
}

/** Several choices, as a JSON list or with commas between them. */
function chosen(text: string, options: readonly string[]): string[] | undefined {
  const list = listIn(text);
  return list.every((one) => options.includes(one)) ? list : undefined;
}

function listIn(text: string): string[] {
  if (!text.trim().startsWith('[')) return text.split(',').map((one) => one.trim());
  try {
    return (JSON.parse(text) as unknown[]).map(String);
  } catch {
    return [text];
  }
}

/** What a field of several choices holds now. */
export function chosenIn(text: string): readonly string[] {
  return text.trim() === '' ? [] : listIn(text);
}

function kindOf({ type }: JsonObject, options: readonly string[]): FormField['kind'] {
  if (options.length > 0) return 'choice';
  if (type === 'string') return 'text';
  return type === 'number' || type === 'integer' || type === 'boolean' ? type : 'json';
}

/** pydantic writes an optional field as a choice between its type and null. */
function withoutNull(field: JsonObject): JsonObject {
  const { anyOf, ...rest } = field;
  if (!Array.isArray(anyOf)) return field;
  const others = anyOf.filter((one) => isJsonObject(one) && one['type'] !== 'null');
  const [only] = others;
  return others.length === 1 && isJsonObject(only) ? { ...only, ...rest } : field;
}

function resolved(field: JsonObject, root: JsonObject): JsonObject {
  const name = typeof field['$ref'] === 'string' ? field['$ref'].split('/').at(-1) : undefined;
  const known = isJsonObject(root['$defs']) && name !== undefined ? root['$defs'][name] : undefined;
  return isJsonObject(known) ? { ...known, ...field } : field;
}

function asText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** `due_date` and `dueDate` as words: "Due date". */
function words(key: string): string {
  const spaced = key
    .replaceAll(/[_-]+/g, ' ')
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .trim()
    .toLowerCase();
  return spaced === '' ? key : spaced[0]!.toUpperCase() + spaced.slice(1); // `!`: not empty
}
