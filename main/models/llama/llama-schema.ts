import { isJsonObject, type Json, type JsonObject } from '../../../shared/json.ts';

/**
 * A JSON Schema in the part of the language that the library makes grammars of. What it does not know it would take for
 * `null`, so every other form becomes one that it knows, or a looser one: answers are checked against the real schema
 * where they are used. Properties cannot be left out by the model, and none can be added.
 */
export function toLlamaSchema(schema: JsonObject): JsonObject {
  const { $defs, definitions } = schema;
  const defs = { ...(isJsonObject(definitions) && definitions), ...(isJsonObject($defs) && $defs) };
  const converted = convert(schema);
  return Object.keys(defs).length === 0 ? converted : { ...converted, $defs: mapValues(defs, convert) };
}

function convert(value: Json | undefined): JsonObject {
  if (!isJsonObject(value)) return ANYTHING; // `true`, or a mistake
  const { description } = value;
  return { ...convertForm(value), ...(typeof description === 'string' && { description }) };
}

function convertForm(schema: JsonObject): JsonObject {
  const { $ref, const: constant, enum: values, oneOf, anyOf, allOf } = schema;
  if (typeof $ref === 'string') return { $ref: $ref.replace('#/definitions/', '#/$defs/') };
  if (constant !== undefined && isPlain(constant)) return { const: constant };
  if (Array.isArray(values)) return { enum: values.filter(isPlain) };
  const choices = oneOf ?? anyOf;
  if (Array.isArray(choices)) return { oneOf: choices.map(convert) };
  if (Array.isArray(allOf)) return convertForm(merge([schema, ...allOf.filter(isJsonObject)]));
  return convertType(schema);
}

function convertType(schema: JsonObject): JsonObject {
  const { properties, items, type } = schema;
  if (type === 'object' || (type === undefined && isJsonObject(properties))) return convertObject(schema);
  if (type === 'array' || (type === undefined && items !== undefined)) return convertArray(schema);
  if (type === 'string') return { type, ...pick(schema, ['minLength', 'maxLength']) };
  if (typeof type === 'string') return { type };
  if (Array.isArray(type)) return { oneOf: type.map((one) => convertType({ ...schema, type: one })) };
  return ANYTHING;
}

function convertObject({ properties, additionalProperties }: JsonObject): JsonObject {
  if (isJsonObject(properties)) return { type: 'object', properties: mapValues(properties, convert) };
  const others = isJsonObject(additionalProperties) ? convert(additionalProperties) : additionalProperties !== false;
  return { type: 'object', additionalProperties: others };
}

function convertArray(schema: JsonObject): JsonObject {
  const { items, prefixItems } = schema;
  return {
    type: 'array',
    ...(isJsonObject(items) && { items: convert(items) }),
    ...(Array.isArray(prefixItems) && { prefixItems: prefixItems.map(convert) }),
    ...pick(schema, ['minItems', 'maxItems']),
  };
}

const ANYTHING: JsonObject = {
  oneOf: [
    { type: ['string', 'number', 'boolean', 'null'] },
    { type: 'object', additionalProperties: true },
    { type: 'array' },
  ],
};

/** All that several schemas of an `allOf` say, their properties together. */
function merge(schemas: readonly JsonObject[]): JsonObject {
  const properties = Object.assign({}, ...schemas.map((schema) => schema['properties'])) as JsonObject;
  const { allOf: _, ...merged } = Object.assign({}, ...schemas.toReversed()) as JsonObject;
  return Object.keys(properties).length > 0 ? { ...merged, properties } : merged;
}

function isPlain(value: Json): boolean {
  return value === null || typeof value !== 'object';
}

function pick(schema: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(keys.flatMap((key) => (typeof schema[key] === 'number' ? [[key, schema[key]]] : [])));
}

function mapValues(values: JsonObject, change: (value: Json | undefined) => JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value)]));
}
