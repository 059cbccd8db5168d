import { expect, it } from 'vitest';
import { javaScriptTool } from '../component/tools.ts';
import { read } from './parse.fixture.ts';

const city = { type: 'string' };
const taking = (properties: object, required: readonly string[] = Object.keys(properties)): object => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});

it('reads name, description and arguments of a function with types', () => {
  const source = `
type Units = 'metric' | 'imperial';

/**
 * Looks up the weather
 * of a city.
 *
 * @param args.units How to measure.
 * @param {string[]} args.place.tags - Words about it.
 * @param args.city Not this: it has a comment of its own.
 * @returns a sentence
 */
export default async function weather({ city, units = 'metric', place: { tags } = { tags: [] } }: {
  /** The city, as people write it. */
  city: string;
  units?: Units;
  place?: { tags: string[] };
}): Promise<string> {
  return city + units + tags.join();
}
`;
  expect(read(source)).toEqual({
    type: 'typed',
    name: 'weather',
    isDefault: true,
    description: 'Looks up the weather of a city.',
    schema: taking(
      {
        city: { type: 'string', description: 'The city, as people write it.' },
        units: { type: 'string', enum: ['metric', 'imperial'], default: 'metric', description: 'How to measure.' },
        place: {
          ...taking({ tags: { type: 'array', items: city, description: 'Words about it.' } }),
          default: { tags: [] },
        },
      },
      ['city'],
    ),
  });
});

it.each<[string, string | undefined, string]>([
  ['the default export', undefined, 'export default (args: { city: string }) => args;'],
  ['the default export among others', 'a', 'export const b = 1; export default function a(args: { city: string }) {}'],
  ['a named function that is exported below', 'a', 'const a = async (args: { city: string }) => 1; export default a;'],
  ['one that is exported as default', 'a', 'function a(args: { city: string }) {} export { a as default };'],
  ['one with types around it', undefined, 'export default ((args: { city: string }) => 1) satisfies unknown;'],
  [
    'the implementation behind its overloads',
    'a',
    `export default function a(args: { city: string }): string;
    export default function a(args: { city: string }) { return ''; }`,
  ],
  ['the only function', 'a', 'export const a = function (args: { city: string }) {};'],
  [
    'the one that is called like the tool',
    'tool',
    `export function a(args: { b: string }) {}
    export const tool = (args: { city: string }) => 1;`,
  ],
  ['one with a default for all', 'a', "export default function a(args: { city: string } = { city: 'Rome' }) {}"],
  [
    'one whose constant has the type',
    'a',
    'const a: (args: { city: string }) => string = (args) => 1; export default a;',
  ],
  ['one with a bound parameter', undefined, 'export default <T extends { city: string }>(args: T) => args;'],
  ['one with an interface', undefined, 'export default (args: Args) => 1; interface Args { city: string }'],
  [
    'one with more that nobody needs',
    undefined,
    'export default (args: { city: string }, more?: number, last = 3) => 1;',
  ],
])('finds %s', (_name, name, source) => {
  const isDefault = source.includes('default');
  expect(read(source, 'tool')).toEqual({
    type: 'typed',
    name,
    isDefault,
    description: undefined,
    schema: taking({ city }),
  });
});

it('reads what counts where nothing is sent from the first lines of the function', () => {
  const source = `export default (args: { city?: string; days?: number }) => {
    const { city = 'Rome', days = next() } = args;
    const { other = 1 } = elsewhere;
  };`;
  expect(read(source)).toMatchObject({
    schema: taking({ city: { ...city, default: 'Rome' }, days: { type: 'number' } }, []),
  });
});

it('keeps a type that holds itself as the arguments', () => {
  const tree = { $ref: '#/$defs/Tree' };
  const schema = taking({ left: tree, right: tree }, []);
  expect(read('interface Tree { left?: Tree; right?: Tree } export default (tree: Tree) => 1;')).toMatchObject({
    schema: { ...schema, $defs: { Tree: schema } },
  });
});

it('defines nothing that is not referred to', () => {
  const source = "interface A { self: A; city: string } export default (a: Pick<A, 'city'>) => 1;";
  expect(read(source)).toMatchObject({ schema: taking({ city }) });
  expect(read(source)).not.toHaveProperty('schema.$defs');
});

it('takes no arguments for a function without parameters', () => {
  expect(read('export default function now() { return 1; }')).toMatchObject({ name: 'now', schema: taking({}) });
});

it.each([
  'export default (args) => args.city;',
  'export default function tool({ city }) { return city; }',
  'export default (args: any) => args;',
  'export default (args: object) => args;',
  'export default wrap((args: { city: string }) => 1); declare const wrap: any;',
  'const call = pick(); export default call;',
])('leaves the schema to a person where the parameter has no type: %s', (source) => {
  expect(read(source)).toEqual({ type: 'untyped' });
});

const NO_FUNCTION = 'The tool exports no function. Begin it with "export default async function".';
const ONE_OBJECT =
  'A tool is called with one object that holds its arguments, for example { text: string }, and this is something else.';
const TOO_MUCH = 'This type unfolds to more than a model can read. Make it smaller.';
const IMPORTED = 'is imported, and a tool is read on its own. Write the type in this code.';

it.each<[string, [place: string, message: string][]]>([
  ['', [['1:1', NO_FUNCTION]]],
  ['const a = 1;', [['1:1', NO_FUNCTION]]],
  ['export default class {}', [['1:1', NO_FUNCTION]]],
  ['export default {\n  run() {}\n};', [['1:1', NO_FUNCTION]]],
  ['export default (args: {\n  a: ;\n}) => 1', [['2:6', 'This is no TypeScript: Unexpected token.']]],
  ['export default (args: { a: string }) => {', [['1:42', 'This is no TypeScript: Unexpected token.']]],
  ['export default (city: string) => 1', [['1:23', ONE_OBJECT]]],
  ['export default (args: { a: 1 } | { b: 2 }) => 1', [['1:23', ONE_OBJECT]]],
  [
    'export default (\n  city: string,\n  units: string,\n) => 1',
    [
      [
        '3:3',
        'A tool is called with one object that holds all its arguments, so nothing comes here: write ({ a, b }: { a: string; b: number }).',
      ],
    ],
  ],
  [
    'export default (args: {\n  since: Date;\n  done: () => void;\n  run(): void;\n  big: bigint[];\n}) => 1',
    [
      ['2:10', 'A Date cannot be sent by a model, which writes JSON. Take a string, and make a Date of it.'],
      ['3:9', 'A function cannot be sent by a model, which writes JSON.'],
      ['4:3', 'A function cannot be sent by a model, which writes JSON.'],
      ['5:8', 'A bigint cannot be sent by a model, which writes JSON. Take a number or a string.'],
    ],
  ],
  [
    "import { A } from './a.ts';\nimport * as z from 'zod';\nexport default (args: { a: A; b: z.infer<A> }) => 1",
    [
      ['3:28', `"A" ${IMPORTED}`],
      ['3:34', `"z" ${IMPORTED}`],
    ],
  ],
  [
    "export default (args: { a: import('x').A; b: Missing; c: My.Missing }) => 1",
    [
      ['1:28', 'An imported type cannot be read here. Write the type in this code.'],
      ['1:46', 'There is no type "Missing" in this code. Declare it here, or write out what it is.'],
      ['1:58', 'There is no type "My.Missing" in this code. Declare it here, or write out what it is.'],
    ],
  ],
  [
    'export default <T>(args: { a: T }) => 1',
    [['1:31', 'There is no type "T" in this code. Declare it here, or write out what it is.']],
  ],
  [
    'type Box<T> = { in: T };\nexport default (args: { a: Box }) => 1',
    [['1:10', 'Nothing says what "T" is here. Give it a type.']],
  ],
  [
    'class A {}\nexport default (args: { a: A; b: Map<string, A> }) => 1',
    [
      ['2:28', '"A" is a class, and a model sends plain JSON. Take an interface.'],
      ['2:34', 'A Map cannot be sent by a model, which writes JSON. Take a Record.'],
    ],
  ],
  [
    'export default (args: { a: A extends string ? 1 : 2 }) => 1',
    [['1:28', 'A conditional type has no schema. Write out what it comes to.']],
  ],
  [
    'const CITIES = load();\nexport default (args: { a: (typeof CITIES)[number] }) => 1',
    [
      [
        '2:36',
        'Only of a constant that is written out in this code, lists and objects with "as const", the type can be told here.',
      ],
    ],
  ],
  [
    "enum A { B = 'b'.length }\nexport default (args: { a: A }) => 1",
    [['1:10', 'This value has to be worked out, and nothing is run to read a type. Write it out.']],
  ],
  [
    'export default (args: { a: (string | undefined)[] }) => 1',
    [['1:29', 'JSON has no "undefined", so a model can send nothing here. Take null, or leave it out.']],
  ],
  [
    'export default (args: { a: string & { b: 1 } }) => 1',
    [['1:28', 'Only objects can be joined with "&" here, and this is none.']],
  ],
  [
    "const KEY = 'a';\nexport default (args: { [KEY]: string; '__proto__': 1 }) => 1",
    [
      ['2:26', 'This cannot be the name of an argument. Write a plain name.'],
      ['2:40', 'This cannot be the name of an argument. Write a plain name.'],
    ],
  ],
  [
    'export default (args: {\n  /** @minimum few */\n  a: number;\n  /** @minimum 3 */\n  b: string;\n}) => 1',
    [
      ['2:3', '"@minimum" needs a number, and is "few".'],
      ['4:3', '"@minimum" is for numbers, and this is none.'],
    ],
  ],
  [
    'export default (args: {\n  /** @integer */\n  a: Days;\n}) => 1',
    [['3:6', 'There is no type "Days" in this code. Declare it here, or write out what it is.']],
  ],
  [
    'type A = A | 1;\nexport default (args: { a: A }) => 1',
    [['2:28', '"A" is said to be itself, so it has no end. Write out what it is.']],
  ],
  ['type A<T> = { a: A<T[]> };\nexport default (args: A<1>) => 1', [['2:23', TOO_MUCH]]],
  [
    `${Array.from({ length: 40 }, (_, n) => `type A${n} = [A${n + 1}, A${n + 1}];`).join('')} type A40 = 1;\nexport default (args: { a: A0 }) => 1`,
    [['2:23', TOO_MUCH]],
  ],
  [`export default (args: ${'['.repeat(20_000)}`, [['1:1', 'This is nested too deep to be read. Make it flatter.']]],
  ['/'.repeat(200_001), [['1:1', 'This is too long to be read. Write less than 200 kB.']]],
])('says where and why: %s', (source, problems) => {
  const code = read(source);
  expect(code.type).toBe('wrong');
  const told = code.type === 'wrong' ? code.problems : [];
  expect(told.map(({ line, column, message }) => [`${line}:${column}`, message])).toEqual(problems);
  for (const { line, column, offset } of told) {
    const before = source.slice(0, offset).split('\n');
    expect([before.length, (before.at(-1)?.length ?? 0) + 1]).toEqual([line, column]);
  }
});

it('says of a new tool what its own code says', () => {
  const { name, description, source_code, json_schema } = javaScriptTool.initialConfig;
  expect(read(source_code)).toEqual({ type: 'typed', name, isDefault: true, description, schema: json_schema });
});
