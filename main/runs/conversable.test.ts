import { describe, expect, it } from 'vitest';
import type { ComponentModel } from '../../shared/component/envelope.ts';
import { buildAgent } from '../compiler/build-agent.ts';
import { FakeDoor } from '../core/fake-effects.fixture.ts';
import type { ChatAgent } from '../core/participant.ts';
import { modelSummary } from '../agents/model-summary.ts';
import { scriptedModel } from '../agents/scripted-model.fixture.ts';
import { initiateChat, initiateChats, lastMessage } from '../teams/initiate-chat.ts';
import { startRun } from './golden.fixture.ts';
import {
  assistant,
  calls,
  createRig,
  messagesOf,
  type Rig,
  roundRobin,
  runToEnd,
  scripted,
  tool,
  until,
} from './rig.fixture.ts';

function conversable(name: string, config: object): ComponentModel {
  return {
    provider: 'troupe.agents.ConversableAgent',
    component_type: 'agent',
    config: { name, human_input_mode: 'NEVER', ...config },
  };
}
const executor: ComponentModel = {
  provider: 'autogen_ext.code_executors.local.LocalCommandLineCodeExecutor',
  component_type: 'code_executor',
  config: {},
};
const stops: ComponentModel = {
  provider: 'autogen_agentchat.conditions.StopMessageTermination',
  component_type: 'termination',
  config: {},
};
const SIEVE = `Here is a sieve:
\`\`\`python
def primes(limit):
    sieve = [True] * (limit + 1)
    for p in range(2, int(limit**0.5) + 1):
        if sieve[p]:
            for multiple in range(p * p, limit + 1, p):
                sieve[multiple] = False
    return [n for n in range(2, limit + 1) if sieve[n]]
print(primes(20))
\`\`\``;
const BROKEN = SIEVE.replace('print(primes(20))', 'print(prime(20))');

/** Runs the one function of these scripts, as Python would. */
function runCode(blocks: readonly { code: string }[]): { exit_code: number; output: string } {
  const { code } = blocks[0]!; // one a message
  if (code.includes('print(prime(')) return { exit_code: 1, output: "NameError: name 'prime' is not defined\n" };
  return { exit_code: 0, output: '[2, 3, 5, 7, 11, 13, 17, 19]\n' };
}

const replays = async (rig: Rig, run: Parameters<Rig['service']['replay']>[0]): Promise<void> => {
  expect(await rig.restart().service.replay(run)).toMatchObject({ difference: null });
};

/** An agent outside of any run. */
function agent(component: ComponentModel): ChatAgent {
  const ports = {
    createModelClient: ({ config }: ComponentModel) => scriptedModel(...(config['chat_completions'] as string[])),
    createTool: () => Promise.reject(new Error('There are no tools.')) as never,
  };
  return buildAgent(component, {
    ports,
    nested: (inside) => agent(inside),
  });
}

describe('a user proxy that runs code, and an assistant', () => {
  it('find the primes: the assistant writes a sieve, mends it, and ends when it has seen the result', async () => {
    const plan = roundRobin(
      [
        assistant('assistant', scripted(BROKEN, SIEVE, 'The primes up to 20 are found. TERMINATE')),
        conversable('user_proxy', { code_executor: executor, default_auto_reply: 'Go on.' }),
      ],
      { termination_condition: stops },
    );
    const rig = createRig({ runCode });
    const { run, outcome } = await runToEnd(rig, plan, { task: 'Write a sieve of primes up to 20, and run it.' });
    expect(outcome).toMatchObject({ type: 'ended', stopReason: 'Stop message received' });
    expect(messagesOf(rig, run).slice(1)).toEqual([
      `assistant: ${BROKEN}`,
      "user_proxy: The script ran, then exited with an error (POSIX exit code: 1)\nIts output was:\nNameError: name 'prime' is not defined\n",
      `assistant: ${SIEVE}`,
      'user_proxy: [2, 3, 5, 7, 11, 13, 17, 19]\n',
      'assistant: The primes up to 20 are found. TERMINATE',
      'user_proxy: The conversation ends: "TERMINATE" was said.',
    ]);
    await replays(rig, run);
  });
});

describe('an all-rounder', () => {
  it('replies with its model and tools where it has them, else as it is told', async () => {
    const rig = createRig();
    const plan = roundRobin(
      [
        conversable('worker', {
          model_client: scripted(calls(['search', { q: 1 }]), 'found'),
          tools: [tool('search')],
        }),
        conversable('pusher', { default_auto_reply: 'More.', max_consecutive_auto_reply: 1 }),
      ],
      { termination_condition: stops },
    );
    const { run } = await runToEnd(rig, plan);
    expect(messagesOf(rig, run)).toEqual([
      'user: go',
      'worker: ToolCallRequestEvent',
      'worker: ToolCallExecutionEvent',
      'worker: found',
      'pusher: More.',
      'worker: ToolCallRequestEvent',
      'worker: ToolCallExecutionEvent',
      'worker: found',
      'pusher: The conversation ends. Replies in a row without a person: 1.',
    ]);
    await replays(rig, run);
  });

  it('asks a person before the conversation would end, who may go on with it', async () => {
    const plan = roundRobin(
      [assistant('a', scripted('TERMINATE')), conversable('you', { human_input_mode: 'TERMINATE' })],
      { termination_condition: stops },
    );
    const rig = createRig();
    const run = startRun(rig, plan);
    for (const [turn, text] of [
      [2, 'Not yet.'],
      [4, ''],
    ] as const) {
      const place = `turn/${turn}/you/human:0/human`;
      await until(
        rig,
        run,
        (one) => one.type === 'event' && one.event.body.type === 'hold' && one.event.body.place === place,
      );
      rig.service.control(run, { type: 'answer', place, text });
    }
    await rig.service.settled(run);
    expect(messagesOf(rig, run)).toEqual([
      'user: go',
      'a: TERMINATE',
      'you: UserInputRequestedEvent',
      'you: Not yet.',
      'a: TERMINATE',
      'you: UserInputRequestedEvent',
      'you: The conversation ends: "TERMINATE" was said.',
    ]);
    await replays(rig, run);
  });

  it('knows with its model what a person said in its place, also from a checkpoint', async () => {
    const made = (): ChatAgent =>
      agent(conversable('me', { human_input_mode: 'ALWAYS', model_client: scripted('by model', 'again') }));
    const [one, other] = [made(), made()];
    const answers = ['by hand', ''];
    const door = new FakeDoor({ askPerson: async () => answers.shift() ?? '' });
    const said = [
      (await one.respond([door.says('user', 'go')], door.root.child('turn/1/me'))).message,
      (await one.respond([door.says('user', 'on')], door.root.child('turn/2/me'))).message,
    ];
    expect(said).toMatchObject([{ content: 'by hand' }, { content: 'by model' }]);
    other.restore(one.checkpoint(), door);
    expect(other.saveState()).toEqual(one.saveState());
    expect(one.saveState()).toMatchObject({
      auto_replies: 1,
      llm_context: { messages: [{}, { type: 'AssistantMessage', content: 'by hand' }, {}, { content: 'by model' }] },
    });
    other.reset();
    other.loadState(one.saveState());
    expect(other.saveState()).toEqual(one.saveState());
  });

  it('asks others before it replies, each with what came of the ones before', async () => {
    const plan = conversable('chief', {
      nested_chats: [assistant('x', scripted('idea')), assistant('y', scripted('better idea TERMINATE'))],
    });
    const rig = createRig();
    const { run } = await runToEnd(rig, plan);
    expect(messagesOf(rig, run)).toEqual([
      'user: go',
      'chief: go',
      'x: idea',
      'chief: go\n\nWhat came of earlier conversations:\nidea',
      'y: better idea TERMINATE',
      'chief: better idea',
    ]);
    await replays(rig, run);
  });
});

describe('the saved state of an all-rounder', () => {
  const made = (): ChatAgent =>
    agent(
      conversable('chief', { nested_chats: [assistant('x', scripted('idea')), assistant('y', scripted('better'))] }),
    );

  it('holds what those remember whom it asks', async () => {
    const [one, other] = [made(), made()];
    const door = new FakeDoor();
    await one.respond([door.says('user', 'go')], door.root.child('turn/1/chief'));
    const state = one.saveState();
    const heard = [{ content: 'go' }, { content: 'idea' }];
    expect(state['nested_states']).toMatchObject([{ llm_context: { messages: heard } }, {}]);
    other.loadState(state);
    expect(other.saveState()).toEqual(state);
  });

  it('is taken from before it held them', () => {
    const { nested_states: _none, ...old } = made().saveState();
    const other = made();
    other.loadState(old);
    expect(other.saveState()).toEqual(made().saveState());
  });
});

describe('a chat of two', () => {
  const teacher = (...lines: string[]): ChatAgent =>
    agent(conversable('teacher', { model_client: scripted(...lines) }));
  const student = (...lines: string[]): ChatAgent =>
    agent(conversable('student', { model_client: scripted(...lines) }));
  const common = { summarise: lastMessage('TERMINATE'), keepsHistory: false };

  it('ends after its turns, with the last message as its summary', async () => {
    const door = new FakeDoor();
    const chat = { ...common, initiator: teacher('t2'), recipient: student('s1', 's2'), message: 't1', maxTurns: 2 };
    const { items, summary } = await initiateChat(chat, door.root);
    expect(items.map(({ item }) => [item.source, 'content' in item ? item.content : ''])).toEqual([
      ['teacher', 't1'],
      ['student', 's1'],
      ['teacher', 't2'],
      ['student', 's2'],
    ]);
    expect([summary, items.map(({ item }) => item)]).toEqual(['s2', door.items]);
  });

  it('ends when one of them wants to, and its summary leaves the words for that out', async () => {
    const recipient = student('Done. TERMINATE');
    const chat = { ...common, initiator: teacher(), recipient, message: 'go', maxTurns: undefined };
    const { items, summary } = await initiateChat(chat, new FakeDoor().root);
    expect([items.length, items.at(-1)?.item.type, summary]).toEqual([3, 'StopMessage', 'Done.']);
  });

  it('is followed by others that are told what came of it, in the words of a model where one is asked', async () => {
    const door = new FakeDoor();
    const model = scriptedModel('In short: s.');
    const summarise = modelSummary({ client: model, agent: 'teacher' });
    const one = { ...common, initiator: teacher(), recipient: student('s1'), message: 'A', maxTurns: 1 };
    const outcomes = await initiateChats(
      [
        { ...one, summarise },
        { ...one, recipient: student('s2'), message: 'B' },
      ],
      door.root,
    );
    expect(outcomes.map(({ summary }) => summary)).toEqual(['In short: s.', 's2']);
    expect(door.items.map((item) => ('content' in item ? item.content : ''))).toEqual([
      'A',
      's1',
      'B\n\nWhat came of earlier conversations:\nIn short: s.',
      's2',
    ]);
    expect(model.requests[0]?.messages.map(({ content }) => content).slice(0, 2)).toEqual(['A', 's1']);
  });
});
