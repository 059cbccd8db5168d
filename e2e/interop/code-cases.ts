import type { ComponentModel } from '../../shared/component/envelope.ts';
import type { Json } from '../../shared/json.ts';
import type { DeviationId } from './deviations.ts';
import type { InteropCase } from './interop-case.ts';
import { assistant, calls, component, team } from './parts.ts';

const executor = (timeout = 20): ComponentModel =>
  component('autogen_ext.code_executors.local.LocalCommandLineCodeExecutor', { timeout });

/** Python that AutoGen runs in its own process or as a program, and we in the sandbox. */
export const codeCases: readonly InteropCase[] = [
  functions('imports, also parts and other names', {
    name: 'circle',
    imports: [
      'json',
      { module: 'math', imports: ['sqrt'] },
      { module: 'math', imports: [{ name: 'pi', alias: 'PI' }] },
      { alias: 'dt', name: 'datetime' },
    ],
    source: `def circle(radius: float, digits: int = 2) -> str:
    """Measures."""
    day = dt.date(2026, 11, 29).isoformat()
    return json.dumps({"area": round(PI * radius ** 2, digits), "root": sqrt(16), "day": day})
`,
    args: [{ radius: 2 }, { radius: 1.5, digits: 4 }, { radius: '3' }],
  }),
  functions('async functions, and what they await', {
    name: 'slow',
    imports: ['asyncio'],
    source: `async def slow(text: str, times: int = 2) -> str:
    parts = await asyncio.gather(*[asyncio.sleep(0, text) for _ in range(times)])
    return "-".join(parts)
`,
    args: [{ text: 'a' }, { text: 'é', times: 3 }, { text: 'x', times: 0 }],
  }),
  functions('default arguments of every kind', {
    name: 'greet',
    imports: [{ module: 'typing', imports: ['Optional', 'List', 'Dict', 'Literal'] }],
    source: `def greet(name: str, title: Optional[str] = None, tags: List[str] = ["a"], more: Dict[str, int] = {"n": 1}, tone: Literal["warm", "cold"] = "warm", loud: bool = False) -> str:
    return f"{title} {name} {tags} {more} {tone} {loud}"
`,
    args: [
      { name: 'Ada' },
      { name: 'Bob', title: 'Dr', tags: [], more: { x: 2 }, tone: 'cold', loud: true },
      { name: 'Eve', title: null, loud: 'yes' },
    ],
  }),
  functions('exceptions', {
    name: 'fails',
    imports: [],
    source: `class Odd(Exception):
    pass

def fails(how: str) -> str:
    if how == "value":
        raise ValueError("That is no value.")
    if how == "key":
        return {}["gone"]
    if how == "zero":
        return str(1 / 0)
    if how == "empty":
        raise RuntimeError()
    raise Exception("two\\nlines")
`,
    args: ['value', 'key', 'zero', 'empty', 'other'].map((how) => ({ how })),
    isWhole: false,
    deviations: ['an-exception-without-words'],
  }),
  functions('results that are no text', {
    name: 'give',
    imports: [{ module: 'typing', imports: ['Any'] }],
    source: `def give(what: str) -> Any:
    return {
        "int": 42,
        "float": 0.1 + 0.2,
        "large": 1e22,
        "none": None,
        "bool": True,
        "list": [1, "two", None, 3.0, [True]],
        "dict": {"a": 1, "b": {"c": "it's"}, 3: (1, 2)},
        "tuple": (1,),
        "set": {7},
        "bytes": b"ab\\xff",
        "words": "Grüße\\n\\"quoted\\"",
        "empty": "",
    }[what]
`,
    args: ['int', 'float', 'large', 'none', 'bool', 'list', 'dict', 'tuple', 'set', 'bytes', 'words', 'empty'].map(
      (what) => ({ what }),
    ),
  }),
  python('what it prints, and the folder from call to call', [
    'print("Grüße", 6 * 7)',
    'open("a.txt", "w").write("kept")',
    'print(open("a.txt").read())\nimport os; os.mkdir("sub"); open("sub/b", "w").write("b")',
    'import os; print(sorted(name for name in os.listdir(".") if not name.startswith("tmp_code")))',
    '',
  ]),
  python('its own exit', [
    'import sys; print("before"); sys.exit(3)',
    'raise SystemExit',
    'print("x", end="")',
    'raise SystemExit("words")',
  ]),
  python('exceptions', ['print("before")\n1 / 0', 'int("x")', 'def broken(:\n  pass', '{}["x"]'], {
    deviations: ['tracebacks', 'errors-first'],
  }),
  python('a time-out', ['print("begun", flush=True)\nwhile True: pass', 'print("next")'], {
    timeout: 2,
    deviations: ['words-of-a-time-out'],
  }),
  blocks('several, in one folder', [
    block('python', 'open("a", "w").write("1")\nprint("one")') + '\nand\n' + block('py', 'print(open("a").read())'),
    block('Python', 'print(open("a").read(), "again")'),
    'nothing to run',
  ]),
  blocks('files that blocks name in their first line', [
    `${block('python', '# filename: tools.py\ndef twice(x):\n    return 2 * x\n')}\n${block('python', 'from tools import twice\nprint(twice(21))')}`,
    block('python', 'import os\nprint(os.path.exists("tools.py"))'),
    block('python', '# filename: ../out.py\nprint(1)'),
  ]),
  blocks('the first that fails ends them', [
    `${block('python', 'print("one")')}\n${block('python', 'import sys; print("two"); sys.exit(4)')}\n${block('python', 'print("three")')}`,
    block('python', ''),
  ]),
];

interface Functions {
  readonly name: string;
  readonly imports: Json;
  readonly source: string;
  readonly args: readonly { readonly [key: string]: Json }[];
  /** False: AutoGen needs a source of one function alone. */
  readonly isWhole?: boolean;
  readonly deviations?: readonly DeviationId[];
}

/** A Python tool, called with each of the arguments in a turn of its own. */
function functions(what: string, { name, imports, source, args, isWhole = true, deviations }: Functions): InteropCase {
  const tool = component('autogen_core.tools.FunctionTool', {
    name,
    description: 'A function.',
    source_code: isWhole ? source : source.slice(source.indexOf(`def ${name}`)),
    global_imports: imports,
    has_cancellation_support: false,
  });
  const coder = assistant(
    'coder',
    args.map((one) => calls([[name, one]])),
    { tools: [tool] },
  );
  return { ...alone(`Python tool: ${what}`, coder, args.length), ...(deviations && { deviations }) };
}

/** The tool that runs Python, called with each text in a turn of its own. */
function python(
  what: string,
  codes: readonly string[],
  { timeout, deviations }: { timeout?: number; deviations?: readonly DeviationId[] } = {},
): InteropCase {
  const tool = component('autogen_ext.tools.code_execution.PythonCodeExecutionTool', {
    executor: executor(timeout),
    description: 'Runs Python.',
  });
  const coder = assistant(
    'coder',
    codes.map((code) => calls([['CodeExecutor', { code }]])),
    { tools: [tool] },
  );
  return { ...alone(`Python by a tool: ${what}`, coder, codes.length), ...(deviations && { deviations }) };
}

/** What a writer says, run by the agent that runs code. */
function blocks(what: string, said: readonly string[]): InteropCase {
  const runner = component('autogen_agentchat.agents.CodeExecutorAgent', {
    name: 'runner',
    code_executor: executor(),
    description: 'Runs code.',
    sources: ['writer'],
    supported_languages: ['python', 'py', 'Python'],
  });
  const members = [assistant('writer', said), runner];
  return {
    group: 'code',
    name: `blocks: ${what}`,
    component: team('RoundRobinGroupChat', members, { max_turns: said.length * 2 }),
    tasks: ['Go.'],
  };
}

function alone(name: string, coder: ComponentModel, turns: number): InteropCase {
  const component = team('RoundRobinGroupChat', [coder], { max_turns: turns });
  return { group: 'code', name, component, tasks: ['Go.'] };
}

function block(language: string, code: string): string {
  return `\`\`\`${language}\n${code}\n\`\`\``;
}
