import { expect, it } from 'vitest';
import { argumentFields, readArguments, readJsonArguments, toDrafts } from './arguments.ts';

const SCHEMA = {
  type: 'object',
  required: ['text', 'count'],
  properties: {
    text: { type: 'string', description: 'What to say.' },
    count: { type: 'integer', default: 3 },
    loud: { type: 'boolean' },
    voice: { enum: ['high', 'low'], default: 'low' },
    tags: { type: 'array', items: { type: 'string' } },
  },
};

it('has a control for each argument, by its type', () => {
  const fields = argumentFields(SCHEMA);
  expect(fields.map(({ name, kind, isRequired, fallback }) => [name, kind, isRequired, fallback])).toEqual([
    ['text', 'text', true, ''],
    ['count', 'number', true, '3'],
    ['loud', 'switch', false, ''],
    ['voice', 'choice', false, 'low'],
    ['tags', 'json', false, ''],
  ]);
  expect(argumentFields({ type: 'object' })).toEqual([]);
});

it('reads what was typed, and leaves out what was not', () => {
  const fields = argumentFields(SCHEMA);
  const drafts = { text: '12', count: ' 4 ', loud: 'false', tags: '["a"]' };
  const value = { text: '12', count: 4, loud: false, tags: ['a'] };
  expect(readArguments(fields, drafts)).toEqual({ ok: true, value });
  expect(toDrafts(fields, value)).toEqual({ text: '12', count: '4', loud: 'false', tags: '["a"]' });
  expect(readArguments(fields, {})).toEqual({ ok: true, value: {} });
});

it('says what cannot be read', () => {
  const fields = argumentFields(SCHEMA);
  expect(readArguments(fields, { count: 'four' })).toEqual({ ok: false, problem: '"count" must be a number.' });
  expect(readArguments(fields, { tags: '[' })).toEqual({ ok: false, problem: '"tags" must be JSON.' });
  const problem = 'Arguments are a JSON object, for example {"text": "hello"}.';
  expect([readJsonArguments('[1]'), readJsonArguments('{')]).toEqual([
    { ok: false, problem },
    { ok: false, problem },
  ]);
  expect(readJsonArguments('{"a": 1}')).toEqual({ ok: true, value: { a: 1 } });
});
