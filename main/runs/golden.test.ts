import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isChatMessage } from '../../shared/chat/chat-item.ts';
import { dumpItem } from '../../shared/chat/dump.ts';
import type { CreateResult } from '../../shared/chat/llm-message.ts';
import type { ComponentModel } from '../../shared/component/envelope.ts';
import type { RunId } from '../../shared/ids.ts';
import type { Json, JsonObject } from '../../shared/json.ts';
import { buildTeam } from '../compiler/build-team.ts';
import { FakeDoor } from '../core/fake-effects.fixture.ts';
import { modelInfo } from '../models/model-info.ts';
import { ReplayModelClient } from '../models/replay-client.ts';
import {
  assistant,
  createRig,
  logOf,
  maxMessages,
  person,
  type Rig,
  roundRobin,
  scripted,
  until,
} from './rig.fixture.ts';

function golden(name: string): Record<string, Json> {
  const file = new URL(`../../test/fixtures/autogen/golden/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, Json>;
}

/** AutoGen's default, which stands in the golden runs. */
const SYSTEM =
  'You are a helpful AI assistant. Solve tasks using your tools. Reply with TERMINATE when the task has been completed.';
const handsOff: CreateResult = {
  finish_reason: 'function_calls',
  content: [{ id: 'c0', arguments: '{}', name: 'transfer_to_b' }],
  usage: { prompt_tokens: 1, completion_tokens: 1 },
  cached: false,
};
/** The swarm of the golden runs: in its two turns a round robin chooses the same speakers. */
const swarm = roundRobin(
  [
    assistant('a', scripted(handsOff), { system_message: SYSTEM, handoffs: ['b'] }),
    assistant('b', scripted('x'), { system_message: SYSTEM }),
  ],
  { termination_condition: maxMessages(3) },
);
/** The selector team, whose second speaker began. */
const selector = roundRobin(
  [
    assistant('b', scripted('rb1'), { system_message: SYSTEM }),
    assistant('a', scripted('ra1'), { system_message: SYSTEM }),
  ],
  { max_turns: 2, emit_team_events: true },
);
const userProxy = roundRobin([person('user_proxy')], { max_turns: 1 });

/** Ids and times are of each run; a manager is named for its pattern. */
function comparable(value: Json): Json {
  if (Array.isArray(value)) return value.map((item) => comparable(item as Json));
  if (typeof value === 'string')
    return value.replace(/^(Swarm|Selector)GroupChatManager$/, 'RoundRobinGroupChatManager');
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value as JsonObject).map(([key, item]) => [
    key,
    key === 'created_at' || key === 'request_id' || (key === 'id' && 'created_at' in value)
      ? ''
      : comparable(item ?? null),
  ]);
  return Object.fromEntries(entries) as JsonObject;
}

/** What a run yielded and its end, as the golden runs tell it. */
async function told(rig: Rig, run: RunId): Promise<Json> {
  const outcome = await rig.service.settled(run);
  const items = logOf(rig, run).flatMap(({ body }) => (body.type === 'message' ? [dumpItem(body.message)] : []));
  const stop_reason = outcome.type === 'ended' ? outcome.stopReason : null;
  return comparable([...items, { TaskResult: { n: items.length, stop_reason } }]);
}

function start(rig: Rig, plan: ComponentModel): RunId {
  const request = { title: '', document: null, overrides: {}, debug: false, breakpoints: [] };
  return rig.service.start({ ...request, plan, task: 'go' });
}

describe('a run in AutoGen and here', () => {
  it('tells the same of an agent that hands off and one that answers', async () => {
    const rig = createRig();
    expect(await told(rig, start(rig, swarm))).toEqual(comparable(golden('runs')['swarm']!)); // the file holds it
  });

  it('tells the same of who is chosen', async () => {
    const rig = createRig();
    expect(await told(rig, start(rig, selector))).toEqual(comparable(golden('runs')['selector']!)); // the file holds it
  });

  it('tells the same of a person who is asked', async () => {
    const rig = createRig();
    const run = start(rig, userProxy);
    await until(rig, run, (signal) => signal.type === 'event' && signal.event.body.type === 'hold');
    const text = 'typed:Enter your response: ';
    rig.service.control(run, { type: 'answer', place: 'turn/1/user_proxy/human:0/human', text });
    expect(await told(rig, run)).toEqual(comparable(golden('runs')['userproxy']!)); // the file holds it
  });
});

/** Runs a team outside of any run, and gives its state in AutoGen's shape. */
async function stateAfter(plan: ComponentModel): Promise<JsonObject> {
  const door = new FakeDoor({ askPerson: async ({ prompt }) => `typed:${prompt}` });
  const ports = {
    createModelClient: ({ config }: ComponentModel) =>
      new ReplayModelClient({
        label: 'scripted',
        replies: config['chat_completions'] as (string | CreateResult)[],
        info: modelInfo('scripted', undefined),
        wordsPerSecond: 0,
        isLoop: false,
        pieces: 'words',
      }),
    createTool: () => {
      throw new Error('There are no tools.');
    },
  };
  const { team } = buildTeam(plan, ports, (error) => {
    throw error;
  });
  const messages = [{ type: 'TextMessage', source: 'user', content: 'go' } as const];
  const { items } = await team.run({ messages, outputTaskMessages: true }, door.root);
  expect(items.map(({ item }) => item)).toEqual(door.items);
  expect(items.filter(({ item }) => isChatMessage(item)).length).toBeGreaterThan(1);
  return JSON.parse(JSON.stringify(team.saveState())) as JsonObject;
}

describe('the state of a team in AutoGen and here', () => {
  const participants = (state: Json): Json => {
    const { agent_states } = comparable(state) as { agent_states: Record<string, Json> };
    return { a: agent_states['a']!, b: agent_states['b']! }; // both are there
  };

  it('is the same after a person has answered', async () => {
    expect(comparable(await stateAfter(userProxy))).toEqual(comparable(golden('states')['userproxy']!)); // it is there
  });

  it('is the same of participants that have spoken and not yet heard', async () => {
    expect(participants(await stateAfter(swarm))).toEqual(participants(golden('states')['swarm']!)); // it is there
    expect(participants(await stateAfter(selector))).toEqual(participants(golden('states')['selector']!)); // it is there
  });

  it('holds the same thread', async () => {
    const threadOf = (state: Json, manager: string): Json => {
      const { agent_states } = state as { agent_states: Record<string, JsonObject> };
      return comparable(agent_states[manager]!['message_thread']!); // both are there
    };
    const expected = threadOf(golden('states')['swarm']!, 'SwarmGroupChatManager'); // it is there
    expect(threadOf(await stateAfter(swarm), 'RoundRobinGroupChatManager')).toEqual(expected);
  });
});
