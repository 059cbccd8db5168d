import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CodeBlock } from '../../main/sandbox/code-executor.ts';
import { attacks } from './attacks.ts';
import { exhaustions, TOO_LONG } from './exhaustion.ts';
import { Outside, SECRET, sandboxProcesses } from './outside.ts';
import { type RealSandbox, type Sandbox, type SandboxCase, withSandbox } from './sandbox-case.ts';

/** No code comes out, or takes more than it may; after each the sandbox runs the next as if nothing had been. */
export const escapeCases: readonly SandboxCase[] = [
  ...attacks.map(({ name, block, tries }): SandboxCase => ({
    name,
    run: async (real) => {
      const outside = new Outside();
      await outside.open();
      try {
        return await withSandbox(real, async (sandbox) => {
          const code = block(outside);
          const { output } = await sandbox.run(code, 20_000);
          assert.doesNotMatch(output, /^GOT/m, output);
          assert.ok(!output.includes(SECRET), 'the secret was seen');
          assert.deepEqual(outside.harm(), []);
          await isAlive(sandbox, code);
          const tried = output.split('\n').filter((line) => /^(no:|nothing|tried)/.test(line)).length;
          assert.equal(tried, tries, output);
          return `${tried} tries`;
        });
      } finally {
        outside.close();
      }
    },
  })),
  ...exhaustions.map(({ name, block, says }): SandboxCase => ({
    name: `contained: ${name}`,
    run: async (real) =>
      withSandbox(real, async (sandbox) => {
        const { output } = await sandbox.run(block, says.source.includes(TOO_LONG.source) ? 3000 : 60_000);
        assert.match(output.slice(-3000), says);
        assert.ok(output.length < 1_100_000, `${output.length} characters came of it`);
        await isAlive(sandbox, block);
        return output.trim().split('\n').at(-1)?.slice(0, 110) ?? '';
      }),
  })),
  { name: 'forged answers bring nothing out of the work folder', run: forged },
  { name: 'nothing is left running', run: nothingLeft },
];

/** The next code runs as if nothing had been. */
async function isAlive(sandbox: Sandbox, { language }: CodeBlock): Promise<void> {
  const code = language === 'python' ? 'print(6 * 7)' : 'console.log(6 * 7)';
  assert.deepEqual(await sandbox.run({ language, code }, 20_000), { exit_code: 0, output: '42\n' });
}

/** Code writes answers itself, past the worker. Paths that lead out make them none; the others only speak for the code itself. */
async function forged(real: RealSandbox): Promise<string> {
  return withSandbox(real, async (sandbox) => {
    const answer = (path: string): string =>
      JSON.stringify({ id: 1, type: 'ran', exitCode: 0, output: 'forged', changed: [{ path, base64: 'eA==' }] });
    const paths = ['../x', '/etc/x', 'a/../../x', '..', 'a//x', './x', ''];
    const lines = paths.map((path) => `\n${answer(path)}\n`).join('');
    const flood = `for (let i = 0; i < 20; i += 1) Deno.stdout.writeSync(new TextEncoder().encode(${JSON.stringify(lines)}));`;
    const code = `new Worker('data:text/javascript,' + encodeURIComponent(${JSON.stringify(flood)}), { type: 'module' }); await new Promise((r) => setTimeout(r, 500)); console.log('true');`;
    const result = await sandbox.run({ language: 'javascript', code }, 5000);
    assert.deepEqual(result, { exit_code: 0, output: 'true\n' });
    return `${paths.length} paths refused`;
  });
}

async function nothingLeft({ pool, session }: RealSandbox): Promise<string> {
  session.close();
  pool.close();
  for (let wait = 0; wait < 100 && sandboxProcesses().length > 0; wait += 1) await sleep(50);
  assert.deepEqual(sandboxProcesses(), []);
  return 'no process';
}
