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

/** The fields of a form for a tool, by its JSON Schema. */
export function argumentFields(schema: JsonObject): ArgumentField[] {
  const { properties, required } = schema;
  if (!isJsonObject(properties)) return [];
  const needed = Array.isArray(required) ? required : [];
  return Object.entries(properties).map(([name, property]) => {
    const own = isJsonObject(property) ? property : {};
    const fallback = own['default'];
    return {
      name,
      kind: kindOf(own),
      description: typeof own['description'] === 'string' ? own['description'] : '',
      isRequired: needed.includes(name),
      options: Array.isArray(own['enum']) ? own['enum'].map(String) : [],
      fallback: fallback === undefined ? '' : typeof fallback === 'string' ? fallback : JSON.stringify(fallback),
    };
  });
}

function kindOf({ type, enum: options }: JsonObject): ArgumentField['kind'] {
  if (Array.isArray(options) && options.every((option) => typeof option === 'string')) return 'choice';
  if (type === 'string') return 'text';
  if (type === 'number' || type === 'integer') return 'number';
  return type === 'boolean' ? 'switch' : 'json';
}

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
