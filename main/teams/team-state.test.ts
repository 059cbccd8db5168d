import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../shared/json.ts';
import { failOnError } from '../core/fake-agents.ts';
import { StateError } from '../core/errors.ts';
import { FakeDoor } from '../core/fake-effects.fixture.ts';
import { InProcessRuntime } from '../core/in-process-runtime.ts';
import type { Participant } from '../core/participant.ts';
import { run, speaker, spoken, teamOf } from './team.fixture.ts';
import type { TeamMessage } from './team-message.ts';
import { maxMessage } from './termination/conditions.ts';

const file = new URL('../../test/fixtures/autogen/golden/states.json', import.meta.url);
const golden = JSON.parse(readFileSync(file, 'utf8')) as Record<string, JsonObject>;

/** What went through a file. */
function stored(state: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(state)) as JsonObject;
}

function pair(): Participant[] {
  return [speaker('a', 'a1', 'a2', 'a3'), speaker('b', { thought: 'hm', text: 'b1' }, 'b2', 'b3')];
}

describe('the state of a team', () => {
  it('has the shape of AutoGen: participants by name, then the manager', async () => {
    const door = new FakeDoor();
    const team = teamOf(pair(), { maxTurns: 3 });
    await run(team, door);
    const [go, a1, hm, b1, a2] = door.items;
    const container = { type: 'ChatAgentContainerState', version: '1.0.0' };
    expect(team.saveState()).toEqual({
      type: 'TeamState',
      version: '1.0.0',
      agent_states: {
        a: { ...container, agent_state: { type: 'BaseState', version: '1.0.0', turns: 2 }, message_buffer: [] },
        b: { ...container, agent_state: { type: 'BaseState', version: '1.0.0', turns: 1 }, message_buffer: [a2] },
        RoundRobinGroupChatManager: {
          type: 'RoundRobinManagerState',
          version: '1.0.0',
          message_thread: [go, a1, hm, b1, a2],
          current_turn: 0,
          next_speaker_index: 1,
        },
      },
    });
  });

  it('is gone on with by another team of the same names', async () => {
    const door = new FakeDoor();
    const first = teamOf(pair(), { maxTurns: 3 });
    await run(first, door);
    const [a, b] = [speaker('a', 'a1', 'a2', 'a3'), speaker('b', 'b1', 'b2')];
    const later = teamOf([a, b], { maxTurns: 2 });
    later.loadState(stored(first.saveState()));
    expect(later.saveState()).toEqual(first.saveState());
    expect(spoken((await run(later, door, 'more')).items)).toEqual(['user: more', 'b: b2', 'a: a3']);
    expect(b.heard).toEqual([['a: a2', 'user: more']]);
  });

  it('counts the turns on that a saved run had made', async () => {
    const team = teamOf(pair(), { maxTurns: 3 });
    const { agent_states, ...rest } = team.saveState() as { agent_states: Record<string, JsonObject> };
    const manager = { ...agent_states['RoundRobinGroupChatManager'], current_turn: 2 };
    team.loadState({ ...rest, agent_states: { ...agent_states, RoundRobinGroupChatManager: manager } });
    expect(spoken((await run(team, new FakeDoor(), null)).items)).toEqual(['a: a1']);
  });

  it('of a nested team stands in its place', async () => {
    const runtime = new InProcessRuntime<TeamMessage>(failOnError);
    const inner = teamOf([speaker('x', 'x1')], { runtime, name: 'inner', teamId: 'root.0', maxTurns: 1 });
    const team = teamOf([inner], { runtime, maxTurns: 1 });
    await run(team, new FakeDoor());
    const { agent_states } = team.saveState() as { agent_states: Record<string, JsonObject> };
    expect(agent_states['inner']).toEqual({
      type: 'ChatAgentContainerState',
      version: '1.0.0',
      agent_state: inner.saveState(),
      message_buffer: [],
    });
    expect(inner.saveState()['type']).toBe('TeamState');
  });

  it('is refused in words when a participant is missing or it is of another kind', () => {
    const load = (state: JsonObject) => (): void => teamOf(pair()).loadState(state);
    const saved = teamOf([speaker('a', 'x')]).saveState();
    expect(load(saved)).toThrow(StateError);
    expect(load(saved)).toThrow('Agent state for b not found in the saved state.');
    expect(load({ type: 'BaseState' })).toThrow('The saved state of "team" does not fit');
    const swarm = stored(golden['swarm']!) as { agent_states: Record<string, JsonObject> }; // the file holds it
    expect(load(swarm)).toThrow('Agent state for RoundRobinGroupChatManager not found in the saved state.');
    swarm.agent_states['RoundRobinGroupChatManager'] = swarm.agent_states['SwarmGroupChatManager']!; // it is there
    expect(load(swarm)).toThrow(StateError);
    expect(load(swarm)).toThrow('The saved state of "RoundRobinGroupChatManager" does not fit');
  });
});

describe('a checkpoint of a team', () => {
  const messages = () => maxMessage({ maxMessages: 6, includeAgentEvent: false });

  it('is offered between turns, never while a task or a message is on its way', async () => {
    const door = new FakeDoor();
    await run(teamOf(pair(), { maxTurns: 3 }), door);
    expect(door.checkpoints).toHaveLength(2);
  });

  it('holds numbers of events instead of messages', async () => {
    const door = new FakeDoor();
    const taken: JsonObject[] = [];
    door.checkpoints.push = (make) => taken.push(stored(make()));
    await run(teamOf(pair(), { termination: messages() }), door);
    const turns = (count: number): JsonObject => ({ agent: { turns: count }, buffer: expect.any(Array) as number[] });
    expect(taken[1]).toEqual({
      manager: {
        thread: [1, 1, 1, 1],
        turn: 2,
        rounds: 2,
        tasks: 1,
        pattern: { nextIndex: 0 },
        termination: { count: 3, terminated: false },
      },
      participants: { a: { ...turns(1), buffer: [4] }, b: { ...turns(1), buffer: [] } },
    });
  });

  it('is enough, with the log, for another team to go on to the same end', async () => {
    const door = new FakeDoor();
    const taken: JsonObject[] = [];
    door.checkpoints.push = (make) => taken.push(stored(make()));
    const whole = teamOf(pair(), { termination: messages() });
    const { stopReason } = await run(whole, door);
    for (const checkpoint of taken.slice(0, 3)) {
      const later = teamOf(pair(), { termination: messages() });
      later.restore(checkpoint, door);
      const result = await run(later, new FakeDoor(), null);
      expect(result.stopReason).toBe(stopReason);
      expect(spoken(door.items.map((item) => ({ item, sequence: 0 }))).slice(-result.items.length)).toEqual(
        spoken(result.items),
      );
    }
  });

  it('is refused where it does not belong to the team or to the log', async () => {
    const door = new FakeDoor();
    const team = teamOf(pair(), { maxTurns: 1 });
    await run(team, door);
    door.root.emit({ type: 'ThoughtEvent', source: 'a', content: 'hm' });
    const other = teamOf([speaker('c', 'x')]);
    expect(() => other.restore(team.checkpoint(), door)).toThrow('The checkpoint does not know "c".');
    const { manager, participants } = stored(team.checkpoint()) as Record<string, Record<string, JsonObject>>;
    const wrong = { ...participants, b: { agent: { turns: 0 }, buffer: [3] } };
    expect(() => team.restore({ manager, participants: wrong }, door)).toThrow(
      'Event 3 of the run is no chat message, but a checkpoint names it as one.',
    );
  });
});
