import { expect, it } from 'vitest';
import { read } from './parse.fixture.ts';

const TOO_MUCH = 'This type unfolds to more than a model can read. Make it smaller.';
const TOO_DEEP = 'This is nested too deep to be read. Make it flatter.';
const taking = (type: string): string => `export default function f(a: ${type}) {}`;
const nested = (levels: number, [open, inner, close]: [string, string, string]): string =>
  `${open.repeat(levels)}${inner}${close.repeat(levels)}`;
const pairs = Array.from({ length: 14 }, (_, n) => `type A${n + 1} = { a: A${n}; b: A${n} };`).join('\n');

it.each<[string, string, [place: string, message: string]]>([
  [
    'parameters that double in themselves',
    `type R<T> = { a: R<{ x: T; y: T }> };\n${taking('R<string>')}`,
    ['2:30', TOO_MUCH],
  ],
  [
    'members that double',
    `type D<T> = T | T | T | T;\n${taking(`{ x: ${nested(14, ['D<', 'string', '>'])} }`)}`,
    ['2:30', TOO_MUCH],
  ],
  [
    'properties that double',
    `type D<T> = { a: T; b: T };\n${taking(`{ x: ${nested(28, ['D<', 'string', '>'])} }`)}`,
    ['2:30', TOO_MUCH],
  ],
  [
    'a text that doubles',
    `type D<T extends string> = \`\${T}\${T}\`;\n${taking(`{ x: ${nested(28, ['D<', "'aaaa'", '>'])} }`)}`,
    ['2:30', TOO_MUCH],
  ],
  [
    'what a parameter of the function may be',
    `${pairs.replaceAll('A0', 'string')}\nexport default function f<T extends A14>(a: T) {}`,
    ['15:45', TOO_MUCH],
  ],
  ['old-style assertions in each other', `const x =\n  ${nested(40, ['<T>(', '1', ')'])};`, ['2:1', TOO_DEEP]],
  ['old-style assertions of objects', `const x =\n  ${nested(40, ['<T>{ a: ', '1', '}'])};`, ['2:1', TOO_DEEP]],
  ['calls with types that do not end', `const x =\n  ${nested(40, ['a<b>(', '1', ''])};`, ['2:1', TOO_DEEP]],
  [
    'assertions in each other around a long comment',
    `const x =\n${nested(30, ['<T>(', `/*${'\n'.repeat(90_000)}*/ 1`, ')'])};`,
    ['2:1', TOO_DEEP],
  ],
  [
    'conditional types in each other',
    `type X = A extends\n${nested(40, ['(infer U extends ', 'B', ' ? 1 : 2)'])} ? 1 : 2;`,
    ['2:1', TOO_DEEP],
  ],
])('comes to an end with %s', (_name, source, [place, message]) => {
  const code = read(source);
  const problems = code.type === 'wrong' ? code.problems : [];
  expect(problems.map((problem) => [`${problem.line}:${problem.column}`, problem.message])).toEqual([[place, message]]);
  for (const { line, column, offset } of problems) {
    const before = source.slice(0, offset).split('\n');
    expect([before.length, (before.at(-1)?.length ?? 0) + 1]).toEqual([line, column]);
  }
});

it.each<[string, string]>([
  ['a link without an end', `{@link${' '.repeat(60_000)}`],
  ['links without an end', '{@link '.repeat(8000)],
  ['a bracket without an end', `@param [${'a'.repeat(60_000)}`],
  ['brackets without an end', '@param [a\n'.repeat(6000)],
])('comes to an end with a comment of many types: %s', (_name, comment) => {
  const properties = Array.from({ length: 30 }, (_, n) => `p${n}: L;`).join(' ');
  expect(read(`/** ${comment} */\ntype L = string;\n${taking(`{ ${properties} }`)}`).type).toBe('typed');
});

it.each<[string, string]>([
  ['old-style assertions', nested(6, ['<T>(', '1', ')'])],
  ['calls', nested(100, ['f<T>(', '1', ')'])],
  ['functions', nested(100, ['<T,>(a = ', '1', ') => 1'])],
])('still reads code of many levels: %s', (_name, expression) => {
  expect(read(`const x = ${expression};\n${taking('{ x: string }')}`).type).toBe('typed');
});

it('still reads a type of many properties', () => {
  const properties = Array.from({ length: 900 }, (_, n) => `/** The ${n}. */ p${n}: 'a' | null;`);
  expect(read(taking(`{ ${properties.join('\n')} }`)).type).toBe('typed');
});

it('says no more than that there is no such value where a type of many is looked up by many', () => {
  const words = Array.from({ length: 2000 }, (_, n) => n).join(' | ');
  const lists = Array.from({ length: 6 }, (_, n) => `[${n}]`).join(' | ');
  const code = read(`type N = ${words};\ntype L = ${lists};\n${taking('{ x: L[N] }')}`);
  expect(code).toMatchObject({
    problems: [{ line: 3, message: 'There is nothing under this key, or nothing that can be told here.' }],
  });
});
