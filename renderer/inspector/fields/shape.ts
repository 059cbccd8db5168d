import { type Json, type JsonObject, isJsonObject } from '../../../shared/json.ts';

/** The kinds of fields that a plain shape has, in words. */
export const FIELD_KINDS = {
  text: 'text',
  number: 'number',
  integer: 'whole number',
  boolean: 'yes or no',
  texts: 'list of texts',
  'one-of': 'one of some words',
} as const;

/** One field of a shape, as a form shows it. */
export interface ShapeRow {
  readonly name: string;
  readonly kind: keyof typeof FIELD_KINDS;
  readonly isNeeded: boolean;
  readonly description: string;
  /** The words of `one-of`, as typed: with commas between. */
  readonly options: string;
  /** What else stands at the field, kept as it came. */
  readonly rest: JsonObject;
}

/** The fields of a JSON Schema; null where it is more than a flat object of plain fields. */
export function fieldsOf(schema: Json | undefined): readonly ShapeRow[] | null {
  if (schema === undefined || schema === null) return [];
  if (!isJsonObject(schema)) return null;
  if (Object.keys(schema).length === 0) return [];
  const { type, properties = {}, required = [], $defs, anyOf, oneOf, allOf } = schema;
  if (type !== 'object' || !isJsonObject(properties) || !Array.isArray(required)) return null;
  if ([$defs, anyOf, oneOf, allOf].some((each) => each !== undefined)) return null;
  const rows = Object.entries(properties).map(([name, property]) =>
    rowOf(name, { property: property ?? null, isNeeded: (required as readonly Json[]).includes(name) }),
  );
  return rows.every((row) => row !== null) ? rows : null;
}

function rowOf(
  name: string,
  { property, isNeeded }: { readonly property: Json; readonly isNeeded: boolean },
): ShapeRow | null {
  if (!isJsonObject(property)) return null;
  const { type, description = '', enum: words, items, ...rest } = property;
  if (typeof description !== 'string') return null;
  const common = { name, isNeeded, description, options: '', rest };
  if (words !== undefined) {
    const isWords = type === 'string' && Array.isArray(words) && words.every((word: Json) => typeof word === 'string');
    return isWords ? { ...common, kind: 'one-of', options: words.join(', ') } : null;
  }
  if (type === 'array') {
    const isTexts = isJsonObject(items) && items['type'] === 'string' && Object.keys(items).length === 1;
    return isTexts ? { ...common, kind: 'texts' } : null;
  }
  const kind = type === 'string' ? 'text' : type;
  const isPlain = kind === 'text' || kind === 'number' || kind === 'integer' || kind === 'boolean';
  return isPlain && items === undefined && !isJsonObject(rest['properties']) ? { ...common, kind } : null;
}

/** The JSON Schema of these fields. What else stood in the old one is kept; without fields it is none. */
export function shapeOf(rows: readonly ShapeRow[], old: Json | undefined): JsonObject | undefined {
  const named = rows.filter(({ name }) => name !== '');
  if (named.length === 0) return undefined;
  const { type: _type, properties: _properties, required: _required, ...rest } = isJsonObject(old) ? old : {};
  const properties = Object.fromEntries(named.map((row) => [row.name, propertyOf(row)]));
  const required = [...new Set(named.filter(({ isNeeded }) => isNeeded).map(({ name }) => name))];
  return { type: 'object', properties, required, ...rest };
}

function propertyOf({ kind, description, options, rest }: ShapeRow): JsonObject {
  const more = { ...rest, ...(description !== '' && { description }) };
  if (kind === 'texts') return { type: 'array', items: { type: 'string' }, ...more };
  if (kind !== 'one-of') return { type: kind === 'text' ? 'string' : kind, ...more };
  const words = options
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
  return { type: 'string', enum: words, ...more };
}
