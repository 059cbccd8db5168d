import type { EventEmitter } from 'node:events';
import { beforeEach, expect, it } from 'vitest';
import type { FromWorker } from '../../main/models/llama/worker-messages.ts';
import { EngineWorkers } from './engine-workers.ts';
import { calls, FakeChild } from './fake-electron.ts';
import { WorkerProcesses } from './worker-processes.ts';

beforeEach(() => {
  FakeChild.forked.length = 0;
  calls.length = 0;
});

/** The engine's end and the window's end, joined as their processes are. */
function joined(): { engine: EngineWorkers; window: WorkerProcesses } {
  const engine = new EngineWorkers((message) => {
    if (message.type === 'start-worker' || message.type === 'end-worker') window.receive(message);
  });
  const window = new WorkerProcesses({
    entry: 'dist/electron/llama-worker.js',
    tellEngine: (message, ports) => engine.receive(message, ports),
  });
  return { engine, window };
}
const child = (): FakeChild => FakeChild.forked.at(-1)!; // `!`: a worker was started
/** The worker's end of its port. */
const port = (): EventEmitter & { postMessage(message: unknown): void } => child().received[0]?.ports[0] as never;

it('starts a process for the engine and joins the two by a port of their own', async () => {
  const { engine } = joined();
  const answer: FromWorker = { type: 'delta', id: 1, kind: 'text', text: 'a' };
  const heard = new Promise<unknown>((resolve) => {
    const line = engine.start({ onMessage: resolve, onExit: () => undefined });
    line.send({ type: 'cancel', id: 1 });
  });
  expect(child().entry).toBe('dist/electron/llama-worker.js');
  const sent = await new Promise((resolve) => port().once('message', resolve));
  expect(sent).toEqual({ type: 'cancel', id: 1 });
  port().postMessage(answer);
  expect(await heard).toEqual(answer);
});

it('ends it, and tells the engine when it has ended', () => {
  const { engine } = joined();
  const reasons: string[] = [];
  const line = engine.start({ onMessage: () => undefined, onExit: (reason) => reasons.push(reason) });
  line.kill();
  expect(calls.map(({ name }) => name)).toEqual(['child.kill']);
  child().emit('exit', 139);
  expect(reasons).toEqual(['status 139.']);
});

it('ends all of an engine that is gone, and tells the next one nothing of them', () => {
  const { engine, window } = joined();
  const reasons: string[] = [];
  engine.start({ onMessage: () => undefined, onExit: (reason) => reasons.push(reason) });
  window.endAll();
  child().emit('exit', 0);
  expect([calls.map(({ name }) => name), reasons]).toEqual([['child.kill'], []]);
});
