import childProcess, { fork } from 'node:child_process';
import { syncBuiltinESMExports } from 'node:module';
import { afterEach, expect, it } from 'vitest';
import { skipBinaryTest } from './skip-binary-test.ts';

const { fork: realFork } = childProcess;
afterEach(() => {
  childProcess.fork = realFork;
  syncBuiltinESMExports();
});

it('answers the test of a binary as a process would that survives it, and starts none', async () => {
  skipBinaryTest();
  const said: unknown[] = [];
  const ended = new Promise((resolve) => {
    // What node-llama-cpp does (dist/bindings/utils/testBindingBinary.js).
    const child = fork('testBindingBinary.js');
    child.on('exit', resolve);
    child.on('message', (message: { type: string }) => {
      said.push(message.type);
      child.send({ type: { ready: 'start', loaded: 'test', done: 'exit' }[message.type] ?? '' });
    });
  });
  expect(await ended).toBe(0);
  expect(said).toEqual(['ready', 'loaded', 'done']);
});
