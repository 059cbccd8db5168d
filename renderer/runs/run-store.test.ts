import { ORPCError } from '@orpc/client';
import { expect, it } from 'vitest';
import { itemAt } from '../../shared/run/fold/chunked-list.ts';
import { runStart, SAMPLE_RUN, sampleEvents, sampleRun, turnStart } from '../../shared/run/fold/sample-run.ts';
import type { RunControl } from '../../shared/run/command.ts';
import type { RunEvent } from '../../shared/run/event.ts';
import type { RunStatus, RunSummary } from '../../shared/run/summary.ts';
import type { RunSignal } from '../../shared/run/wire.ts';
import { type RunPorts, RunStore, selectStatus } from './run-store.ts';

/** An engine that sends what a test hands it, and remembers what it was asked. */
class FakeRuns {
  readonly asked: unknown[] = [];
  status: RunStatus = 'interrupted';
  refuseControl = false;
  #lines: ((next: RunSignal | 'end' | Error) => void)[] = [];
  readonly #watched: (() => void)[] = [];

  send(...signals: (RunSignal | 'end' | Error)[]): void {
    for (const signal of signals) this.#lines.at(-1)?.(signal);
  }

  events(...events: RunEvent[]): void {
    this.send(...events.map((event) => ({ type: 'event', event }) as const));
  }

  watched(): Promise<void> {
    return new Promise((resolve) => this.#watched.push(resolve));
  }

  readonly ports: RunPorts = {
    runs: {
      watch: (async ({ after }: { after: number }) => {
        this.asked.push(['watch', after]);
        const queue: (RunSignal | 'end' | Error)[] = [];
        let wake: () => void = () => {};
        this.#lines.push((next) => {
          queue.push(next);
          wake();
        });
        this.#watched.shift()?.();
        return (async function* () {
          for (;;) {
            const next = queue.shift();
            if (next === 'end') return;
            if (next instanceof Error) throw next;
            if (next !== undefined) yield next;
            else await new Promise<void>((resolve) => (wake = resolve));
          }
        })();
      }) as unknown as RunPorts['runs']['watch'],
      get: async () => ({ id: SAMPLE_RUN, status: this.status }) as RunSummary,
      control: (async ({ control }: { control: RunControl }) => {
        this.asked.push(control.type);
        if (!this.refuseControl) return;
        this.refuseControl = false;
        throw new ORPCError('NOT_OPEN', { message: 'Not open here.' });
      }) as unknown as RunPorts['runs']['control'],
      resume: async () => {
        this.asked.push('resume');
      },
    },
    schedule: (show) => queueMicrotask(show),
    wait: () => Promise.resolve(),
    now: () => 0,
    breakpoints: () => [],
  };
}

function until(store: RunStore, isThere: (state: ReturnType<RunStore['getState']>) => boolean): Promise<void> {
  if (isThere(store.getState())) return Promise.resolve();
  return new Promise((resolve) => {
    const leave = store.subscribe((state) => {
      if (!isThere(state)) return;
      leave();
      resolve();
    });
  });
}

async function open(engine: FakeRuns): Promise<RunStore> {
  const store = new RunStore(SAMPLE_RUN, engine.ports);
  const watched = engine.watched();
  store.start();
  await watched;
  return store;
}

it('folds what comes and asks how the run stands when the stream ends', async () => {
  const engine = new FakeRuns();
  const store = await open(engine);
  engine.events(...sampleEvents([runStart(), turnStart(1, 'writer')]));
  await until(store, ({ conversation }) => conversation.lastSequence === 2);
  expect(selectStatus(store.getState())).toBe('running');
  engine.send('end');
  await until(store, ({ stream }) => stream === 'closed');
  expect(selectStatus(store.getState())).toBe('interrupted');
  store.stop();
});

it('takes up a lost stream from the last event, and shows every row once', async () => {
  const engine = new FakeRuns();
  const store = await open(engine);
  const events = sampleRun();
  engine.events(...events.slice(0, 5));
  const again = engine.watched();
  engine.send(new Error('The line was lost.'));
  await again;
  engine.events(...events.slice(3)); // an engine that repeats itself does no harm
  await until(store, ({ conversation }) => conversation.lastSequence === events.length);
  const { rows } = store.getState().conversation;
  expect([engine.asked, rows.length, itemAt(rows, 0)?.key]).toEqual([
    [
      ['watch', 0],
      ['watch', 5],
    ],
    4,
    'task',
  ]);
  store.stop();
});

it('says that a run is missing and does not ask for it again', async () => {
  const engine = new FakeRuns();
  const store = await open(engine);
  engine.send(new ORPCError('NOT_FOUND', { message: 'Gone.' }));
  await until(store, ({ stream }) => stream === 'missing');
  expect(engine.asked).toEqual([['watch', 0]]);
});

it('resumes a run that was left paused before it tells it to go on', async () => {
  const engine = new FakeRuns();
  engine.status = 'paused';
  const store = await open(engine);
  engine.send('end');
  await until(store, ({ stream }) => stream === 'closed');
  await store.control({ type: 'continue' });
  expect(engine.asked).toEqual([['watch', 0], 'resume', ['watch', 0], 'continue']);
  store.stop();
});

it('resumes a run that the engine has closed meanwhile, and asks again', async () => {
  const engine = new FakeRuns();
  engine.refuseControl = true;
  const store = await open(engine);
  await store.control({ type: 'pause' });
  expect(engine.asked).toEqual([['watch', 0], 'pause', 'resume', ['watch', 0], 'pause']);
  store.stop();
});

it('shows the past only where there is one', async () => {
  const engine = new FakeRuns();
  const store = await open(engine);
  engine.events(...sampleRun());
  await until(store, ({ conversation }) => conversation.lastSequence === 11);
  const heads = [5, -3, 11, 99, null].map((sequence) => {
    store.setPlayhead(sequence);
    return store.getState().playhead;
  });
  expect(heads).toEqual([5, 1, null, null, null]);
  store.stop();
});
