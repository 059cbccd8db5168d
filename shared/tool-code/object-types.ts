import type * as Babel from '@babel/types';
import { isJsonObject, type JsonObject } from '../json.ts';
import { keysIn } from './access-types.ts';
import { literal } from './join-options.ts';
import { anythingIsTrue, objectSchema, propertySchema } from './object-members.ts';
import type { Names, Options, TypeReading } from './type-reading.ts';

/** The parts of a schema of an object. */
export interface ObjectParts {
  readonly properties: ReadonlyMap<string, JsonObject>;
  readonly required: readonly string[];
  readonly others: JsonObject | boolean;
}

/** Undefined where it is the schema of something else. */
export function objectParts(schema: JsonObject | undefined): ObjectParts | undefined {
  if (schema?.['type'] !== 'object') return undefined;
  const { properties, required, additionalProperties: others } = schema;
  const entries = isJsonObject(properties) ? Object.entries(properties) : [];
  return {
    properties: new Map(entries.map(([key, property]) => [key, isJsonObject(property) ? property : {}])),
    required: Array.isArray(required) ? required.map(String) : [],
    others: isJsonObject(others) ? others : others === true,
  };
}

/** One object with the properties of all; the last one counts where two have the same. */
export function mergedObject(parts: readonly ObjectParts[]): JsonObject {
  const properties = new Map(parts.flatMap((part) => [...part.properties]));
  const others = parts.map((part) => part.others).findLast((other) => other !== false) ?? false;
  return objectSchema({ properties, required: parts.flatMap(({ required }) => required), others });
}

/** `A & B` of objects. `string & {}`, which editors are shown, is a string. */
export function readIntersection({ types }: Babel.TSIntersectionType, names: Names, reading: TypeReading): Options {
  const meaning = types.filter((type) => type.type !== 'TSTypeLiteral' || type.members.length > 0);
  const [only] = meaning;
  if (meaning.length === 1 && only !== undefined) return reading.options(only, names);
  const parts: ObjectParts[] = [];
  for (const type of meaning) {
    const part = objectParts(reading.resolved(reading.schema(type, names)));
    if (part === undefined) return reading.problem(type, 'Only objects can be joined with "&" here, and this is none.');
    parts.push(part);
  }
  return [mergedObject(parts)];
}

/** `{ [Key in 'a' | 'b']: T }`. */
export function readMapped(type: Babel.TSMappedType, names: Names, reading: TypeReading): Options {
  if (type.nameType) return reading.problem(type.nameType, 'Keys that are named anew have no schema. Write them out.');
  const keys = reading.options(type.constraint, names);
  const value = (key: JsonObject): Options =>
    type.typeAnnotation ? reading.options(type.typeAnnotation, new Map([...names, [type.key.name, [key]]])) : [{}];
  return [recordOf(keys, value, { isOptional: type.optional === true || type.optional === '+' })] satisfies Options;
}

/** An object with a value for each of these keys. Keys that are any text give one that is open. */
export function recordOf(
  keys: Options,
  value: (key: JsonObject) => Options,
  { isOptional }: { readonly isOptional: boolean },
): JsonObject {
  const properties = new Map<string, JsonObject>();
  const required: string[] = [];
  for (const key of keysIn(keys.filter((option) => option['const'] !== undefined)) ?? []) {
    const property = propertySchema(value(literal(key)), isOptional);
    if (property === undefined) continue;
    properties.set(key, property.schema);
    if (property.isRequired) required.push(key);
  }
  const open = keys.find((option) => option['const'] === undefined);
  const others = open === undefined ? undefined : propertySchema(value(open), false);
  return objectSchema({ properties, required, others: others === undefined ? false : anythingIsTrue(others.schema) });
}
