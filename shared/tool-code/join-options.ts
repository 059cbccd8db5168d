import { canonicalJson, type Json, type JsonObject } from '../json.ts';
import type { Options } from './type-reading.ts';

/** One value and no other. */
export function literal(value: string | number | boolean): JsonObject {
  return { const: value, type: Number.isInteger(value) ? 'integer' : typeof value };
}

/** The members of a union as one schema: words as `enum`, the rest as `anyOf`. What another member holds already is left out. */
export function joinOptions(options: Options): JsonObject {
  const distinct = withoutHeld(onceEach(options));
  const words = distinct.filter(isLiteral);
  const [first] = words;
  const members = distinct.flatMap((option) =>
    option === first ? [enumOf(words)] : isLiteral(option) ? [] : [option],
  );
  const [only] = members;
  return members.length === 1 && only !== undefined ? only : { anyOf: members };
}

/** The values of these members; undefined where one of them is more than a value. */
export function valuesOf(options: Options): (string | number | boolean)[] | undefined {
  const values = options.map(valueOf).filter((value) => value !== undefined);
  return values.length === options.length ? values : undefined;
}

/** The one value of a member; undefined where it is more than a value. */
export function valueOf({ const: value }: JsonObject): string | number | boolean | undefined {
  return typeof value === 'object' ? undefined : value;
}

function isLiteral(option: JsonObject): boolean {
  return valueOf(option) !== undefined;
}

function onceEach(options: Options): JsonObject[] {
  return [...new Map(options.map((option) => [canonicalJson(option), option])).values()];
}

function withoutHeld(options: readonly JsonObject[]): JsonObject[] {
  if (options.some((option) => Object.keys(option).length === 0)) return [{}];
  const plain = new Set(options.filter((option) => Object.keys(option).length === 1).map(({ type }) => type));
  const values = new Set(options.map((option) => option['const']));
  if (values.has(true) && values.has(false)) plain.add('boolean');
  const rest = options.filter(
    (option) =>
      !isLiteral(option) || !(plain.has(option['type']) || (option['type'] === 'integer' && plain.has('number'))),
  );
  const isBoolean = plain.has('boolean') && !rest.some(({ type }) => type === 'boolean');
  return isBoolean ? [...rest, { type: 'boolean' }] : rest;
}

function enumOf(words: readonly JsonObject[]): JsonObject {
  const [first] = words;
  if (words.length === 1 && first !== undefined) return first;
  const types = new Set(words.map(({ type }) => type));
  const type = types.size === 1 ? [...types][0] : [...types].every(isNumeric) ? 'number' : undefined;
  return { ...(type !== undefined && { type }), enum: words.map((word) => word['const'] ?? null) };
}

function isNumeric(type: Json | undefined): boolean {
  return type === 'integer' || type === 'number';
}
