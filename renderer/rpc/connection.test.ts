import { expect, it } from 'vitest';
import { Connection, RefusedError, type EngineLink, type Line } from './connection.ts';

/** An engine whose lines the test opens, cuts and refuses by hand. */
function engine() {
  const dials: PromiseWithResolvers<Line>[] = [];
  const waits: number[] = [];
  const connection = new Connection({
    dial: () => {
      const dial = Promise.withResolvers<Line>();
      dials.push(dial);
      return dial.promise;
    },
    wait: (ms) => {
      waits.push(ms);
      return Promise.resolve();
    },
  });
  return { connection, dials, waits };
}

const link = (answer: string): EngineLink => ({ call: () => Promise.resolve(answer) });

/** Lets everything that is ready go on. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
}

it('makes a call that came while the line was down once the line is there', async () => {
  const { connection, dials } = engine();
  void connection.start();
  const waiting = connection.link();
  const first = link('first');
  dials[0]?.resolve({ link: first, closed: new Promise(() => {}) });
  expect(await waiting).toBe(first);
  expect(connection.state.getState()).toEqual({ state: 'open' });
});

it('waits longer from try to try, and begins small again after a success', async () => {
  const { connection, dials, waits } = engine();
  void connection.start();
  for (let index = 0; index < 7; index++) {
    dials[index]?.reject(new Error('nobody there'));
    await settled();
  }
  const cut = Promise.withResolvers<void>();
  dials[7]?.resolve({ link: link('open'), closed: cut.promise });
  await settled();
  cut.resolve();
  await settled();
  expect(connection.state.getState()).toEqual({ state: 'lost' });
  dials[8]?.reject(new Error('still nobody'));
  await settled();
  expect(waits).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000, 250]);
});

it('gives calls after a loss the new line, never the old one', async () => {
  const { connection, dials } = engine();
  void connection.start();
  const cut = Promise.withResolvers<void>();
  dials[0]?.resolve({ link: link('old'), closed: cut.promise });
  await settled();
  cut.resolve();
  await settled();
  const later = connection.link();
  const fresh = link('new');
  dials[1]?.resolve({ link: fresh, closed: new Promise(() => {}) });
  expect(await later).toBe(fresh);
});

it('tries no more after a refusal', async () => {
  const { connection, dials } = engine();
  const over = connection.start();
  dials[0]?.reject(new RefusedError());
  await over;
  expect(connection.state.getState()).toEqual({ state: 'refused' });
  expect(dials).toHaveLength(1);
});
