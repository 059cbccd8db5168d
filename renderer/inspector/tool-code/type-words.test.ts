import { expect, it } from 'vitest';
import type { JsonObject } from '../../../shared/json.ts';
import { limitWords, objectsIn, typeWords } from './type-words.ts';

const closed: JsonObject = {
  type: 'object',
  properties: { a: { type: 'string' } },
  required: [],
  additionalProperties: false,
};

it.each<[JsonObject, string]>([
  [{}, 'anything'],
  [{ type: 'string' }, 'string'],
  [{ const: 'a', type: 'string' }, "'a'"],
  [{ enum: ['a', 1, null] }, "'a' | 1 | null"],
  [{ anyOf: [{ type: 'string' }, { type: 'null' }] }, 'string | null'],
  [{ type: 'array', items: { type: 'number' } }, 'number[]'],
  [{ type: 'array', items: { enum: ['a', 'b'] } }, "('a' | 'b')[]"],
  [
    { type: 'array', prefixItems: [{ type: 'number' }, { type: 'string' }], minItems: 1, maxItems: 2 },
    '[number, string?]',
  ],
  [{ type: 'array', prefixItems: [{ title: 'lat', type: 'number' }], minItems: 0, maxItems: 1 }, '[lat?: number]'],
  [
    { type: 'array', prefixItems: [{ type: 'number' }], minItems: 1, items: { type: 'string' } },
    '[number, ...string[]]',
  ],
  [closed, '{ … }'],
  [{ ...closed, properties: {} }, '{}'],
  [{ type: 'object', additionalProperties: { type: 'number' } }, 'Record<string, number>'],
  [{ type: 'object', additionalProperties: true }, 'object'],
  [{ $ref: '#/$defs/Tree' }, 'Tree'],
])('%j is %s', (schema, words) => {
  expect(typeWords(schema)).toBe(words);
});

it('says what else is said of a value', () => {
  expect(limitWords({ type: 'integer', minimum: 1, maximum: 9, default: 3 })).toEqual([
    'at least 1',
    'at most 9',
    'else 3',
  ]);
  expect(limitWords({ type: 'array', prefixItems: [], minItems: 2, maxItems: 2 })).toEqual([]);
  expect(limitWords({ type: 'string', pattern: '^a$', default: 'a' })).toEqual(['like ^a$', "else 'a'"]);
});

it('finds the objects in a value', () => {
  expect(objectsIn({ anyOf: [{ type: 'array', items: closed }, { type: 'null' }, closed] })).toEqual([closed, closed]);
  expect(objectsIn({ ...closed, properties: {} })).toEqual([]);
});
