import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { sandboxModules } from '../../main/tools/python-needs.ts';
import { createTool } from '../../main/tools/create-tool.ts';
import { parseTypeScript } from '../../main/compiler/typescript-parser.ts';
import { functionTool, javaScriptTool, type PythonImport } from '../../shared/component/tools.ts';
import { readToolCode } from '../../shared/tool-code/read-tool-code.ts';
import { JsonObject } from '../../shared/json.ts';
import { type RealSandbox, type Sandbox, type SandboxCase, sandboxOn } from './sandbox-case.ts';

/** A function, what it is called with, and what AutoGen 0.7.5 gave (without pydantic's addresses). */
interface FunctionCase {
  readonly name: string;
  readonly imports?: readonly z.infer<typeof PythonImport>[];
  readonly source: string;
  readonly args: JsonObject;
  readonly gives: string;
  readonly fails?: boolean;
}

const typing = (...imports: string[]): z.infer<typeof PythonImport> => ({ module: 'typing', imports });

const functions: readonly FunctionCase[] = [
  { name: 'add', source: 'def add(a: int, b: int) -> int:\n    return a + b\n', args: { a: 1, b: '2' }, gives: '3' },
  {
    name: 'add',
    source: 'def add(a: int, b: int) -> int:\n    return a + b\n',
    args: { a: 'x' },
    gives:
      "2 validation errors for addargs\na\n  Input should be a valid integer, unable to parse string as an integer [type=int_parsing, input_value='x', input_type=str]\n" +
      "b\n  Field required [type=missing, input_value={'a': 'x'}, input_type=dict]",
    fails: true,
  },
  { name: 'half', source: 'async def half(n: float) -> float:\n    return n / 2\n', args: { n: 3 }, gives: '1.5' },
  {
    name: 'many',
    imports: [typing('List', 'Optional', 'Dict')],
    source:
      "def many(a: List[int], b: Optional[Dict[str, float]] = None):\n    return {'a': a, 'b': b, 'c': None, 'd': True}\n",
    args: { a: ['1', 2], b: { x: 1 } },
    gives: "{'a': [1, 2], 'b': {'x': 1.0}, 'c': None, 'd': True}",
  },
  { name: 'fails', source: "def fails():\n    raise KeyError('gone')\n", args: {}, gives: "'gone'", fails: true },
  {
    name: 'group',
    source: "def group():\n    raise ExceptionGroup('all', [ValueError('one'), TypeError('two')])\n",
    args: {},
    gives: 'onetwo',
    fails: true,
  },
  { name: 'nothing', source: "def nothing(a: str = 'x'):\n    pass\n", args: { unknown: 1 }, gives: 'None' },
  {
    name: 'token',
    imports: [{ module: 'autogen_core', imports: ['CancellationToken'] }],
    source:
      "async def token(a: bool, cancellation_token: CancellationToken) -> str:\n    return f'{a} {cancellation_token.is_cancelled()}'\n",
    args: { a: 'yes' },
    gives: 'True False',
  },
  {
    name: 'path',
    imports: [{ module: 'pathlib', imports: ['Path'] }, typing('Literal')],
    source: "def path(p: Path, k: Literal['a', 'b'] = 'a') -> str:\n    return p.name + k\n",
    args: { p: 'x/y.txt', k: 'c' },
    gives:
      "1 validation error for pathargs\nk\n  Input should be 'a' or 'b' [type=literal_error, input_value='c', input_type=str]",
    fails: true,
  },
  {
    name: 'alias',
    imports: [
      { name: 'math', alias: 'm' },
      { module: 'json', imports: [{ name: 'dumps', alias: 'd' }] },
    ],
    source: 'def alias(x: float) -> str:\n    return d([m.floor(x)])\n',
    args: { x: 2.5 },
    gives: '[2]',
  },
  {
    name: 'text',
    source: 'def text(s: str) -> str:\n    return s\n',
    args: { s: 5 },
    gives:
      '1 validation error for textargs\ns\n  Input should be a valid string [type=string_type, input_value=5, input_type=int]',
    fails: true,
  },
  {
    name: 'flag',
    source: "def flag(b: bool, i: int) -> str:\n    return f'{b!r} {i!r}'\n",
    args: { b: 2, i: 1.5 },
    gives:
      '2 validation errors for flagargs\nb\n  Input should be a valid boolean, unable to interpret input [type=bool_parsing, input_value=2, input_type=int]\n' +
      'i\n  Input should be a valid integer, got a number with a fractional part [type=int_from_float, input_value=1.5, input_type=float]',
    fails: true,
  },
  {
    name: 'when',
    imports: [{ module: 'datetime', imports: ['datetime'] }],
    source: 'def when(t: datetime) -> str:\n    return t.isoformat()\n',
    args: { t: '2026-01-02T03:04:05' },
    gives: '2026-01-02T03:04:05',
  },
  {
    name: 'asked',
    source: "def asked(a: int | None, b: list[str] | None = None) -> str:\n    return f'{a!r} {b!r}'\n",
    args: { a: null, b: ['q'] },
    gives: "None ['q']",
  },
];

export const toolCases: readonly SandboxCase[] = [
  ...functions.map(({ name, imports = [], source, args, gives, fails = false }): SandboxCase => ({
    name: `the Python function "${name}" of ${JSON.stringify(args)} gives what it gives in AutoGen`,
    run: async ({ session }) => {
      const config = {
        ...{ name, description: 'd', source_code: source, global_imports: [...imports] },
        has_cancellation_support: false,
      };
      assert.deepEqual(await callTool(sandboxOn(session), config, args), { content: gives, isError: fails });
      return gives.split('\n')[0] ?? '';
    },
  })),
  { name: "AutoGen Studio's calculator runs unchanged", run: galleryRuns },
  { name: "AutoGen Studio's tools that need more say what is missing", run: galleryTells },
  { name: 'the sandbox has the modules that checks take for being there', run: modulesAreThere },
  { name: 'a JavaScript function has its types taken away, and is called', run: javascriptRuns },
  { name: 'a function in all of TypeScript is called with what its types say', run: typescriptRuns },
];

async function callTool(sandbox: Sandbox, config: JsonObject, args: JsonObject): Promise<object> {
  const tool = createTool({ provider: functionTool.provider, config }, () => 0, sandbox.functions);
  const context = { signal: new AbortController().signal } as Parameters<typeof tool.run>[1];
  const { content, isError } = await tool.run(args, context);
  return { content, isError };
}

const Gallery = z.object({
  components: z.object({ tools: z.array(z.object({ provider: z.string(), config: JsonObject })) }),
});

function galleryTools(): JsonObject[] {
  const file = fileURLToPath(new URL('../../test/fixtures/autogen/default_gallery.json', import.meta.url));
  const { components } = Gallery.parse(JSON.parse(readFileSync(file, 'utf8')));
  return components.tools.filter(({ provider }) => provider === functionTool.provider).map(({ config }) => config);
}

async function galleryRuns({ session }: RealSandbox): Promise<string> {
  const sandbox = sandboxOn(session);
  const calculator = galleryTools().find(({ name }) => name === 'calculator')!; // it is in the fixture
  const results = [
    [{ a: 5, b: 3, operator: '+' }, '8.0'],
    [{ a: 5, b: '2', operator: '/' }, '2.5'],
    [{ a: 5, b: 0, operator: '/' }, 'Error: Division by zero'],
  ] as const;
  for (const [args, content] of results) {
    assert.deepEqual(await callTool(sandbox, calculator, args), { content, isError: false });
  }
  return results.map(([, content]) => content).join(', ');
}

async function galleryTells({ session }: RealSandbox): Promise<string> {
  const sandbox = sandboxOn(session);
  const told: string[] = [];
  for (const tool of galleryTools().filter(({ name }) => name !== 'calculator')) {
    const { content, isError } = (await callTool(sandbox, tool, { query: 'x', url: 'y' })) as {
      content: string;
      isError: boolean;
    };
    assert.ok(isError);
    assert.match(content, /^The sandbox has no Python module '\w+'/);
    told.push(`${String(tool['name'])}: ${/'(\w+)'/.exec(content)?.[1]}`);
  }
  assert.equal(told.length, 4);
  return told.join(', ');
}

async function modulesAreThere({ session }: RealSandbox): Promise<string> {
  const code = `import importlib\nfor name in ${JSON.stringify(sandboxModules)}: importlib.import_module(name)\nprint('all')`;
  const { output } = await sandboxOn(session).run({ language: 'python', code }, 60_000);
  assert.match(output, /^all$/m);
  return `${sandboxModules.length} modules`;
}

async function javascriptRuns({ session }: RealSandbox): Promise<string> {
  const { functions: caller } = sandboxOn(session);
  const { signal } = new AbortController();
  const call = (source: string, args: object): Promise<object> =>
    caller.call({ language: 'javascript', source, name: 'sum', imports: [], args: { ...args } }, { signal });
  const sum =
    'export default ({ numbers }: { numbers: number[] }) => { console.log("adding"); return numbers.reduce((a, b) => a + b, 0); }';
  assert.deepEqual(picked(await call(sum, { numbers: [1, 2, 39] })), {
    content: '42',
    isError: false,
    printed: 'adding\n',
  });
  const named = 'export async function sum(args) { return { of: args }; }';
  assert.deepEqual(picked(await call(named, { a: 1 })), { content: '{"of":{"a":1}}', isError: false, printed: '' });
  const thrown = picked(await call('export default () => { throw new TypeError("no") }', {})) as { content: string };
  assert.match(thrown.content, /^TypeError: no\n {4}at .*code:1:\d+/);
  return 'sums, named functions, errors';
}

/** All that is more than types to take away, and types that the schema of a tool may be written with. */
const TYPESCRIPT = `
import type { Nothing } from './nowhere.ts';
enum Units { Metric = 'metric', Imperial = 'imperial' }
const enum Level { Low, High = 5 }
const SIGNS = { metric: 'C', imperial: 'F' } as const satisfies Record<Units, string>;
type Sign = (typeof SIGNS)[keyof typeof SIGNS];
interface Args<T extends string> { city: T; units?: \`\${Units}\`; at?: [lat: number, lon: number] }
abstract class Place { constructor(readonly name: string, protected level: Level = Level.High) {} abstract words(): string }
class City extends Place { declare more?: Nothing; override words(): string { return this.name! + this.level; } }
function sign(units: Units): Sign;
function sign(units: Units) { return SIGNS[units]; }
export default async function weather<T extends string>({ city, units = 'metric', at }: Args<T>): Promise<string> {
  const where = <const>[...(at ?? [0, 0])];
  return [new City(city).words(), sign(units as Units), where.length, Level.Low].join(' ');
}
`;

async function typescriptRuns({ session }: RealSandbox): Promise<string> {
  const code = readToolCode(TYPESCRIPT, { parse: parseTypeScript, toolName: undefined });
  assert.equal(code.type, 'typed');
  const config = { name: 'weather', description: 'd', source_code: TYPESCRIPT, json_schema: code.schema };
  const { functions: caller } = sandboxOn(session);
  const tool = createTool({ provider: javaScriptTool.provider, config }, () => 0, caller);
  const context = { signal: new AbortController().signal } as Parameters<typeof tool.run>[1];
  const { content, isError } = await tool.run({ city: 'Rome', units: 'imperial', at: [1, 2] }, context);
  assert.deepEqual({ content, isError }, { content: 'Rome5 F 2 0', isError: false });
  const refused = await tool.run({ city: 'Rome', units: 'mild', at: [1] }, context);
  assert.match(refused.content, /^The arguments are not as the tool wants them\. units: .*; at\.1: /);
  return content;
}

/** Without what belongs to the line. */
function picked(answer: object): object {
  const { content, isError, printed } = answer as { content: string; isError: boolean; printed: string };
  return { content, isError, printed };
}
