import { expect, it } from 'vitest';
import { TeamBusyError } from '../core/errors.ts';
import { FakeDoor } from '../core/fake-effects.fixture.ts';
import { Solo } from './solo.ts';
import { run, speaker, spoken } from './team.fixture.ts';

it('lets one agent answer one task, without a stop reason', async () => {
  const door = new FakeDoor();
  const agent = speaker('a', { thought: 'hm', text: 'a1' }, 'a2');
  const solo = new Solo(agent);
  const { items, stopReason } = await run(solo, door);
  expect([spoken(items), stopReason]).toEqual([['user: go', 'a: ThoughtEvent', 'a: a1'], null]);
  expect(spoken((await run(solo, door, 'more')).items)).toEqual(['user: more', 'a: a2']);
  expect(agent.heard).toEqual([['user: go'], ['user: more']]);
  expect([solo.name, solo.description]).toEqual(['a', 'A speaker.']);
});

it('holds at the same points as a team does', async () => {
  const door = new FakeDoor();
  await run(new Solo(speaker('a', 'a1')), door);
  expect(door.gates).toEqual(['turn/1/a/gate-turn:0', 'turn/1/a/gate-publish:0']);
  expect(door.activations).toEqual(['open turn/1/a', 'close turn/1/a']);
});

it('answers without a task from what it knows', async () => {
  const agent = speaker('a', 'a1');
  expect(spoken((await run(new Solo(agent), new FakeDoor(), null)).items)).toEqual(['a: a1']);
  expect(agent.heard).toEqual([[]]);
});

it('fails with the reason of its agent and can run again', async () => {
  const door = new FakeDoor();
  const solo = new Solo(speaker('a', new Error('out of words'), 'a2'));
  await expect(run(solo, door)).rejects.toThrow('out of words');
  expect(door.activations).toEqual(['open turn/1/a', 'abandon turn/1/a: out of words']);
  expect(spoken((await run(solo, door, 'again')).items)).toEqual(['user: again', 'a: a2']);
});

it('refuses another task while it runs', async () => {
  const slow = Promise.withResolvers<string>();
  const solo = new Solo(speaker('a', slow.promise));
  const first = run(solo, new FakeDoor());
  await expect(run(solo, new FakeDoor())).rejects.toThrow(TeamBusyError);
  slow.resolve('done');
  expect(spoken((await first).items)).toEqual(['user: go', 'a: done']);
});

it('has the state of its agent', () => {
  const [one, other] = [new Solo(speaker('a', 'x')), new Solo(speaker('a', 'x'))];
  one.loadState({ turns: 3 });
  expect(one.saveState()).toEqual({ type: 'BaseState', version: '1.0.0', turns: 3 });
  other.restore(one.checkpoint(), new FakeDoor());
  expect(other.saveState()).toEqual(one.saveState());
  other.reset();
  expect(other.checkpoint()).toEqual({ agent: { turns: 0 }, tasks: 0 });
});
