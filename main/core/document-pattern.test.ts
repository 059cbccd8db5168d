import { expect, it } from 'vitest';
import { DocumentPattern, patternProblems, patternsIn, withoutPatterns } from './document-pattern.ts';

it('is found somewhere in a text', () => {
  const pattern = new DocumentPattern('^(YES|NO)$');
  expect([pattern.test('YES'), pattern.test('YES!'), String(pattern)]).toEqual([true, false, '/^(YES|NO)$/']);
  expect(new DocumentPattern(String.raw`\p{L}+\d{2}`).test('ü42')).toBe(true);
});

it.each(['(a+)+$', '(a|a)*$', '(.*)*$', '(a|aa)+$', '([a-z]+)*!$', '(x+x+)+y'])(
  'ends soon where other engines do not: %s',
  (source) => expect(new DocumentPattern(source).test(`${'ax'.repeat(2000)}?`)).toBeTypeOf('boolean'),
);

it.each(['(?=a)', '(?<!a)b', String.raw`(a)\1`, '(', 'a{100000}', '((a{100}){100}){100}'])(
  'refuses what RE2 has not: %s',
  (source) => expect(() => new DocumentPattern(source)).toThrow('cannot be used'),
);

const schema = {
  type: 'object',
  properties: {
    code: { type: 'string', pattern: '^[A-Z]{2}$' },
    pattern: { type: 'string' },
    list: { type: 'array', items: { type: 'object', properties: { id: { type: 'string', pattern: '^x' } } } },
  },
  patternProperties: { '(a+)+$': { type: 'string' } },
  $defs: { pattern: { type: 'string', pattern: 'y' } },
};

it('is taken out of schemas, where names are no rules', () => {
  expect(withoutPatterns(schema)).toEqual({
    type: 'object',
    properties: {
      code: { type: 'string' },
      pattern: { type: 'string' },
      list: { type: 'array', items: { type: 'object', properties: { id: { type: 'string' } } } },
    },
    $defs: { pattern: { type: 'string' } },
  });
  expect(patternsIn(schema)).toEqual(['^[A-Z]{2}$', '^x', 'y']);
});

it('is looked for in fields, items and all of several', () => {
  const value = { code: 'ab', pattern: 'anything', list: [{ id: 'x1' }, { id: 'y' }] };
  expect(patternProblems(schema, value)).toEqual([
    'code: does not match /^[A-Z]{2}$/',
    'list.1.id: does not match /^x/',
  ]);
  expect(patternProblems({ allOf: [{ pattern: 'a' }, { pattern: 'b' }] }, 'a')).toEqual(['it: does not match /b/']);
  expect(patternProblems(schema, 'text')).toEqual([]);
});
