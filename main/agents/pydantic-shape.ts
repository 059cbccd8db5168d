import { laxValue } from '../../shared/component/lax-value.ts';
import { isJsonObject, type Json, type JsonObject } from '../../shared/json.ts';

/**
 * A value as a model that pydantic made of this JSON Schema would hold it: the fields of the schema in its order, and no
 * others; numbers and truth values also where they were written as text. What does not fit stays as it is.
 * `fills`: fields that are not there have their default, else they are left out.
 */
export function shapedBy(schema: JsonObject, value: Json, { fills }: { fills: boolean }): Json {
  return shape(schema, { value, root: schema, fills });
}

interface Shaped<Value extends Json = Json> {
  readonly value: Value;
  /** Holds what `$ref` refers to. */
  readonly root: JsonObject;
  readonly fills: boolean;
}

function shape(given: JsonObject, shaped: Shaped): Json {
  const schema = resolved(given, shaped.root);
  const { properties, items, type } = schema;
  const { value } = shaped;
  if (isJsonObject(value) && isJsonObject(properties)) {
    return shapedObject({ properties, required: schema['required'] }, { ...shaped, value });
  }
  if (Array.isArray(value) && isJsonObject(items)) {
    return value.map((one: Json) => shape(items, { ...shaped, value: one }));
  }
  const expected = type === 'integer' ? 'int' : type;
  return typeof expected === 'string' && typeof value !== expected ? (laxValue(value, expected) ?? value) : value;
}

function shapedObject(
  { properties, required }: { properties: JsonObject; required: Json | undefined },
  { value, ...rest }: Shaped<JsonObject>,
): JsonObject {
  const isRequired = (key: string): boolean => Array.isArray(required) && required.includes(key);
  const entries = Object.entries(properties).flatMap(([key, field]): [string, Json][] => {
    const own = Object.hasOwn(value, key) ? value[key] : undefined;
    if (own !== undefined && (own !== null || isRequired(key))) {
      return [[key, isJsonObject(field) ? shape(field, { ...rest, value: own }) : own]];
    }
    if (isRequired(key) || !rest.fills) return [];
    return [[key, own ?? (isJsonObject(field) ? field['default'] : undefined) ?? null]];
  });
  return Object.fromEntries(entries);
}

function resolved(schema: JsonObject, root: JsonObject): JsonObject {
  const name = typeof schema['$ref'] === 'string' ? schema['$ref'].split('/').at(-1) : undefined;
  const known = isJsonObject(root['$defs']) && name !== undefined ? root['$defs'][name] : undefined;
  return isJsonObject(known) ? { ...known, ...schema } : schema;
}
