import { expect, it } from 'vitest';
import type { JsonObject } from '../../../shared/json.ts';
import { toLlamaSchema } from './llama-schema.ts';

const anything = {
  oneOf: [
    { type: ['string', 'number', 'boolean', 'null'] },
    { type: 'object', additionalProperties: true },
    { type: 'array' },
  ],
};

it.each<[string, JsonObject, JsonObject]>([
  [
    'a text, without what no grammar is made of',
    { type: 'string', pattern: '^a', maxLength: 3 },
    { type: 'string', maxLength: 3 },
  ],
  [
    'an optional field of pydantic',
    { anyOf: [{ type: 'integer', minimum: 1 }, { type: 'null' }] },
    { oneOf: [{ type: 'integer' }, { type: 'null' }] },
  ],
  ['several types', { type: ['string', 'null'] }, { oneOf: [{ type: 'string' }, { type: 'null' }] }],
  ['fixed words', { enum: ['a', 1, null, {}], type: 'string' }, { enum: ['a', 1, null] }],
  [
    'an object and its descriptions',
    { type: 'object', properties: { a: { type: 'number', description: 'How many.', title: 'A' } }, required: [] },
    { type: 'object', properties: { a: { type: 'number', description: 'How many.' } } },
  ],
  [
    'an object without a type',
    { properties: { a: { const: 1 } } },
    { type: 'object', properties: { a: { const: 1 } } },
  ],
  [
    'a map',
    { type: 'object', additionalProperties: { type: 'string' } },
    { type: 'object', additionalProperties: { type: 'string' } },
  ],
  ['a free object', { type: 'object' }, { type: 'object', additionalProperties: true }],
  ['an empty object', { type: 'object', additionalProperties: false }, { type: 'object', additionalProperties: false }],
  [
    'a list',
    { type: 'array', items: { type: 'string' }, minItems: 1, uniqueItems: true },
    { type: 'array', items: { type: 'string' }, minItems: 1 },
  ],
  ['anything', {}, anything],
  [
    'a shape in several parts',
    { allOf: [{ properties: { a: { type: 'string' } } }, { properties: { b: { type: 'null' } } }] },
    { type: 'object', properties: { a: { type: 'string' }, b: { type: 'null' } } },
  ],
  [
    'old references',
    { $ref: '#/definitions/x', definitions: { x: { type: 'string' } } },
    { $ref: '#/$defs/x', $defs: { x: { type: 'string' } } },
  ],
])('takes %s', (_what, schema, expected) => expect(toLlamaSchema(schema)).toEqual(expected));
