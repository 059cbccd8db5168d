import { obtainSandbox } from '../../app/engine/real-sandbox.fixture.ts';
import { SandboxFunctions } from '../../main/sandbox/sandbox-functions.ts';
import { DEFAULT_MEMORY_MB, SandboxPool } from '../../main/sandbox/sandbox-pool.ts';
import { SandboxSession } from '../../main/sandbox/sandbox-session.ts';
import { bareLine } from '../base/bare-line.ts';
import type { Suite } from '../row.ts';

const CALLS = 300;
const ADD = {
  python: 'def add(a: int, b: int) -> int:\n    return a + b\n',
  javascript: 'export default ({ a, b }: { a: number; b: number }) => a + b;',
};

/** Calls of tools in the warm sandbox, in turn with a bare line to a Deno process and back; medians in milliseconds. */
export const sandbox: Suite = {
  run: async () => {
    const places = await obtainSandbox();
    const pool = new SandboxPool(() => places);
    const session = new SandboxSession(pool, DEFAULT_MEMORY_MB);
    const functions = new SandboxFunctions(session);
    const bare = await bareLine(places.deno);
    const { signal } = new AbortController();
    const call = async (language: 'python' | 'javascript'): Promise<void> => {
      const asked = { language, source: ADD[language], name: 'add', imports: [], args: { a: 1, b: 2 } };
      const { content } = await functions.call(asked, { signal });
      if (content !== '3') throw new Error(`The tool gave ${content}.`);
    };
    try {
      const calls = { python: () => call('python'), javascript: () => call('javascript'), bare: bare.call };
      for (const one of Object.values(calls)) await one();
      const [python, javascript, base] = await interleaved(Object.values(calls));
      const common = { suite: 'sandbox', base: null, ratio: null, unit: 'ms', better: 'less' } as const;
      return [
        { ...common, name: 'call of a Python tool, warm', value: python!, aim: 20 },
        { ...common, name: 'call of a JavaScript tool, beyond a bare line', value: javascript! - base!, aim: 5 },
      ];
    } finally {
      bare.close();
      session.close();
      pool.close();
    }
  },
};

/** Median time of each, one after the other so that all meet the same machine. */
async function interleaved(calls: readonly (() => Promise<void>)[]): Promise<number[]> {
  const times = calls.map((): number[] => []);
  for (let round = 0; round < CALLS; round += 1) {
    for (const [index, call] of calls.entries()) {
      const startMs = performance.now();
      await call();
      times[index]?.push(performance.now() - startMs);
    }
  }
  return times.map((each) => each.toSorted((a, b) => a - b)[CALLS / 2] ?? 0);
}
