import { expect, it } from 'vitest';
import type { JsonObject } from '../json.ts';
import { read } from './parse.fixture.ts';

/** The schema of `T` in a property that must be there, and all that is defined beside. */
function schemaOf(type: string, declarations = ''): unknown {
  const code = read(`${declarations}\nexport default (args: { value: ${type} }) => args;`);
  expect(code).toMatchObject({ type: 'typed', name: undefined, description: undefined });
  const { schema } = code as { schema: JsonObject };
  const { properties, ...rest } = schema;
  const { $defs, ...frame } = rest;
  expect(frame).toEqual({ type: 'object', required: ['value'], additionalProperties: false });
  const { value } = properties as JsonObject;
  return $defs === undefined ? value : { value, $defs };
}

const text = { type: 'string' };
const number = { type: 'number' };
const closed = { additionalProperties: false };

it.each<[string, JsonObject]>([
  ['string', text],
  ['number', number],
  ['boolean', { type: 'boolean' }],
  ['null', { type: 'null' }],
  ['unknown', {}],
  ['any', {}],
  ['object', { type: 'object' }],
  ['{}', { type: 'object' }],
  ['String', text],
  ["'a'", { const: 'a', type: 'string' }],
  ['-3', { const: -3, type: 'integer' }],
  ['1.5', { const: 1.5, type: 'number' }],
  ['true', { const: true, type: 'boolean' }],
  ['`a`', { const: 'a', type: 'string' }],
  ["'a' | 'b'", { type: 'string', enum: ['a', 'b'] }],
  ["'a' | 1", { enum: ['a', 1] }],
  ['1 | 2.5', { type: 'number', enum: [1, 2.5] }],
  ['true | false', { type: 'boolean' }],
  ["'a' | string", text],
  ["'a' | (string & {})", text],
  ["'a' | null | 'b'", { anyOf: [{ type: 'string', enum: ['a', 'b'] }, { type: 'null' }] }],
  ['string | number', { anyOf: [text, number] }],
  ['string | null', { anyOf: [text, { type: 'null' }] }],
  ['string | unknown', {}],
  ['string[]', { type: 'array', items: text }],
  ['readonly string[]', { type: 'array', items: text }],
  ['ReadonlyArray<Array<number>>', { type: 'array', items: { type: 'array', items: number } }],
  ["('a' | 'b')[]", { type: 'array', items: { type: 'string', enum: ['a', 'b'] } }],
  ['[number, string]', { type: 'array', prefixItems: [number, text], minItems: 2, maxItems: 2 }],
  ['[number, string?]', { type: 'array', prefixItems: [number, text], minItems: 1, maxItems: 2 }],
  ['[number, ...string[]]', { type: 'array', prefixItems: [number], minItems: 1, items: text }],
  ['[...string[]]', { type: 'array', minItems: 0, items: text }],
  [
    '[lat: number, lon?: number]',
    {
      type: 'array',
      prefixItems: [
        { title: 'lat', type: 'number' },
        { title: 'lon', type: 'number' },
      ],
      minItems: 1,
      maxItems: 2,
    },
  ],
  ['Record<string, number>', { type: 'object', additionalProperties: number }],
  ['Record<string, unknown>', { type: 'object', additionalProperties: true }],
  [
    "Record<'a' | 'b', number>",
    { type: 'object', properties: { a: number, b: number }, required: ['a', 'b'], ...closed },
  ],
  ['{ [name: string]: string[] }', { type: 'object', additionalProperties: { type: 'array', items: text } }],
  [
    '{ a: string; [name: string]: string }',
    { type: 'object', properties: { a: text }, required: ['a'], additionalProperties: text },
  ],
  [
    "{ 'a-b'?: string; 1: number }",
    { type: 'object', properties: { 1: number, 'a-b': text }, required: ['1'], ...closed },
  ],
  ['{ readonly a: string | undefined }', { type: 'object', properties: { a: text }, required: [], ...closed }],
  ['{ a: undefined; b: never; c: string }', { type: 'object', properties: { c: text }, required: ['c'], ...closed }],
  [
    '{ a: string } & { b?: number }',
    { type: 'object', properties: { a: text, b: number }, required: ['a'], ...closed },
  ],
  ['Partial<{ a: string }>', { type: 'object', properties: { a: text }, required: [], ...closed }],
  ['Required<{ a?: string }>', { type: 'object', properties: { a: text }, required: ['a'], ...closed }],
  ["Pick<{ a: string; b: number }, 'a'>", { type: 'object', properties: { a: text }, required: ['a'], ...closed }],
  ["Omit<{ a: string; b: number }, 'a'>", { type: 'object', properties: { b: number }, required: ['b'], ...closed }],
  ["Exclude<'a' | 'b' | 'c', 'b'>", { type: 'string', enum: ['a', 'c'] }],
  ["Extract<'a' | 'b' | 3, string | 'b'>", { const: 'b', type: 'string' }],
  ['NonNullable<string | null | undefined>', text],
  ['keyof { a: 1; b: 2 }', { type: 'string', enum: ['a', 'b'] }],
  ["{ a: string; b: number }['a']", text],
  ['string[][number]', text],
  [
    "{ [Key in 'a' | 'b']?: Key }",
    {
      type: 'object',
      properties: { a: { const: 'a', type: 'string' }, b: { const: 'b', type: 'string' } },
      required: [],
      ...closed,
    },
  ],
  ['`${1 | 2}-${"a" | "b"}`', { type: 'string', enum: ['1-a', '1-b', '2-a', '2-b'] }],
  ['`#${string}.${number}`', { type: 'string', pattern: String.raw`^#[\s\S]*\.-?\d+(\.\d+)?$` }],
])('%s', (type, schema) => {
  expect(schemaOf(type)).toEqual(schema);
});

it.each<[string, string, JsonObject]>([
  ['an alias', 'type City = string;', text],
  [
    'an alias with a comment',
    '/** As people write it. */ export type City = string;',
    { ...text, description: 'As people write it.' },
  ],
  [
    'an interface with parents, in pieces',
    'interface A { a: string } interface City extends A { b: number } interface City { c?: string }',
    { type: 'object', properties: { a: text, b: number, c: text }, required: ['a', 'b'], ...closed },
  ],
  [
    'a generic alias',
    'type Box<T, U = T> = [T, U]; type City = Box<string>;',
    {
      type: 'array',
      prefixItems: [text, text],
      minItems: 2,
      maxItems: 2,
    },
  ],
  [
    'a generic interface',
    'interface Page<T> { items: T[] } type City = Page<number>;',
    {
      type: 'object',
      properties: { items: { type: 'array', items: number } },
      required: ['items'],
      ...closed,
    },
  ],
  ['an enum of words', "enum City { Rome = 'rome', Oslo = 'oslo' }", { type: 'string', enum: ['rome', 'oslo'] }],
  ['an enum of numbers', 'const enum City { Rome, Oslo = 5, Bern }', { type: 'integer', enum: [0, 5, 6] }],
  ['a member of an enum', "enum E { A = 'a', B = 'b' } type City = E.B;", { const: 'b', type: 'string' }],
  [
    'words of a constant list',
    "const CITIES = ['rome', 'oslo'] as const; type City = (typeof CITIES)[number];",
    {
      type: 'string',
      enum: ['rome', 'oslo'],
    },
  ],
  [
    'keys of a constant object',
    'const C = { rome: 1, oslo: 2 } as const satisfies object; type City = keyof typeof C;',
    {
      type: 'string',
      enum: ['rome', 'oslo'],
    },
  ],
  [
    'values of a constant object',
    "const C = { a: 'x', b: 'y' } as const; type City = (typeof C)[keyof typeof C];",
    {
      type: 'string',
      enum: ['x', 'y'],
    },
  ],
  [
    'a choice between objects',
    `/** A point. */ interface Point { kind: 'point'; x: number }
     interface Line { kind: 'line'; length: number }
     type City = Point | Line;`,
    {
      anyOf: [
        {
          type: 'object',
          properties: { kind: { const: 'point', type: 'string' }, x: number },
          required: ['kind', 'x'],
          ...closed,
          description: 'A point.',
        },
        {
          type: 'object',
          properties: { kind: { const: 'line', type: 'string' }, length: number },
          required: ['kind', 'length'],
          ...closed,
        },
      ],
    },
  ],
  [
    'a type that holds itself',
    'interface City { name: string; parts?: City[] }',
    {
      value: { $ref: '#/$defs/City' },
      $defs: {
        City: {
          type: 'object',
          properties: { name: text, parts: { type: 'array', items: { $ref: '#/$defs/City' } } },
          required: ['name'],
          ...closed,
        },
      },
    },
  ],
  [
    'any JSON',
    'type City = string | null | City[] | { [key: string]: City };',
    {
      value: { $ref: '#/$defs/City' },
      $defs: {
        City: {
          anyOf: [
            text,
            { type: 'null' },
            { type: 'array', items: { $ref: '#/$defs/City' } },
            { type: 'object', additionalProperties: { $ref: '#/$defs/City' } },
          ],
        },
      },
    },
  ],
])('City is %s', (_name, declarations, schema) => {
  expect(schemaOf('City', declarations)).toEqual(schema);
});

it.each<[string, JsonObject]>([
  ['/** How many. @ignored */ value: number', { ...number, description: 'How many. @ignored' }],
  [
    '/**\n * How many,\n * in all.\n *\n * - one\n * - two {@link there}\n */ value: number',
    {
      ...number,
      description: 'How many, in all.\n\n- one\n- two there',
    },
  ],
  [
    '/**\n * @integer\n * @minimum 1\n * @maximum 9\n * @default 3\n */ value: number',
    {
      type: 'integer',
      minimum: 1,
      maximum: 9,
      default: 3,
    },
  ],
  ["/** @default 'metric' */ value: string", { ...text, default: 'metric' }],
  ['/** @pattern ^a+$ */ value: string | null', { anyOf: [{ ...text, pattern: '^a+$' }, { type: 'null' }] }],
  ['/** @minItems 1 */ value: string[]', { type: 'array', items: text, minItems: 1 }],
  ['// no doc comment\n value: string // nor this', text],
  ['/* nor this */ value: string', text],
  ['/** Too old. */ /** The last one counts. */ value: string', { ...text, description: 'The last one counts.' }],
])('a comment says more: %s', (member, schema) => {
  expect(read(`export default (args: { ${member}\n }) => args;`)).toEqual({
    type: 'typed',
    name: undefined,
    isDefault: true,
    description: undefined,
    schema: { type: 'object', properties: { value: schema }, required: ['value'], additionalProperties: false },
  });
});
