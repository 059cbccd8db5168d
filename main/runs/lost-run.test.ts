import { expect, it } from 'vitest';
import type { RunId } from '../../shared/ids.ts';
import type { RunSignal } from '../../shared/run/wire.ts';
import { SqliteBlobStore } from '../storage/blob-store.ts';
import { MemoryRunStore } from '../storage/memory-run-store.ts';
import { openTemporary } from '../storage/open-temporary.ts';
import { assistant, createRig, logOf, messagesOf, type Rig, roundRobin, scripted, until } from './rig.fixture.ts';

const plan = roundRobin([assistant('writer', scripted('one', 'two')), assistant('critic', scripted('no'))], {
  max_turns: 3,
});

function start(rig: Rig): RunId {
  return rig.service.start({
    plan,
    title: 't',
    document: null,
    task: 'go',
    overrides: {},
    debug: false,
    breakpoints: [],
  });
}

/** Resolves when a turn of this speaker has begun. */
function speaks(rig: Rig, run: RunId, speaker: string): Promise<RunSignal> {
  return until(rig, run, (signal) => {
    const body = signal.type === 'event' ? signal.event.body : undefined;
    return body?.type === 'turn-start' && body.speaker === speaker;
  });
}

/** A disk that can be full. */
class LimitedStore extends MemoryRunStore {
  isFull = false;

  override commit(batches: Parameters<MemoryRunStore['commit']>[0]): readonly RunId[] {
    if (this.isFull) throw new Error('The disk is full.');
    return super.commit(batches);
  }
}

it('writes nothing more into a run that another has taken over, and says so', async () => {
  const slow = createRig({ delayMs: () => 30 });
  const run = start(slow);
  await speaks(slow, run, 'critic');
  const other = slow.restart({ delayMs: () => 0 });
  other.service.resume(run);
  expect(await other.service.settled(run)).toMatchObject({ type: 'ended', reason: 'finished' });
  expect(await slow.service.settled(run)).toEqual({
    type: 'parked',
    waitingFor: null,
    problem: `Run ${run} is being worked on by another Troupe now.`,
  });
  expect(other.service.get(run).status).toBe('finished');
  expect(messagesOf(other, run)).toEqual(['user: go', 'writer: one', 'critic: no', 'writer: two']);
  expect(logOf(other, run).map(({ sequence }) => sequence)).toEqual(logOf(other, run).map((_, index) => index + 1));
  expect(await other.restart().service.replay(run)).toMatchObject({ equal: true });
});

it('leaves a run that cannot be written, and goes on with it when it can, without repeating what is written', async () => {
  const store = new LimitedStore();
  const rig = createRig({ store, blobs: new SqliteBlobStore(openTemporary()), delayMs: () => 2 });
  const run = start(rig);
  await speaks(rig, run, 'critic');
  const left = until(rig, run, (signal) => signal.type === 'left');
  store.isFull = true;
  expect(await rig.service.settled(run)).toEqual({ type: 'parked', waitingFor: null, problem: 'The disk is full.' });
  expect(await left).toEqual({ type: 'left', problem: 'The disk is full.' });
  expect(rig.service.get(run).status).toBe('interrupted');
  expect(messagesOf(rig, run)).toEqual(['user: go', 'writer: one']);
  store.isFull = false;
  rig.service.resume(run);
  expect(await rig.service.settled(run)).toMatchObject({ type: 'ended', reason: 'finished' });
  expect(messagesOf(rig, run)).toEqual(['user: go', 'writer: one', 'critic: no', 'writer: two']);
  expect(rig.executed).toHaveLength(4); // the critic was asked twice: its first answer could not be kept
});

it('is not begun where its first event cannot be written', async () => {
  const store = new LimitedStore();
  store.create = () => {
    throw new Error('The disk is full.');
  };
  const rig = createRig({ store, blobs: new SqliteBlobStore(openTemporary()) });
  expect(() => start(rig)).toThrow('The disk is full.');
  expect([rig.service.list({}), rig.executed]).toEqual([[], []]);
});

it('refuses a plan of which no team can be made, and leaves the other runs alone', async () => {
  const rig = createRig({ delayMs: () => 2 });
  const run = start(rig);
  const unknown = { provider: 'nobody.Knows', component_type: 'team', config: {} };
  const begin = (): RunId =>
    rig.service.start({
      plan: unknown,
      title: 't',
      document: null,
      task: 'go',
      overrides: {},
      debug: false,
      breakpoints: [],
    });
  expect(begin).toThrow('"nobody.Knows" cannot be used as an agent or a team here.');
  expect(await rig.service.settled(run)).toMatchObject({ reason: 'finished' });
});
