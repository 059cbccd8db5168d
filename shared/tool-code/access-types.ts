import type * as Babel from '@babel/types';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { literal, valueOf, valuesOf } from './join-options.ts';
import { isWrapped, jsonLiteral } from './json-literal.ts';
import { objectSchema } from './object-members.ts';
import { type Names, NOTHING, type Options, type TypeReading } from './type-reading.ts';

/** `keyof T`: the names of its properties. */
export function readKeys(type: Babel.TSType, names: Names, reading: TypeReading): Options {
  const keys = reading.options(type, names).map((option) => {
    const object = reading.resolved(option);
    const { properties, additionalProperties: others } = object ?? {};
    if (object?.['type'] !== 'object' || (others !== undefined && others !== false)) return undefined;
    return isJsonObject(properties) ? Object.keys(properties).map(literal) : [];
  });
  const [first, ...more] = keys;
  if (first === undefined || more.length > 0) {
    return reading.problem(type, 'Only an object with named properties has keys that can be told here.');
  }
  return first;
}

/** As many values are looked up at once. */
const MOST_PLACES = 3000;

/** `T['key']` and `T[number]`. */
export function readAccess(type: Babel.TSIndexedAccessType, names: Names, reading: TypeReading): Options {
  const objects = reading.options(type.objectType, names).map((option) => reading.resolved(option) ?? {});
  const index = reading.options(type.indexType, names);
  const isTooMuch = objects.length * index.length > MOST_PLACES;
  const found = isTooMuch ? [] : objects.flatMap((object) => index.map((key) => partsAt(object, key)));
  if (found.length > 0 && !found.includes(undefined)) return found.flatMap((parts) => parts ?? []);
  return reading.problem(type.indexType, 'There is nothing under this key, or nothing that can be told here.');
}

function partsAt(object: JsonObject, key: JsonObject): Options | undefined {
  if (Object.keys(object).length === 0) return [{}]; // of anything, anything
  const name = valueOf(key);
  if (object['type'] === 'array') return elementsAt(object, name ?? key['type']);
  const { properties, required, additionalProperties: others } = object;
  const own = isJsonObject(properties) && name !== undefined ? properties[String(name)] : undefined;
  if (isJsonObject(own))
    return Array.isArray(required) && required.includes(name) ? membersOf(own) : [...membersOf(own), NOTHING];
  return isJsonObject(others) ? membersOf(others) : undefined;
}

function elementsAt({ prefixItems = [], items }: JsonObject, index: Json | undefined): Options | undefined {
  const places = prefixItems as readonly JsonObject[]; // as tuples are read
  const others = isJsonObject(items) ? membersOf(items) : [];
  if (index === 'number') return [...places.flatMap(membersOf), ...others];
  const place = typeof index === 'number' ? (places[index] ?? (isJsonObject(items) ? items : undefined)) : undefined;
  return place === undefined ? undefined : membersOf(place);
}

/** A schema as the members that it was joined of. */
export function membersOf(schema: JsonObject): Options {
  const { anyOf, enum: words } = schema;
  if (Array.isArray(anyOf)) return anyOf.flatMap((member: Json) => (isJsonObject(member) ? membersOf(member) : []));
  if (!Array.isArray(words)) return [schema];
  return words.map((word: Json) => (word === null ? { type: 'null' } : literal(word as string | number | boolean)));
}

/** `typeof NAME` of a constant that is written out. */
export function readTypeOf({ exprName }: Babel.TSTypeQuery, reading: TypeReading): Options {
  const declared = exprName.type === 'Identifier' ? reading.declarations.get(exprName.name) : undefined;
  const value = declared?.kind === 'value' ? declared.value : undefined;
  const known = value === undefined ? undefined : jsonLiteral(value);
  const isPlain = typeof known !== 'object';
  if (value !== undefined && known !== undefined && (isPlain || isConstant(value))) return [typeOfValue(known)];
  const message =
    'Only of a constant that is written out in this code, lists and objects with "as const", the type can be told here.';
  return reading.problem(exprName, message);
}

function isConstant(value: Babel.Expression): boolean {
  if (!isWrapped(value)) return false;
  const isConst =
    value.type === 'TSAsExpression' &&
    value.typeAnnotation.type === 'TSTypeReference' &&
    value.typeAnnotation.typeName.type === 'Identifier' &&
    value.typeAnnotation.typeName.name === 'const';
  return isConst || isConstant(value.expression);
}

function typeOfValue(value: Json): JsonObject {
  if (value === null) return { type: 'null' };
  if (isJsonObject(value)) {
    const properties = new Map(Object.entries(value).map(([key, item]) => [key, typeOfValue(item ?? null)]));
    return objectSchema({ properties, required: [...properties.keys()], others: false });
  }
  if (typeof value === 'object') {
    const places = value.map(typeOfValue);
    return { type: 'array', prefixItems: places, minItems: places.length, maxItems: places.length };
  }
  return literal(value);
}

/** The words that a type of keys comes to; undefined where it is more than words. */
export function keysIn(options: Options): readonly string[] | undefined {
  return valuesOf(options)?.map(String);
}
