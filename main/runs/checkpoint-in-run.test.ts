import { expect, it } from 'vitest';
import type { ComponentModel } from '../../shared/component/envelope.ts';
import type { JsonObject } from '../../shared/json.ts';
import { SqliteBlobStore } from '../storage/blob-store.ts';
import { MemoryRunStore } from '../storage/memory-run-store.ts';
import { openTemporary } from '../storage/open-temporary.ts';
import {
  assistant,
  calls,
  createRig,
  logOf,
  maxMessages,
  messagesOf,
  type Rig,
  roundRobin,
  runToEnd,
  scripted,
  tool,
} from './rig.fixture.ts';

const buffered = (size: number): ComponentModel => ({
  provider: 'autogen_core.model_context.BufferedChatCompletionContext',
  component_type: 'chat_completion_context',
  config: { buffer_size: size, initial_messages: [{ content: 'Once', source: 'user', type: 'UserMessage' }] as never },
});
const thoughtful = { ...calls(['look', { at: 1 }], ['transfer_to_reader', {}]), thought: 'let me see' };

/** Every kind of state in one team: a nested team, handoffs, tools, thoughts, a bounded context with first messages. */
const rich = roundRobin(
  [
    assistant('lead', scripted(thoughtful, 'mine', 'yours'), {
      tools: [tool('look')],
      handoffs: ['reader'],
      model_context: buffered(5) as unknown as JsonObject,
    }),
    roundRobin([assistant('x', scripted('x1', 'x2')), assistant('reader', scripted('r1', 'r2', 'r3'))], {
      name: 'inner',
      max_turns: 3,
      termination_condition: maxMessages(9),
    }),
    assistant('closer', scripted('c1', 'c2')),
  ],
  { termination_condition: maxMessages(160), emit_team_events: true },
);

it('holds every kind of state: whoever begins there comes to the same end, and is asked the same questions', async () => {
  const rig = createRig();
  const { run, outcome } = await runToEnd(rig, rich);
  expect(outcome).toMatchObject({ reason: 'finished' });
  const log = logOf(rig, run);
  const checkpoint = rig.store.latestCheckpoint(run, Number.MAX_SAFE_INTEGER);
  expect(checkpoint).toBeDefined();
  const at = checkpoint!.sequence; // just looked
  for (const sequence of [at, at + 1, at + 7, log.length - 1]) {
    const later = rig.restart();
    const fork = later.service.fork(run, sequence);
    expect(await later.service.settled(fork)).toEqual(outcome);
    expect(messagesOf(later, fork)).toEqual(messagesOf(rig, run));
    expect(questions(logOf(later, fork))).toEqual(questions(log));
    const asked = log.filter((event) => event.sequence > sequence && event.body.type === 'effect-end');
    expect(later.executed).toHaveLength(asked.length);
    expect(await rig.restart().service.replay(fork)).toMatchObject({ difference: null });
  }
});

/** Enters everything again from the first task. */
class ForgetfulStore extends MemoryRunStore {
  override latestCheckpoint(): undefined {
    return undefined;
  }
}

it('leads a follow-up to the same questions as the whole log does', async () => {
  const followedUp = async (rig: Rig): Promise<string[]> => {
    const { run } = await runToEnd(rig, rich);
    const child = rig.service.followUp(run, 'again');
    expect(await rig.service.settled(child)).toMatchObject({ reason: 'finished' });
    return questions(logOf(rig, child));
  };
  const forgetful = createRig({ store: new ForgetfulStore(), blobs: new SqliteBlobStore(openTemporary()) });
  expect(await followedUp(createRig())).toEqual(await followedUp(forgetful));
});

/** What was asked of models and tools, in order. */
function questions(log: ReturnType<typeof logOf>): string[] {
  return log.flatMap(({ body }) => (body.type === 'effect-end' ? [`${body.place} ${body.requested}`] : []));
}
