import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { SandboxProcess } from './sandbox-process.ts';
import type { SandboxRequest } from './sandbox-messages.ts';

/** Stands in the place of Deno: answers code by its first word. */
const FAKE = `
const say = (value) => process.stdout.write('\\n' + JSON.stringify(value) + '\\n');
const answer = (id, output) => ({ id, type: 'ran', exitCode: 0, output, changed: [] });
const DOES = {
  echo: (id, code) => say(answer(id, code)),
  noise: (id) => {
    process.stdout.write('half a line');
    say(answer(id + 1, 'of another call'));
    say({ id, type: 'ran', exitCode: 0, output: 'up', changed: [{ path: '../up', base64: '' }] });
    say({ id, type: 'unknown' });
    say(answer(id, 'mine'));
  },
  silent: () => undefined,
  die: () => { console.error('first\\nit broke'); process.exit(3); },
  grow: () => { console.error('Fatal JavaScript out of memory: Reached heap limit'); process.exit(5); },
  flood: () => { const more = () => process.stdout.write('x'.repeat(1e6), more); more(); },
  fail: (id) => say({ id, type: 'failed', message: 'a stack ran over' }),
};
say({ id: 0, type: 'ready' });
let rest = '';
process.stdin.on('end', () => process.exit(0)).on('data', (piece) => {
  const lines = (rest + piece).split('\\n');
  rest = lines.pop();
  for (const line of lines) {
    const { id, code } = JSON.parse(line);
    DOES[code.split(' ')[0]](id, code);
  }
});
`;

let folder: string;
let open: SandboxProcess | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
  writeFileSync(join(folder, 'fake.cjs'), FAKE);
});
afterEach(() => {
  open?.kill();
  rmSync(folder, { recursive: true });
});

function start(script = `exec '${process.execPath}' '${join(folder, 'fake.cjs')}'`): SandboxProcess {
  const deno = join(folder, 'deno');
  writeFileSync(deno, `#!/bin/sh\n${script}\n`);
  chmodSync(deno, 0o755);
  open = new SandboxProcess(
    { deno, pyodide: join(folder, 'pyodide.mjs'), guest: folder },
    { language: 'python', memoryMb: 256 },
  );
  return open;
}

const run = (code: string): SandboxRequest => ({ type: 'run', language: 'python', code, name: 'a.py', files: [] });
const ask = (
  one: SandboxProcess,
  code: string,
  { signal = new AbortController().signal, timeoutMs = 60_000 } = {},
): Promise<unknown> => one.ask(run(code), { signal, timeoutMs });
const ran = (id: number, output: string): object => ({ id, type: 'ran', exitCode: 0, output, changed: [] });

it('is asked one thing after the other', async () => {
  const one = start();
  expect(await ask(one, 'echo 1')).toEqual(ran(1, 'echo 1'));
  expect(await ask(one, 'echo 2')).toEqual(ran(2, 'echo 2'));
  expect(one.isUsable).toBe(true);
});

it('believes nothing that code writes beside its answer: other numbers, other kinds, paths that lead out', async () => {
  expect(await ask(start(), 'noise')).toEqual(ran(1, 'mine'));
});

it.each([
  ['silent', 300, 'The code did not end within 0.3 seconds, so it was ended.'],
  ['die', 60_000, 'The process of the sandbox ended (status 3). it broke'],
  ['grow', 60_000, 'The code used more than 256 MB of memory, so it was ended.'],
  ['flood', 60_000, 'The code wrote more than 64 MB, so it was ended.'],
])('ends for good where code is %s', async (code, timeoutMs, message) => {
  const one = start();
  await expect(ask(one, code, { timeoutMs })).rejects.toThrow(message);
  expect(one.isUsable).toBe(false);
  await expect(ask(one, 'echo')).rejects.toThrow(message);
});

it('is used no more after an answer that says that it is broken', async () => {
  const one = start();
  expect(await ask(one, 'fail')).toEqual({ id: 1, type: 'failed', message: 'a stack ran over' });
  expect(one.isUsable).toBe(false);
});

it('ends with a stop, and throws what the stop threw', async () => {
  const one = start();
  const controller = new AbortController();
  await one.ready();
  const asked = ask(one, 'silent', { signal: controller.signal });
  await new Promise((resolve) => setImmediate(resolve)); // it is asked by then
  controller.abort(new Error('The run was stopped.'));
  await expect(asked).rejects.toThrow('The run was stopped.');
  expect(one.isUsable).toBe(false);
});

it('says why it does not begin', async () => {
  await expect(start('echo "no such library" >&2; exit 127').ready()).rejects.toThrow(
    'The process of the sandbox ended (status 127). no such library',
  );
});
