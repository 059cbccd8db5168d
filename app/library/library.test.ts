import { expect, it } from 'vitest';
import * as z from 'zod';
import { hostileParams, isAlive } from '../../main/tools/mcp/mcp.fixture.ts';
import type { RunEvent } from '../../shared/run/event.ts';
import { toText } from '../../shared/chat/text.ts';
import {
  assistantAgent,
  functionAgent,
  functionTool,
  mcpWorkbench,
  InvalidComponentError,
  userProxyAgent,
  initiateChat,
  initiateChats,
} from './agents.ts';
import { type ChatItem, type ChatMessage, createTeam, InvalidTeamError, loadTeam, type TaskResult } from './core.ts';
import { type ModelClient, replayChatCompletionClient } from './models.ts';
import {
  anyOf,
  groupChat,
  maxMessageTermination,
  type Pattern,
  roundRobinGroupChat,
  textMentionTermination,
} from './teams.ts';

const says = (name: string, ...replies: string[]) =>
  assistantAgent({ name, model_client: replayChatCompletionClient({ chat_completions: replies }) });
const told = ({ messages }: Pick<TaskResult, 'messages'>): string[] =>
  messages.map((item) => `${item.source}: ${item.type === 'TextMessage' ? toText(item) : item.type}`);
const duo = (max_turns = 3) =>
  createTeam(
    roundRobinGroupChat({
      participants: [says('ada', 'One.', 'Three.', 'Five.'), says('bob', 'Two.', 'Four.', 'Six.')],
      max_turns,
    }),
  );

it('runs a team to its end, and goes on with what it remembers', async () => {
  const team = duo();
  const first = await team.run('Count.');
  expect(first.stop_reason).toBe('Maximum number of turns 3 reached.');
  expect(told(first)).toEqual(['user: Count.', 'ada: One.', 'bob: Two.', 'ada: Three.']);
  expect(told(await team.run('Go on.'))).toEqual([
    'user: Go on.',
    'bob: Four.',
    'ada: Five.',
    expect.stringContaining('bob'),
  ]);
});

it('streams each item as it comes to stand in the log, then the result', async () => {
  const items: (ChatItem | TaskResult)[] = [];
  for await (const item of duo(2).runStream('Count.')) items.push(item);
  const result = items.pop() as TaskResult;
  expect(result.messages).toEqual(items);
  expect(told({ messages: items as ChatItem[] })).toEqual(['user: Count.', 'ada: One.', 'bob: Two.']);
});

it('tells tokens while a model speaks, and every event of the log by number', async () => {
  const tokens: string[] = [];
  const events: RunEvent[] = [];
  await duo(1).run('Count.', {
    onToken: (text, { source }) => tokens.push(`${source}: ${text}`),
    onEvent: (event) => events.push(event),
  });
  expect(tokens.join('')).toContain('One.');
  expect(events.map(({ sequence, body }) => `${sequence} ${body.type}`)).toEqual([
    '1 message',
    '2 turn-start',
    '3 effect-end',
    '4 message',
    '5 turn-end',
  ]);
});

it('is stopped by a subscriber at once, and can run again', async () => {
  const team = duo(5);
  const stopped = await team.run('Count.', {
    onItem: (item, run) => item.source === 'ada' && run.stop('Enough.'),
  });
  expect([stopped.stop_reason, told(stopped)]).toEqual(['Enough.', ['user: Count.', 'ada: One.']]);
  const ended = await team.run('Go on.', { onItem: (item, run) => item.source === 'bob' && run.terminate() });
  expect(ended.stop_reason).toBe('External termination requested');
});

it('is stopped by whoever leaves the stream', async () => {
  const team = duo(5);
  const seen: string[] = [];
  for await (const item of team.runStream('Count.')) {
    if ('source' in item) seen.push(item.source);
    if ('source' in item && item.source === 'bob') break;
  }
  expect(seen).toEqual(['user', 'ada', 'bob']);
  expect((await team.run('Go on.', { onItem: (_item, run) => run.stop() })).stop_reason).toBe('The run was stopped.');
});

it('rejects with what the signal or a subscriber ended it with, and refuses to run twice at once', async () => {
  const team = duo();
  const abort = new AbortController();
  const reason = new Error('No more.');
  await expect(team.run('Count.', { signal: abort.signal, onToken: () => abort.abort(reason) })).rejects.toBe(reason);
  const broken = new Error('A bug of the subscriber.');
  const onItem = (): never => {
    throw broken;
  };
  await expect(team.run('Count.', { onItem })).rejects.toBe(broken);
  const running = team.run('Count.');
  await expect(team.run('Count.')).rejects.toThrow('already running');
  await running;
});

it('asks people by way of the program, and says who was asked where it gives no answer', async () => {
  const team = createTeam(roundRobinGroupChat({ participants: [userProxyAgent({ name: 'eve' })], max_turns: 1 }));
  const askPerson = ({ agent }: { agent: string }) => `I am ${agent}.`;
  expect(told(await team.run('Who are you?', { askPerson }))).toEqual([
    'user: Who are you?',
    'eve: UserInputRequestedEvent',
    'eve: I am eve.',
  ]);
  await expect(team.run('And you?')).rejects.toThrow('"eve" is a person. Give "askPerson" to the run');
});

it('takes agents, tools and models that the program brings', async () => {
  const echo = functionAgent({
    name: 'echo',
    description: 'Repeats.',
    respond: (heard) => `${heard.map(toText).join(' ')}!`,
  });
  const add = functionTool({
    name: 'add',
    description: 'Adds.',
    parameters: z.object({ a: z.number(), b: z.number() }),
    run: ({ a, b }) => ({ sum: a + b }),
  });
  const calls: string[] = [];
  const model: ModelClient = {
    info: { vision: false, function_calling: true, json_output: false, family: 'own', structured_output: false },
    label: 'own',
    live: false,
    async *stream({ tools }) {
      calls.push(tools.map(({ name }) => name).join());
      const content = [
        { id: '1', name: 'add', arguments: '{"a":2,"b":"x"}' },
        { id: '2', name: 'add', arguments: '{"a":2,"b":3}' },
      ];
      const usage = { prompt_tokens: 0, completion_tokens: 0 };
      yield { type: 'end', result: { finish_reason: 'function_calls', content, usage, cached: false } };
    },
  };
  const adder = assistantAgent({ name: 'adder', model_client: model, tools: [add] });
  const { messages } = await createTeam(roundRobinGroupChat({ participants: [echo, adder], max_turns: 2 })).run(
    'Hello',
  );
  expect(messages.map((item) => item.type)).toEqual([
    'TextMessage',
    'TextMessage',
    'ToolCallRequestEvent',
    'ToolCallExecutionEvent',
    'ToolCallSummaryMessage',
  ]);
  expect(messages[1]).toMatchObject({ source: 'echo', content: 'Hello!' });
  expect(toText(messages[4] as ChatMessage)).toMatch(/^Error: .*expected number[^]*\n\{"sum":5\}$/);
  expect(calls).toEqual(['add']);
});

it('refuses a tool whose parameters are no schema of zod, and says what to write', () => {
  const parameters = { type: 'object', properties: {} } as never;
  expect(() => functionTool({ name: 'add', description: 'Adds.', parameters, run: () => 1 })).toThrow(
    'The parameters of the tool "add" are no object schema of zod 4. Write z.object({ … }).',
  );
});

it('runs a pattern of the program, state and all', async () => {
  const backwards: Pattern<number> = {
    managerName: 'BackwardsManager',
    initial: 0,
    select: ({ state, participants }) => ({
      speakers: [participants.at(-1 - (state % participants.length))!],
      why: 'next from the end',
      state: state + 1,
    }),
    saveState: (state) => ({ state }),
    loadState: (saved) => Number(saved['state']),
    parse: Number,
  };
  const make = () =>
    createTeam(
      groupChat({
        pattern: backwards,
        participants: [says('ada', 'last', 'again'), says('bob', 'first')],
        termination_condition: anyOf(
          maxMessageTermination({ max_messages: 3 }),
          textMentionTermination({ text: 'never' }),
        ),
      }),
    );
  const team = make();
  expect(told(await team.run('Go.'))).toEqual(['user: Go.', 'bob: first', 'ada: last']);
  const other = make();
  other.loadState(team.saveState());
  expect(other.saveState()).toEqual(team.saveState());
});

it('loads a team from the text of a file, and refuses what is none with its places', async () => {
  const text = JSON.stringify(roundRobinGroupChat({ participants: [says('ada', 'One.')], max_turns: 1 }));
  expect(told(await loadTeam(text).run('Count.'))).toEqual(['user: Count.', 'ada: One.']);
  expect(() => loadTeam('{"provider": ')).toThrow(InvalidTeamError);
  expect(() => createTeam(roundRobinGroupChat({ participants: [] }))).toThrow('This team has no members.');
  const wrong = (): unknown => maxMessageTermination({ max_messages: 0 });
  expect(wrong).toThrow(InvalidComponentError);
  expect(wrong).toThrow('Most messages: "max_messages" must be at least 1, and is 0.');
});

it('lets two agents talk, and hands what came of it to the next chat', async () => {
  const ada = says('ada', 'Two?', 'Three?');
  const bob = says('bob', 'One.', 'Two.');
  const eve = says('eve', 'So be it.');
  const model_client = replayChatCompletionClient({ chat_completions: ['They count.'] });
  const tokens: string[] = [];
  const [first, second] = await initiateChats(
    [
      { initiator: ada, recipient: bob, message: 'Count.', max_turns: 2, summary: { model_client } },
      { initiator: ada, recipient: eve, message: 'Judge.', max_turns: 1, clear_history: false },
    ],
    { onToken: (text, { source }) => tokens.push(`${source}: ${text}`) },
  );
  expect(told(first!)).toEqual(['ada: Count.', 'bob: One.', 'ada: Two?', 'bob: Two.']);
  expect(first?.summary).toBe('They count.');
  expect(told(second!)).toEqual(['ada: Judge.\n\nWhat came of earlier conversations:\nThey count.', 'eve: So be it.']);
  expect(second?.summary).toBe('So be it.');
  expect(tokens.join('')).toContain('One.');
  await expect(initiateChat({ initiator: ada, recipient: bob, message: 'Count.' })).rejects.toThrow('No more');
});

it('runs a single agent as AutoGen does', async () => {
  const { stop_reason, messages } = await createTeam(says('ada', 'One.')).run('Count.');
  expect([stop_reason, messages.length]).toEqual([null, 2]);
});

const call = (name: string) => ({
  finish_reason: 'function_calls' as const,
  content: [{ id: 'c', name, arguments: '{}' }],
  usage: { prompt_tokens: 1, completion_tokens: 1 },
  cached: false,
});

it('calls the tools of an MCP server in a conversation of two, with which it ends', async () => {
  const recipient = assistantAgent({
    name: 'bob',
    model_client: replayChatCompletionClient({ chat_completions: [call('child')] }),
    workbench: [mcpWorkbench({ server_params: hostileParams() })],
  });
  const { summary } = await initiateChat({
    initiator: says('ada', 'Thanks.'),
    recipient,
    message: 'Go.',
    max_turns: 1,
  });
  expect(Number(summary)).toBeGreaterThan(0);
  expect(isAlive(Number(summary))).toBe(false);
});

it('calls the tools of an MCP server, which lives as long as the team', async () => {
  const replies = [call('count'), call('count'), call('child')];
  const team = createTeam(
    assistantAgent({
      name: 'ada',
      model_client: replayChatCompletionClient({ chat_completions: replies }),
      workbench: [mcpWorkbench({ server_params: hostileParams() })],
    }),
  );
  const last = async (): Promise<string> => {
    const item = (await team.run('Go.')).messages.at(-1);
    return item?.type === 'ToolCallSummaryMessage' ? toText(item) : '';
  };
  expect([await last(), await last()]).toEqual(['1', '2']);
  const child = Number(await last());
  expect(isAlive(child)).toBe(true);
  await team.close();
  expect(isAlive(child)).toBe(false);
});
