import { expect, it } from 'vitest';
import type { SandboxKind } from './deno-command.ts';
import type { SandboxAnswer, SandboxRequest } from './sandbox-messages.ts';
import type { SandboxPool } from './sandbox-pool.ts';
import { SandboxSession } from './sandbox-session.ts';

/** Processes that answer when a test says so; what was taken and killed. */
class FakePool {
  readonly told: string[] = [];
  readonly waiting: { readonly code: string; readonly answer: () => void }[] = [];

  take({ language }: SandboxKind): ReturnType<SandboxPool['take']> {
    this.told.push(`take ${language}`);
    const one = {
      isUsable: true,
      ask: (request: SandboxRequest) => {
        const { promise, resolve } = Promise.withResolvers<SandboxAnswer>();
        const code = request.type === 'run' ? request.code : request.name;
        this.waiting.push({
          code,
          answer: () => resolve({ id: 1, type: 'ran', exitCode: 0, output: code, changed: [] }),
        });
        return promise;
      },
      kill: () => {
        this.told.push(`kill ${language}`);
        one.isUsable = false;
      },
    };
    return Promise.resolve(one as unknown as Awaited<ReturnType<SandboxPool['take']>>);
  }
}

const options = { signal: new AbortController().signal, timeoutMs: 1000 };
const run = (language: 'python' | 'javascript', code: string): SandboxRequest => {
  return { type: 'run', language, code, name: 'a', files: [] };
};
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('takes one process a language, and lets calls of one wait for each other', async () => {
  const pool = new FakePool();
  const session = new SandboxSession(pool, 256);
  const first = session.ask(run('python', 'a'), options);
  const second = session.ask(run('python', 'b'), options);
  const other = session.ask(run('javascript', 'c'), options);
  await settle();
  expect(pool.waiting.map(({ code }) => code).toSorted()).toEqual(['a', 'c']);
  for (const { answer } of pool.waiting) answer();
  await Promise.all([first, other]);
  await settle();
  pool.waiting.at(-1)?.answer();
  expect(await second).toMatchObject({ output: 'b' });
  expect(pool.told).toEqual(['take python', 'take javascript']);
  session.close();
  expect(pool.told.slice(2)).toEqual(['kill python', 'kill javascript']);
});

it('gives its processes back after a rest, and never while one of them works', async () => {
  const pool = new FakePool();
  const session = new SandboxSession(pool, 256, 0);
  const long = session.ask(run('python', 'long'), options);
  const short = session.ask(run('javascript', 'short'), options);
  await settle();
  pool.waiting.find(({ code }) => code === 'short')?.answer();
  await short;
  await new Promise((resolve) => setTimeout(resolve)); // a rest would have ended by now
  await settle();
  expect(pool.told).toEqual(['take python', 'take javascript']);
  pool.waiting.find(({ code }) => code === 'long')?.answer();
  await long;
  await expect.poll(() => pool.told.slice(2)).toEqual(['kill python', 'kill javascript']);
});

it('begins nothing for a run that has ended meanwhile', async () => {
  const pool = new FakePool();
  const session = new SandboxSession(pool, 256);
  const asked = session.ask(run('python', 'a'), options);
  session.close();
  await expect(asked).rejects.toThrow('The run has ended.');
  expect(pool.told).toEqual(['take python', 'kill python']);
});
