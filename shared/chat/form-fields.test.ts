import { describe, expect, it } from 'vitest';
import { formFields, readForm } from './form-fields.ts';

const schema = {
  type: 'object',
  properties: {
    due_date: { type: 'string', description: 'When it has to be there.' },
    seats: { type: 'integer', default: 8 },
    price: { anyOf: [{ type: 'number' }, { type: 'null' }], title: 'Price in euros' },
    is_outside: { type: 'boolean' },
    mood: { $ref: '#/$defs/Mood' },
    tags: { type: 'array', items: { type: 'string' } },
  },
  required: ['due_date', 'seats'],
  $defs: { Mood: { type: 'string', enum: ['calm', 'wild'] } },
};

it('has a field for each property, in the order of the schema', () => {
  expect(formFields(schema).map(({ title, kind, isRequired, initial }) => [title, kind, isRequired, initial])).toEqual([
    ['Due date', 'text', true, ''],
    ['Seats', 'integer', true, '8'],
    ['Price in euros', 'number', false, ''],
    ['Is outside', 'boolean', false, ''],
    ['Mood', 'choice', false, ''],
    ['Tags', 'json', false, ''],
  ]);
  expect(formFields(schema)[4]).toMatchObject({ options: ['calm', 'wild'] });
  expect(formFields({ type: 'string' })).toEqual([]);
});

it('writes a choice of numbers as a number', () => {
  const fields = formFields({ type: 'object', properties: { size: { type: 'integer', enum: [1, 2] } } });
  expect(fields).toMatchObject([{ kind: 'integer', options: [] }]);
  expect(readForm(fields, { size: '2' })).toEqual({ value: { size: 2 } });
});

it('reads what the fields hold, and leaves out what is empty and not needed', () => {
  const fields = formFields(schema);
  expect(readForm(fields, { due_date: 'Friday', seats: '8', is_outside: 'yes', mood: 'wild', tags: '["a"]' })).toEqual({
    value: { due_date: 'Friday', seats: 8, is_outside: true, mood: 'wild', tags: ['a'] },
  });
});

it.each([
  [{ seats: '8' }, 'due_date', '"Due date" is needed.'],
  [{ due_date: 'x', seats: '1.5' }, 'seats', '"Seats" is a whole number.'],
  [{ due_date: 'x', seats: '1', price: 'much' }, 'price', '"Price in euros" is a number.'],
  [{ due_date: 'x', seats: '1', is_outside: 'perhaps' }, 'is_outside', '"Is outside" is yes or no.'],
  [{ due_date: 'x', seats: '1', mood: 'sad' }, 'mood', '"Mood" is one of the choices.'],
  [{ due_date: 'x', seats: '1', tags: 'a' }, 'tags', '"Tags" is written as JSON.'],
])('says which field does not fit: %o', (texts, key, problem) => {
  expect(readForm(formFields(schema), texts)).toEqual({ key, problem });
});

describe('choices', () => {
  const fields = formFields({
    type: 'object',
    properties: {
      hero: { type: 'string', oneOf: [{ const: 'h1', title: 'Superman' }, { const: 'h2' }] },
      pet: { type: 'string', enum: ['p1', 'p2'], enumNames: ['Cats', 'Dogs'] },
      fish: {
        type: 'array',
        items: {
          anyOf: [
            { const: 'f1', title: 'Tuna' },
            { const: 'f2', title: 'Trout' },
          ],
        },
        minItems: 1,
        default: ['f1'],
      },
    },
  });

  it('have the titles that the schema gives them', () => {
    expect(
      fields.map(({ kind, options, optionTitles, initial }) => ({ kind, options, optionTitles, initial })),
    ).toEqual([
      { kind: 'choice', options: ['h1', 'h2'], optionTitles: ['Superman', 'h2'], initial: '' },
      { kind: 'choice', options: ['p1', 'p2'], optionTitles: ['Cats', 'Dogs'], initial: '' },
      { kind: 'choices', options: ['f1', 'f2'], optionTitles: ['Tuna', 'Trout'], initial: '["f1"]' },
    ]);
  });

  it('of which several can be made are a list, written as JSON or with commas', () => {
    expect(readForm(fields, { fish: '["f1","f2"]' })).toEqual({ value: { fish: ['f1', 'f2'] } });
    expect(readForm(fields, { fish: 'f2, f1' })).toEqual({ value: { fish: ['f2', 'f1'] } });
    expect(readForm(fields, { fish: 'f3' })).toEqual({ key: 'fish', problem: '"Fish" is some of the choices.' });
    expect(readForm(fields, { fish: '[]' })).toEqual({ key: 'fish', problem: '"Fish" has at least 1 of the choices.' });
  });
});

it.each([
  [{ type: 'integer', minimum: 1, maximum: 9 }, '5', { '0': 'is at least 1', '10': 'is at most 9' }],
  [
    { type: 'string', minLength: 2, maxLength: 3 },
    'abc',
    { a: 'has at least 2 letters', abcd: 'has at most 3 letters' },
  ],
  [{ type: 'string', format: 'email' }, 'a@b.org', { 'ab.org': 'is an e-mail address', 'a@b': 'is an e-mail address' }],
  [
    { type: 'string', format: 'date' },
    '2026-11-29',
    { '29.11.2026': 'is a date such as 2026-11-29', '2026-13-40': 'is a date such as 2026-11-29' },
  ],
  [{ type: 'string', format: 'uri' }, 'https://a.org', { a: 'is an address such as https://example.org' }],
  [{ type: 'string', format: 'date-time' }, '2026-11-29T18:30:00Z', { now: 'is a time such as 2026-11-29T18:30:00Z' }],
])('holds a field to the limits of its schema: %j', (schema, right, wrong) => {
  const fields = formFields({ properties: { it: schema } });
  expect(readForm(fields, { it: right })).toHaveProperty('value');
  for (const [text, words] of Object.entries(wrong)) {
    expect(readForm(fields, { it: text })).toEqual({ key: 'it', problem: `"It" ${words}.` });
  }
});
