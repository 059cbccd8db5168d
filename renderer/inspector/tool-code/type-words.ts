import { isJsonObject, type Json, type JsonObject } from '../../../shared/json.ts';

/** The type of a value as people write it in TypeScript: `string[]`, `'a' | 'b'`. Objects that are listed below it are `{ … }`. */
export function typeWords(schema: JsonObject): string {
  const { type, $ref, const: value, enum: words, anyOf } = schema;
  if (typeof $ref === 'string') return $ref.split('/').at(-1) ?? $ref;
  if (value !== undefined) return valueWords(value);
  if (Array.isArray(words)) return words.map(valueWords).join(' | ');
  if (Array.isArray(anyOf)) return anyOf.map((member: Json) => typeWords(asSchema(member))).join(' | ');
  if (type === 'array') return listWords(schema);
  if (type === 'object') return objectWords(schema);
  return typeof type === 'string' ? type : 'anything';
}

function valueWords(value: Json): string {
  return typeof value === 'string' ? `'${value}'` : JSON.stringify(value);
}

function listWords({ prefixItems, items, minItems }: JsonObject): string {
  const of = typeWords(asSchema(items));
  const list = of.includes(' | ') ? `(${of})[]` : `${of}[]`;
  if (!Array.isArray(prefixItems)) return list;
  const needed = typeof minItems === 'number' ? minItems : 0;
  const places = prefixItems.map((place: Json, index) => placeWords(asSchema(place), index >= needed));
  return `[${[...places, ...(items === undefined ? [] : [`...${list}`])].join(', ')}]`;
}

/** As in TypeScript: `lat?: number`, without a name `number?`. */
function placeWords(schema: JsonObject, isOptional: boolean): string {
  const { title } = schema;
  const mark = isOptional ? '?' : '';
  return typeof title === 'string' ? `${title}${mark}: ${typeWords(schema)}` : `${typeWords(schema)}${mark}`;
}

function objectWords({ properties, additionalProperties: others }: JsonObject): string {
  if (isJsonObject(properties)) return Object.keys(properties).length === 0 ? '{}' : '{ … }';
  return isJsonObject(others) ? `Record<string, ${typeWords(others)}>` : 'object';
}

/** What else is said of a value: `minimum 1`, `default 'metric'`. */
export function limitWords(schema: JsonObject): readonly string[] {
  return LIMITS.flatMap(([key, words]) => {
    const value = schema[key];
    const isSaid = schema['prefixItems'] !== undefined; // by the words of a tuple
    if (value === undefined || (isSaid && key !== 'default')) return [];
    return [`${words} ${typeof value === 'string' && key !== 'default' ? value : valueWords(value)}`];
  });
}

const LIMITS = [
  ['minimum', 'at least'],
  ['exclusiveMinimum', 'more than'],
  ['maximum', 'at most'],
  ['exclusiveMaximum', 'less than'],
  ['multipleOf', 'a multiple of'],
  ['minLength', 'characters, at least'],
  ['maxLength', 'characters, at most'],
  ['minItems', 'entries, at least'],
  ['maxItems', 'entries, at most'],
  ['pattern', 'like'],
  ['format', 'written as'],
  ['default', 'else'],
] as const;

/** The schemas of objects that a value holds, which are listed below it. */
export function objectsIn(schema: JsonObject): readonly JsonObject[] {
  const { anyOf, items, properties } = schema;
  if (isJsonObject(properties)) return Object.keys(properties).length === 0 ? [] : [schema];
  if (Array.isArray(anyOf)) return anyOf.flatMap((member: Json) => objectsIn(asSchema(member)));
  return isJsonObject(items) ? objectsIn(items) : [];
}

function asSchema(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}
