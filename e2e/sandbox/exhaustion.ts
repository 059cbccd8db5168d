// Code that would take all there is: time, memory, processes, output.
import type { CodeBlock } from '../../main/sandbox/code-executor.ts';

export interface Exhaustion {
  readonly name: string;
  readonly block: CodeBlock;
  /** What the result must say. */
  readonly says: RegExp;
}

const python = (code: string): CodeBlock => ({ language: 'python', code });
const javascript = (code: string): CodeBlock => ({ language: 'javascript', code });

export const TOO_LONG = /did not end within 3 seconds/;
const TOO_LARGE = /MemoryError|more than 256 MB|allocation failed|could not allocate|out of memory/i;

export const exhaustions: readonly Exhaustion[] = [
  {
    name: 'an endless loop in Python, of which is kept what it printed',
    block: python("print('begun', flush=True)\nimport time\ntime.sleep(0.2)\nprint('more')\nwhile True: pass"),
    says: /^begun\nmore\nThe code did not end within 3 seconds/,
  },
  {
    name: 'a loop that swallows every exception',
    block: python(
      'while True:\n  try:\n    while True: pass\n  except KeyboardInterrupt: pass\n  except BaseException: pass',
    ),
    says: TOO_LONG,
  },
  {
    name: 'an endless loop in JavaScript, of which is kept what it printed',
    block: javascript("console.log('begun'); for (;;);"),
    says: /^begun\nThe code did not end within 3 seconds/,
  },
  { name: 'a promise that nobody keeps', block: javascript('await new Promise(() => {})'), says: TOO_LONG },
  { name: 'microtasks without end', block: javascript('for (;;) await 0;'), says: TOO_LONG },
  {
    name: 'a regular expression that never ends',
    block: python(`import re\nre.match(r'(a+)+$', 'a' * 60 + 'b')`),
    says: TOO_LONG,
  },
  { name: 'sleep for an hour', block: python('import time\ntime.sleep(3600)'), says: TOO_LONG },
  {
    name: 'a memory bomb in Python',
    block: python('kept = []\nwhile True: kept.append(bytearray(10_000_000))'),
    says: TOO_LARGE,
  },
  {
    name: 'a memory bomb of buffers, from Python through JavaScript',
    block: python(
      'import js\nkept = []\nwhile True:\n  one = js.Uint8Array.new(10_000_000); one.fill(1); kept.append(one)',
    ),
    says: TOO_LARGE,
  },
  {
    name: 'a memory bomb of objects in JavaScript',
    block: javascript('const kept = []; for (;;) kept.push({ a: Math.random(), b: [1, 2, 3] });'),
    says: TOO_LARGE,
  },
  {
    name: 'a memory bomb of buffers in JavaScript',
    block: javascript('const kept = []; for (;;) kept.push(new Uint8Array(10_000_000).fill(1));'),
    says: TOO_LARGE,
  },
  {
    name: 'a memory bomb of WebAssembly memories',
    block: javascript(
      'const kept = []; for (;;) { const one = new WebAssembly.Memory({ initial: 1000 }); new Uint8Array(one.buffer).fill(1); kept.push(one); }',
    ),
    says: TOO_LARGE,
  },
  {
    name: 'a fork bomb of threads',
    block: javascript(
      `const bomb = 'data:text/javascript,' + encodeURIComponent('const kept = []; for (;;) kept.push(new Uint8Array(1e6).fill(1))'); for (let i = 0; i < 2000; i += 1) new Worker(bomb, { type: 'module' }); await new Promise(() => {});`,
    ),
    says: new RegExp(`${TOO_LARGE.source}|${TOO_LONG.source}|ended`),
  },
  {
    name: 'a fork bomb in Python',
    block: python('import os\nwhile True: os.fork()'),
    says: /OSError|Function not implemented|not supported|AttributeError/,
  },
  {
    name: '1 GB of output, line by line, in Python',
    block: python(`line = 'x' * 1_000_000\nfor _ in range(1000): print(line)\nprint('END')`),
    says: /\[Cut here: 999\d{6} more characters were printed\.\]/,
  },
  {
    name: '1 GB of output in one piece in Python',
    block: python(`print('x' * 1_000_000_000)`),
    says: TOO_LARGE,
  },
  {
    name: '1 GB of output in JavaScript',
    block: javascript(`const line = 'x'.repeat(1_000_000); for (let i = 0; i < 1000; i += 1) console.log(line);`),
    says: /\[Cut here: 999\d{6} more characters were printed\.\]/,
  },
  {
    name: '1 GB past the sandbox, on its own line to the engine',
    block: javascript(
      `const flood = "const bytes = new Uint8Array(1e6).fill(120); for (let i = 0; i < 1000; i += 1) Deno.stdout.writeSync(bytes);"; new Worker('data:text/javascript,' + encodeURIComponent(flood), { type: 'module' }); await new Promise(() => {});`,
    ),
    says: /wrote more than 64 MB/,
  },
  {
    name: 'a recursion without end in JavaScript',
    block: javascript('const down = () => down() + 1; down();'),
    says: /Maximum call stack/,
  },
  {
    name: 'a recursion without end in Python',
    block: python('def down(): return down() + 1\ndown()'),
    says: /RecursionError/,
  },
  {
    name: 'a recursion that Python does not count',
    block: python(
      `import sys\nsys.setrecursionlimit(10**9)\nclass A:\n  def __getattr__(self, name): return getattr(self, name + 'x')\nA().y`,
    ),
    says: /RecursionError|call stack|MemoryError|ended|fatal/i,
  },
  {
    name: 'a work folder of 40 MB',
    block: python(`file = open('large.bin', 'wb')\nfor _ in range(40): file.write(bytes(1_000_000))\nfile.close()`),
    says: /At most 500 files with 16 MB are kept/,
  },
  {
    name: 'a work folder of 10 000 files',
    block: python(`for i in range(10_000): open(f'{i}.txt', 'w').write('x')`),
    says: /At most 500 files with 16 MB are kept/,
  },
];
