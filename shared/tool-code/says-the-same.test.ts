import { expect, it } from 'vitest';
import type { JsonObject } from '../json.ts';
import { differences, saysTheSame } from './says-the-same.ts';

const derived: JsonObject = {
  type: 'object',
  properties: {
    city: { type: 'string', description: 'The city.' },
    days: { type: 'number' },
    tags: { type: 'array', items: { type: 'object', properties: {}, required: [], additionalProperties: false } },
    any: {},
  },
  required: ['city', 'days'],
  additionalProperties: false,
};
const { properties, additionalProperties: _closed, ...open } = derived;

function stored(changes: JsonObject, more: JsonObject = {}): JsonObject {
  return { ...open, properties: { ...(properties as JsonObject), ...changes }, ...more };
}

it.each<[string, JsonObject]>([
  ['the same', derived],
  ['one in another order, open by omission', { properties: properties!, required: ['days', 'city'], type: 'object' }],
  ['one with more words', stored({ days: { type: 'number', description: 'How many.', title: 'Days' } })],
  ['one with limits', stored({ days: { type: 'integer', minimum: 1, default: 3 } })],
  [
    'one with a list that is open by omission',
    stored({ tags: { type: 'array', items: { type: 'object', title: 'T' } } }),
  ],
  ['one that says what anything is', stored({ any: { type: 'string' } })],
])('a stored schema says what the code says: %s', (_name, schema) => {
  expect(saysTheSame(schema, derived)).toBe(true);
});

it.each<[string, JsonObject]>([
  ['another description than the code gives', stored({ city: { type: 'string', description: 'A town.' } })],
  ['none where the code gives one', stored({ city: { type: 'string' } })],
  ['another type', stored({ days: { type: 'string' } })],
  ['a property more', stored({ more: { type: 'string' } })],
  ['a property less', stored({ any: undefined })],
  ['other required ones', stored({}, { required: ['city'] })],
  ['anything else besides', stored({}, { additionalProperties: true })],
  ['words only', stored({ days: { type: 'number', enum: [1, 2] } })],
])('a stored schema does not say what the code says: %s', (_name, schema) => {
  expect(saysTheSame(JSON.parse(JSON.stringify(schema)) as JsonObject, derived)).toBe(false);
});

it('says what is another, by argument', () => {
  const old = {
    type: 'object',
    properties: {
      days: { type: 'string' },
      tags: (properties as JsonObject)['tags']!,
      any: {},
      zip: { type: 'string' },
    },
    required: ['days', 'any'],
  };
  expect(differences(old, derived)).toEqual([
    '"city" is missing',
    '"days" is another',
    '"any" may be left out',
    '"zip" is not in the code',
  ]);
  expect(differences({ ...derived, additionalProperties: true }, derived)).toEqual([
    'what else may be sent is another',
  ]);
  expect(differences(derived, derived)).toEqual([]);
});
