import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../shared/json.ts';
import type { RunStore } from '../core/store.ts';
import { CheckpointKeeper } from './checkpoint-keeper.ts';
import { memoryLog, RUN } from './memory-log.fixture.ts';

function keeperOf() {
  const { log } = memoryLog();
  const kept: Parameters<RunStore['putCheckpoint']>[0][] = [];
  const store = { putCheckpoint: (checkpoint) => kept.push(checkpoint) } as Partial<RunStore> as RunStore;
  const write = (events: number): void => {
    for (let count = 0; count < events; count += 1) log.append({ type: 'release', place: `p${count}`, by: 'user' });
  };
  return { log, kept, write, keeper: new CheckpointKeeper({ run: RUN, owner: 'owner', store, log }) };
}

describe('a checkpoint', () => {
  it('is not even made before enough events have followed', async () => {
    const { keeper, write, kept } = keeperOf();
    write(255);
    await keeper.offer(() => {
      throw new Error('too early');
    });
    expect(kept).toEqual([]);
  });

  it('is kept with the number of the last event that it knows of', async () => {
    const { keeper, write, kept } = keeperOf();
    write(256);
    const offered = keeper.offer(() => ({ turn: 1 }));
    write(1);
    await offered;
    expect(kept).toEqual([{ run: RUN, owner: 'owner', sequence: 256, body: { turn: 1 } }]);
  });

  it('waits until its events are in the log', async () => {
    const { keeper, write, kept, log } = keeperOf();
    write(256);
    const written = Promise.withResolvers<void>();
    log.flushed = () => written.promise;
    const offered = keeper.offer(() => ({}));
    await new Promise(setImmediate);
    expect(kept).toEqual([]);
    written.resolve();
    await offered;
    expect(kept).toHaveLength(1);
  });

  it('becomes rarer as it grows, so that what it costs for an event stays the same', async () => {
    const { keeper, write, kept } = keeperOf();
    const big: JsonObject = { text: 'x'.repeat(8 * 1000 - 11) };
    write(256);
    await keeper.offer(() => big);
    write(999);
    await keeper.offer(() => big);
    expect(kept).toHaveLength(1);
    write(1);
    await keeper.offer(() => big);
    expect(kept.map(({ sequence }) => sequence)).toEqual([256, 1256]);
  });
});
