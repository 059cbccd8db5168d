import { expect, it } from 'vitest';
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
