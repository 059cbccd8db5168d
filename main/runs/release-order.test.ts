import { describe, expect, it } from 'vitest';
import { DivergenceError } from './divergence.ts';
import { ReleaseOrder } from './release-order.ts';

const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Long enough for all that can be handed back to be handed back. */
async function settle(): Promise<void> {
  for (let ticks = 0; ticks < 8; ticks += 1) await tick();
}

function orderOf(recorded: readonly string[], isQuiet: () => boolean = () => true) {
  const order = new ReleaseOrder({ recorded, isQuiet });
  const told: string[] = [];
  /** Asks for a recorded outcome, and notes when it is handed back. */
  const ask = async (place: string): Promise<void> => {
    await order.recorded(place);
    told.push(place);
  };
  const commit = async (name: string): Promise<void> => {
    await order.live();
    told.push(name);
  };
  return { order, told, ask, commit };
}

describe('recorded outcomes', () => {
  it('are handed back at once while one branch is open', () => {
    const { order } = orderOf(['a', 'b']);
    expect([order.recorded('a'), order.recorded('b')]).toEqual([undefined, undefined]);
  });

  it('are handed back in the recorded order, whoever asks first', async () => {
    const { order, told, ask } = orderOf(['a', 'b', 'c']);
    order.open(3);
    const all = [ask('c'), ask('b')];
    await Promise.resolve();
    all.push(ask('a'));
    await Promise.all(all);
    expect(told).toEqual(['a', 'b', 'c']);
  });

  it('come one at a time, the next when the consequences of the one before have settled', async () => {
    let busy = 0;
    const { order, told, ask } = orderOf(['a', 'b'], () => (busy -= 1) < 0);
    order.open(2);
    void ask('b');
    void ask('a').then(() => (busy = 3));
    while (told.length === 0) await tick();
    await tick();
    await tick();
    expect([told, busy > -2]).toEqual([['a'], true]);
    await settle();
    expect(told).toEqual(['a', 'b']);
  });

  it('that were not asked for stop the run: one branch asks for another', () => {
    const { order } = orderOf(['a', 'b']);
    expect(() => order.recorded('b')).toThrow(DivergenceError);
    expect(() => order.recorded('b')).toThrow('The log holds something that the run did not ask for at a.');
  });

  it('that were not asked for stop the run: all branches wait for others', async () => {
    const { order, ask } = orderOf(['a', 'b', 'c']);
    order.open(2);
    const results = await Promise.allSettled([ask('b'), ask('c')]);
    expect(results.map((result) => result.status === 'rejected' && String(result.reason.message))).toEqual([
      'The log holds something that the run did not ask for at a.',
      'The log holds something that the run did not ask for at a.',
    ]);
  });

  it('may be waited for while something is outside that can lead to them', async () => {
    const { order, told, ask } = orderOf(['a', 'b']);
    order.open(2);
    const person = Promise.withResolvers<void>();
    const outside = order.outside(() => person.promise);
    const waiting = ask('b');
    await settle();
    person.resolve();
    await outside;
    await Promise.all([ask('a'), waiting]);
    expect(told).toEqual(['a', 'b']);
  });
});

describe('live outcomes', () => {
  it('are handed back at once while one branch is open and nothing recorded is left', () => {
    const { order } = orderOf(['a']);
    void order.recorded('a');
    expect(order.live()).toBeUndefined();
  });

  it('are handed back in the order of their commits', async () => {
    const { order, told, commit } = orderOf([]);
    order.open(3);
    await Promise.all([commit('first'), commit('second'), commit('third')]);
    expect(told).toEqual(['first', 'second', 'third']);
  });

  it('wait for all that is recorded', async () => {
    const { order, told, ask, commit } = orderOf(['a', 'b']);
    order.open(3);
    const live = commit('live');
    await settle();
    expect(told).toEqual([]);
    await Promise.all([ask('b'), ask('a'), live]);
    expect(told).toEqual(['a', 'b', 'live']);
  });

  it('do not wait any more when the other branches are closed', async () => {
    const { order } = orderOf([]);
    const leave = order.open(2);
    const waiting = order.live();
    expect(waiting).toBeInstanceOf(Promise);
    await waiting;
    await settle();
    leave();
    expect(order.live()).toBeUndefined();
    leave();
    expect(order.live()).toBeUndefined();
  });
});

it('hands the error of what was outside to whoever was there', async () => {
  const { order } = orderOf([]);
  await expect(order.outside(() => Promise.reject(new Error('cut')))).rejects.toThrow('cut');
});
