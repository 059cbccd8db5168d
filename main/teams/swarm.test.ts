import { describe, expect, it } from 'vitest';
import { FakeDoor } from '../core/fake-effects.fixture.ts';
import type { HandoffMessage } from '../../shared/chat/chat-message.ts';
import type { LLMMessage } from '../../shared/chat/llm-message.ts';
import type { JsonObject } from '../../shared/json.ts';
import { run, speaker, spoken, teamWith } from './team.fixture.ts';
import { swarm } from './swarm.ts';
import { anyOf } from './termination/combined.ts';
import { handoffTo, maxMessage } from './termination/conditions.ts';

const to = (target: string) => ({ handoff: target });
const atMost = (maxMessages: number) => maxMessage({ maxMessages, includeAgentEvent: false });

const STAMP = { id: 'h', models_usage: null, metadata: {}, created_at: '' };
const BACK = {
  ...STAMP,
  type: 'HandoffMessage',
  source: 'user',
  content: 'back to you',
  context: [] as LLMMessage[],
} as const;

/** Ann hands to bob, bob speaks, and hands to a person. */
function pair(limit = 20) {
  return teamWith(
    swarm(['ann', 'bob']),
    [speaker('ann', to('bob'), 'ann again'), speaker('bob', 'one', to('user'), 'two', to('ann'))],
    { termination: anyOf([handoffTo({ target: 'user' }), atMost(limit)]) },
  );
}

describe('a swarm', () => {
  it('leaves the floor to whom it was handed, until that one hands it on', async () => {
    const { items, stopReason } = await run(pair(), new FakeDoor());
    expect(spoken(items)).toEqual(['user: go', 'ann: to bob', 'bob: one', 'bob: to user']);
    expect(stopReason).toBe('Handoff to user from bob detected.');
  });

  it('goes on after a plain answer with the last agent that handed over', async () => {
    const team = pair(3);
    const door = new FakeDoor();
    await run(team, door);
    await run(team, door, 'more');
    expect(spoken((await run(team, door, 'my answer')).items)).toEqual(['user: my answer', 'bob: two', 'bob: to ann']);
    expect(spoken((await run(team, door, null)).items).slice(0, 1)).toEqual(['ann: ann again']);
  });

  it('saves who spoke last, as AutoGen does, and goes on with whom the thread hands over to', async () => {
    const team = pair(2);
    const door = new FakeDoor();
    await run(team, door);
    const saved = team.saveState();
    expect(saved['agent_states']).toMatchObject({ SwarmGroupChatManager: { current_speaker: 'ann' } });
    const other = pair(20);
    other.loadState(saved);
    expect(other.saveState()).toEqual(saved);
    expect(spoken((await run(other, new FakeDoor(), null)).items)[0]).toBe('bob: one');
  });

  it('goes on after a handoff in the task with the agent that it names', async () => {
    const team = pair();
    const door = new FakeDoor();
    await run(team, door);
    const handoff: HandoffMessage = { ...BACK, target: 'ann' };
    const { items } = await team.run({ messages: [handoff], outputTaskMessages: false }, door.root);
    expect(spoken(items)[0]).toBe('ann: ann again');
    const wrong = { ...handoff, target: 'zoe' };
    await expect(team.run({ messages: [wrong], outputTaskMessages: false }, door.root)).rejects.toThrow(
      'The task hands over to "zoe", who is not in this team: ann, bob.',
    );
  });

  it('fails in words at a handoff to somebody else, and can go on', async () => {
    const team = teamWith(swarm(['ann']), [speaker('ann', to('zoe'), 'ann')], { maxTurns: 2 });
    const door = new FakeDoor();
    await expect(run(team, door)).rejects.toThrow(
      '"ann" handed over to "zoe", who is not in this team. A stop rule for that handoff would end the run here.',
    );
    expect(spoken((await run(team, door, 'well?')).items).slice(0, 2)).toEqual(['user: well?', 'ann: ann']);
  });

  it('knows from a loaded state who waits for an answer', async () => {
    const door = new FakeDoor();
    const first = pair();
    await run(first, door);
    const saved = JSON.parse(JSON.stringify(first.saveState())) as JsonObject;
    const later = pair(2);
    later.loadState(saved);
    expect(later.saveState()).toEqual(saved);
    expect(spoken((await run(later, door, 'well?')).items)).toEqual(['user: well?', 'bob: two']);
  });

  it('begins with the first again after a reset', async () => {
    const team = pair();
    await run(team, new FakeDoor());
    team.reset();
    expect(spoken((await run(team, new FakeDoor())).items)[1]).toBe('ann: to bob');
  });
});
