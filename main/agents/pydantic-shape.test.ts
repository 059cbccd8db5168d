import { expect, it } from 'vitest';
import type { Json, JsonObject } from '../../shared/json.ts';
import { shapedBy } from './pydantic-shape.ts';

const schema: JsonObject = {
  type: 'object',
  properties: {
    name: { type: 'string' },
    age: { type: 'integer', default: 3 },
    pet: { $ref: '#/$defs/Pet' },
    pets: { type: 'array', items: { $ref: '#/$defs/Pet' } },
    note: { anyOf: [{ type: 'string' }, { type: 'integer' }] },
  },
  required: ['name', 'pets'],
  $defs: { Pet: { type: 'object', properties: { is_old: { type: 'boolean' }, weight: { type: 'number' } } } },
};

it('has the fields of its schema in their order, and no others', () => {
  const given = { more: 1, pets: [{ weight: 2, is_old: true, more: 1 }], name: 'Ann', constructor: 1 };
  expect(JSON.stringify(shapedBy(schema, given, { fills: false }))).toBe(
    '{"name":"Ann","pets":[{"is_old":true,"weight":2}]}',
  );
});

it('fills in defaults, and nothing where there is none', () => {
  expect(shapedBy(schema, { name: 'Ann', pets: [{}], pet: null }, { fills: true })).toEqual({
    name: 'Ann',
    age: 3,
    pet: null,
    pets: [{ is_old: null, weight: null }],
    note: null,
  });
});

it('reads numbers and truth values that were written as text', () => {
  const given = { name: 'Ann', age: '5', pet: { is_old: 'no', weight: '2.5' }, pets: [] };
  expect(shapedBy(schema, given, { fills: false })).toEqual({
    name: 'Ann',
    age: 5,
    pet: { is_old: false, weight: 2.5 },
    pets: [],
  });
});

it('leaves alone what does not fit', () => {
  const wrong: Json[] = [null, 'text', [1], { name: 5, age: 'old', pets: {}, note: ['x'] }];
  expect(wrong.map((one) => shapedBy(schema, one, { fills: false }))).toEqual(wrong);
});
