import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '../../shared/chat/chat-message.ts';
import type { FunctionExecutionResult } from '../../shared/chat/llm-message.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { Recorded, Risk } from '../core/effects.ts';
import { StateError } from '../core/errors.ts';
import { FakeDoor } from '../core/fake-effects.fixture.ts';
import type { AgentResponse } from '../core/participant.ts';
import type { Tool } from '../tools/tool.ts';
import { AssistantAgent, type AssistantAgentOptions } from './assistant-agent.ts';
import { ModelContext } from './context/model-context.ts';
import { lastMessages } from './context/windows.ts';
import { handoff } from './handoff.ts';
import { answer, calling, type ScriptedModel, scriptedModel } from './scripted-model.fixture.ts';

const USAGE = { prompt_tokens: 5, completion_tokens: 2 };

function tool(name: string, run: (args: JsonObject) => Promise<string> | string, risk: Risk = 'none'): Tool {
  return {
    schema: { name, description: '', parameters: { type: 'object', properties: {} }, strict: false },
    risk,
    run: async (args) => ({ content: await run(args), isError: false }),
  };
}

const echo = tool('echo', (args) => `echo ${JSON.stringify(args)}`);

interface Given extends Partial<Omit<AssistantAgentOptions, 'client' | 'toolbox'>> {
  readonly tools?: readonly Tool[];
  readonly handoffs?: readonly string[];
}

function agentWith(client: ScriptedModel, { tools = [], handoffs = [], ...given }: Given = {}): AssistantAgent {
  const offered = handoffs.map((target) => handoff(target));
  return new AssistantAgent({
    name: 'alice',
    description: 'An agent.',
    client,
    context: new ModelContext(),
    systemMessage: 'Be brief.',
    toolbox: {
      tools: new Map(tools.map((one) => [one.schema.name, one])),
      handoffs: new Map(offered.map((one) => [one.name, one])),
    },
    modelClientStream: false,
    reflectOnToolUse: false,
    toolCallSummaryFormat: '{result}',
    maxToolIterations: 1,
    structured: undefined,
    rules: [],
    memories: [],
    ...given,
  });
}

/** Lets an agent answer one question of a user. */
function ask(agent: AssistantAgent, door: FakeDoor, text = 'go'): Promise<AgentResponse> {
  return agent.respond([door.says('user', text)], door.root.child('turn/1/alice'));
}

function contextOf(agent: AssistantAgent): unknown {
  const { llm_context } = agent.saveState();
  return (llm_context as JsonObject)['messages'];
}

const userSays = { content: 'go', source: 'user', type: 'UserMessage' };

function results(
  ...contents: readonly [content: string, name: string, isError?: boolean][]
): FunctionExecutionResult[] {
  return contents.map(([content, name, is_error = false], index) => ({
    content,
    name,
    call_id: `c${index}`,
    is_error,
  }));
}

describe('an assistant that answers in text', () => {
  it('asks its model once, with its system message and the conversation, and gives the text as its message', async () => {
    const model = scriptedModel(answer('Hello there'));
    const agent = agentWith(model);
    const door = new FakeDoor();
    const { message, inner } = await ask(agent, door);
    expect(message).toEqual({
      type: 'TextMessage',
      id: 'turn/1/alice/id:0',
      source: 'alice',
      content: 'Hello there',
      models_usage: USAGE,
    });
    expect(inner).toEqual([]);
    expect(model.requests).toEqual([
      {
        system: 'Be brief.',
        messages: [userSays],
        tools: [],
        toolChoice: 'auto',
        jsonOutput: false,
        promptWords: 3,
        keepsPieces: false,
      },
    ]);
    expect(contextOf(agent)).toEqual([
      userSays,
      { content: 'Hello there', thought: null, source: 'alice', type: 'AssistantMessage' },
    ]);
    expect(door.deltas).toEqual(['Hello there']);
  });

  it('sends no system message where it has none', async () => {
    const model = scriptedModel(answer('x'));
    await ask(agentWith(model, { systemMessage: undefined }), new FakeDoor());
    expect(model.requests[0]).toMatchObject({ system: undefined, promptWords: 1 });
  });

  it('tells its thought before its answer, and streams under the id of the message that the text becomes', async () => {
    const door = new FakeDoor();
    const agent = agentWith(scriptedModel(answer('Four', 'two and two')), { modelClientStream: true });
    const { message, inner } = await ask(agent, door);
    expect(inner.map(({ item }) => item)).toMatchObject([
      { type: 'ThoughtEvent', source: 'alice', content: 'two and two', models_usage: null },
    ]);
    expect(door.steps[0]?.request.draft).toEqual({ messageId: message.id, source: 'alice', keepChunks: true });
    expect(contextOf(agent)).toEqual([
      userSays,
      { content: 'Four', thought: 'two and two', source: 'alice', type: 'AssistantMessage' },
    ]);
  });

  it('hears each message once, as the words of a user, whoever said it', async () => {
    const model = scriptedModel(answer('one'), answer('two'));
    const agent = agentWith(model);
    const door = new FakeDoor();
    await ask(agent, door);
    await agent.respond([door.says('bob', 'why?')], door.root.child('turn/2/alice'));
    expect(model.requests[1]?.messages).toEqual([
      userSays,
      { content: 'one', thought: null, source: 'alice', type: 'AssistantMessage' },
      { content: 'why?', source: 'bob', type: 'UserMessage' },
    ]);
  });

  it('takes the context of a handoff before its text', async () => {
    const model = scriptedModel(answer('taken'));
    const agent = agentWith(model);
    const door = new FakeDoor();
    const context = [{ content: 'because', thought: null, source: 'bob', type: 'AssistantMessage' } as const];
    const received = door.root.emit<ChatMessage>({
      type: 'HandoffMessage',
      source: 'bob',
      content: 'Yours.',
      target: 'alice',
      context,
    });
    await agent.respond([received], door.root);
    expect(model.requests[0]?.messages).toEqual([
      ...context,
      { content: 'Yours.', source: 'bob', type: 'UserMessage' },
    ]);
  });
});

describe('an assistant that is shown a picture', () => {
  async function shown(vision: boolean): Promise<unknown> {
    const model = scriptedModel(answer('a cat'));
    const door = new FakeDoor();
    const content = ['Who is this?', { data: 'aGk=' }];
    const question = door.root.emit<ChatMessage>({ type: 'MultiModalMessage', source: 'user', content });
    await agentWith({ ...model, info: { ...model.info, vision } }).respond([question], door.root);
    return model.requests[0]?.messages[0]?.content;
  }

  it('shows it to a model that sees, and says to another that there is one', async () => {
    expect(await shown(true)).toEqual(['Who is this?', { data: 'aGk=' }]);
    expect(await shown(false)).toBe('Who is this?\n<image>');
  });
});

describe('an assistant that calls tools', () => {
  it('makes one batch of calls and sums their results up without asking its model again', async () => {
    const model = scriptedModel(
      calling([
        ['echo', '{"n":1}'],
        ['echo', '{"n":2}'],
      ]),
    );
    const agent = agentWith(model, {
      tools: [echo],
      toolCallSummaryFormat: '{{{tool_name}}} {arguments} = {result} ({is_error})',
    });
    const door = new FakeDoor();
    const { message, inner } = await ask(agent, door);
    const calls = [
      { id: 'c0', name: 'echo', arguments: '{"n":1}' },
      { id: 'c1', name: 'echo', arguments: '{"n":2}' },
    ];
    const executed = results(['echo {"n":1}', 'echo'], ['echo {"n":2}', 'echo']);
    expect(inner.map(({ item }) => item)).toMatchObject([
      {
        type: 'ToolCallRequestEvent',
        models_usage: USAGE,
        content: calls,
      },
      { type: 'ToolCallExecutionEvent', models_usage: null, content: executed },
    ]);
    expect(message).toEqual({
      type: 'ToolCallSummaryMessage',
      source: 'alice',
      content: '{echo} {"n":1} = echo {"n":1} (False)\n{echo} {"n":2} = echo {"n":2} (False)',
      tool_calls: calls,
      results: executed,
    });
    expect(model.requests).toHaveLength(1);
    expect(contextOf(agent)).toEqual([
      userSays,
      { content: calls, thought: null, source: 'alice', type: 'AssistantMessage' },
      { content: executed, type: 'FunctionExecutionResultMessage' },
    ]);
  });

  it('makes the calls of one batch at the same time, each in its branch, and keeps their order', async () => {
    const slow = Promise.withResolvers<string>();
    const quick = tool('quick', () => {
      slow.resolve('slow was let go by quick');
      return 'quick';
    });
    const agent = agentWith(
      scriptedModel(
        calling([
          ['slow', '{}'],
          ['quick', '{}'],
        ]),
      ),
      { tools: [tool('slow', () => slow.promise), quick] },
    );
    const door = new FakeDoor();
    const { message } = await ask(agent, door);
    expect(message).toMatchObject({ content: 'slow was let go by quick\nquick' });
    expect(door.steps.map(({ place }) => place)).toEqual([
      'turn/1/alice/model:0',
      'turn/1/alice/call:0/tool:0',
      'turn/1/alice/call:1/tool:0',
    ]);
    expect(door.activations.toSorted()).toEqual([
      'close turn/1/alice/call:0',
      'close turn/1/alice/call:1',
      'open turn/1/alice/call:0',
      'open turn/1/alice/call:1',
    ]);
  });

  it('gives what goes wrong with a call to the model as a result, and never fails by it', async () => {
    const bad = tool('bad', () => Promise.reject(new Error('  The disk is gone.  ')));
    const strict: Tool = { ...echo, run: async () => ({ content: 'Error: n must be a number.', isError: true }) };
    const agent = agentWith(
      scriptedModel(
        calling([
          ['echo', '{"n":'],
          ['echo', '[1]'],
          ['nobody', '{}'],
          ['bad', '{}'],
          ['echo', ''],
          ['nobody', '{'],
          ['echo', '{}'],
        ]),
      ),
      { tools: [bad, strict] },
    );
    const door = new FakeDoor();
    const { inner } = await ask(agent, door);
    const expected = results(
      ['Error: Expecting value: line 1 column 6 (char 5)', 'echo', true],
      ['Error: arguments must be a JSON object, not [1]', 'echo', true],
      ["Error: tool 'nobody' not found in any workbench", 'nobody', true],
      ['The disk is gone.', 'bad', true],
      ['Error: Expecting value: line 1 column 1 (char 0)', 'echo', true],
      ['Error: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)', 'nobody', true],
      ['Error: n must be a number.', 'echo', true],
    );
    expect(inner[1]?.item).toMatchObject({ type: 'ToolCallExecutionEvent', content: expected });
    expect(door.steps).toHaveLength(3);
  });

  it('takes what is nothing for no arguments', async () => {
    const model = scriptedModel(calling(['null', '[]', '0', '""', 'false'].map((text) => ['echo', text])));
    const { message } = await ask(agentWith(model, { tools: [echo] }), new FakeDoor());
    expect(message).toMatchObject({ content: 'echo {}\necho {}\necho {}\necho {}\necho {}' });
  });

  it('asks again up to its number of iterations, and ends as soon as it answers in text', async () => {
    const model = scriptedModel(
      calling([['echo', '{}']]),
      calling([['echo', '{}']]),
      answer('done'),
      answer('unasked'),
    );
    const agent = agentWith(model, { tools: [echo], maxToolIterations: 5, reflectOnToolUse: true });
    const { message, inner } = await ask(agent, new FakeDoor());
    expect(inner.map(({ item }) => item.type)).toEqual([
      'ToolCallRequestEvent',
      'ToolCallExecutionEvent',
      'ToolCallRequestEvent',
      'ToolCallExecutionEvent',
    ]);
    expect(message).toMatchObject({ type: 'TextMessage', content: 'done' });
    expect(model.requests.map(({ toolChoice, tools }) => [toolChoice, tools.length])).toEqual([
      ['auto', 1],
      ['auto', 1],
      ['auto', 1],
    ]);
  });

  it('sums up the last batch only when its iterations are used up', async () => {
    const model = scriptedModel(calling([['echo', '{"n":1}']]), calling([['echo', '{"n":2}']]));
    const { message } = await ask(agentWith(model, { tools: [echo], maxToolIterations: 2 }), new FakeDoor());
    expect(message).toMatchObject({
      type: 'ToolCallSummaryMessage',
      content: 'echo {"n":2}',
      tool_calls: [{ id: 'c0', name: 'echo', arguments: '{"n":2}' }],
    });
  });

  it('reflects on the results where it should: one more question, without tools', async () => {
    const model = scriptedModel(calling([['echo', '{}']], 'let me see'), answer('It echoes.', 'easy'));
    const agent = agentWith(model, { tools: [echo], reflectOnToolUse: true });
    const { message, inner } = await ask(agent, new FakeDoor());
    expect(inner.map(({ item }) => item.type)).toEqual([
      'ThoughtEvent',
      'ToolCallRequestEvent',
      'ToolCallExecutionEvent',
      'ThoughtEvent',
    ]);
    expect(message).toEqual({
      type: 'TextMessage',
      id: 'turn/1/alice/id:1',
      source: 'alice',
      content: 'It echoes.',
      models_usage: USAGE,
    });
    expect(model.requests[1]).toMatchObject({ tools: [], toolChoice: 'none' });
    expect(model.requests[1]?.messages.map(({ type }) => type)).toEqual([
      'UserMessage',
      'AssistantMessage',
      'FunctionExecutionResultMessage',
    ]);
  });

  it('reflects with a model of its own where it has one, which keeps its lines over a checkpoint', async () => {
    const door = new FakeDoor();
    const made = (): AssistantAgent => {
      const reflectionClient = scriptedModel(answer('first'), answer('second'));
      const cheap = scriptedModel(calling([['echo', '{}']]), calling([['echo', '{}']]));
      return agentWith(cheap, { tools: [echo], reflectOnToolUse: true, reflectionClient });
    };
    const agent = made();
    expect((await ask(agent, door)).message).toMatchObject({ content: 'first' });
    const checkpoint = JSON.parse(JSON.stringify(agent.checkpoint())) as JsonObject;
    expect(checkpoint).toMatchObject({ calls: 1, reflections: 1 });
    const restored = made();
    restored.restore(checkpoint, door);
    expect((await ask(restored, door)).message).toMatchObject({ content: 'second' });
  });

  it('takes streamed text back that came before calls: it becomes no message', async () => {
    const model = scriptedModel(calling([['echo', '{}']]));
    const door = new FakeDoor();
    await ask(agentWith(model, { tools: [echo] }), door);
    expect(door.deltas).toEqual(['drop']);
  });

  it('calls tools that touch the world as precious effects, whose outcome a person can report', async () => {
    const door = new FakeDoor();
    const tools = [tool('look', () => 'seen', 'read'), tool('post', () => 'sent', 'network')];
    await ask(
      agentWith(
        scriptedModel(
          calling([
            ['look', '{}'],
            ['post', '{}'],
          ]),
        ),
        { tools },
      ),
      door,
    );
    const [, look, post] = door.steps.map(({ request }) => request);
    expect([look?.risk, look?.precious, post?.risk, post?.precious]).toEqual(['read', false, 'network', true]);
    expect(post?.assumed?.('sent twice')).toEqual({ content: 'sent twice', isError: false });
  });
});

describe('an assistant that hands off', () => {
  const transferred = 'Transferred to bob, adopting the role of bob immediately.';

  it('ends its turn with the handoff, without reflection or another iteration', async () => {
    const model = scriptedModel(calling([['transfer_to_bob', '{}']], 'bob knows'), answer('unasked'));
    const agent = agentWith(model, { handoffs: ['bob'], reflectOnToolUse: true, maxToolIterations: 3 });
    const { message } = await ask(agent, new FakeDoor());
    expect(message).toEqual({
      type: 'HandoffMessage',
      source: 'alice',
      content: transferred,
      target: 'bob',
      context: [{ content: 'bob knows', thought: null, source: 'alice', type: 'AssistantMessage' }],
    });
    expect(model.requests).toHaveLength(1);
    expect(model.requests[0]?.tools).toEqual([
      {
        name: 'transfer_to_bob',
        description: 'Handoff to bob.',
        parameters: { type: 'object', properties: {}, required: [], additionalProperties: false },
        strict: true,
      },
    ]);
  });

  it('carries the other calls of the batch with their results, and honours the first of several handoffs', async () => {
    const model = scriptedModel(
      calling(
        [
          ['echo', '{"n":1}'],
          ['transfer_to_bob', '{}'],
          ['transfer_to_carol', '{}'],
          ['echo', '{"n":2}'],
        ],
        'both',
      ),
    );
    const agent = agentWith(model, { tools: [echo], handoffs: ['carol', 'bob'] });
    const { message, inner } = await ask(agent, new FakeDoor());
    expect(message).toEqual({
      type: 'HandoffMessage',
      source: 'alice',
      content: transferred,
      target: 'bob',
      context: [
        {
          content: [
            { id: 'c0', name: 'echo', arguments: '{"n":1}' },
            { id: 'c3', name: 'echo', arguments: '{"n":2}' },
          ],
          thought: 'both',
          source: 'alice',
          type: 'AssistantMessage',
        },
        {
          content: [
            { content: 'echo {"n":1}', name: 'echo', call_id: 'c0', is_error: false },
            { content: 'echo {"n":2}', name: 'echo', call_id: 'c3', is_error: false },
          ],
          type: 'FunctionExecutionResultMessage',
        },
      ],
    });
    expect(inner.map(({ item }) => item.type)).toEqual([
      'ThoughtEvent',
      'ToolCallRequestEvent',
      'ToolCallExecutionEvent',
    ]);
  });

  it('leaves the context of the handoff empty where there is neither another call nor a thought', async () => {
    const { message } = await ask(
      agentWith(scriptedModel(calling([['transfer_to_bob', '{}']])), { handoffs: ['bob'] }),
      new FakeDoor(),
    );
    expect(message).toMatchObject({ target: 'bob', context: [] });
  });

  it('names the messages it may answer with', () => {
    const produced = (given: Given): readonly string[] => agentWith(scriptedModel(), given).producedMessageTypes;
    expect(produced({})).toEqual(['TextMessage']);
    expect(produced({ tools: [echo] })).toEqual(['TextMessage', 'ToolCallSummaryMessage']);
    expect(produced({ handoffs: ['bob'] })).toEqual(['TextMessage', 'ToolCallSummaryMessage', 'HandoffMessage']);
  });
});

describe('the question that an assistant asks its model', () => {
  async function requested(given: Given, text = 'go'): Promise<string | undefined> {
    const door = new FakeDoor();
    await ask(agentWith(scriptedModel(answer('x')), given), door, text);
    return door.steps[0]?.request.requested;
  }

  it('has an equal digest when it is equal', async () => {
    expect(await requested({})).toBe(await requested({}));
    const windowed = (): Given => ({ context: new ModelContext({ window: lastMessages(3) }) });
    expect(await requested(windowed())).toBe(await requested(windowed()));
  });

  it('has another digest when anything in it differs', async () => {
    const digests = await Promise.all([
      requested({}),
      requested({}, 'stop'),
      requested({ systemMessage: 'Be long.' }),
      requested({ systemMessage: '' }),
      requested({ systemMessage: undefined }),
      requested({ tools: [echo] }),
      requested({ tools: [tool('other', () => '')] }),
      requested({ handoffs: ['bob'] }),
    ]);
    expect(new Set(digests).size).toBe(digests.length);
  });
});

describe('the state of an assistant', () => {
  const file = new URL('../../test/fixtures/autogen/golden/states.json', import.meta.url);
  const golden = JSON.parse(readFileSync(file, 'utf8')) as Record<string, { agent_states: Record<string, JsonObject> }>;
  const saved = golden['swarm']!.agent_states['a']!['agent_state'] as JsonObject; // the file holds them

  it('is saved in the shape of AutoGen, and taken from it', () => {
    const agent = agentWith(scriptedModel());
    agent.loadState(saved);
    expect(agent.saveState()).toEqual(saved);
  });

  it('replaces the conversation it had', async () => {
    const model = scriptedModel(answer('one'), answer('two'));
    const agent = agentWith(model);
    const door = new FakeDoor();
    await ask(agent, door);
    agent.loadState(saved);
    await ask(agent, door, 'and now?');
    expect(model.requests[1]?.messages.map(({ type }) => type)).toEqual([
      'UserMessage',
      'AssistantMessage',
      'FunctionExecutionResultMessage',
      'UserMessage',
    ]);
  });

  it('is refused with the name of the agent when it is of another kind', () => {
    const load = (): void => agentWith(scriptedModel()).loadState({ type: 'BaseState', version: '1.0.0' });
    expect(load).toThrow(StateError);
    expect(load).toThrow('The saved state of "alice" does not fit');
  });

  it('is forgotten by a reset', async () => {
    const model = scriptedModel(answer('one'), answer('two'));
    const agent = agentWith(model);
    const door = new FakeDoor();
    await ask(agent, door);
    agent.reset();
    expect(contextOf(agent)).toEqual([]);
    await ask(agent, door);
    expect(model.requests[1]?.messages).toEqual([userSays]);
  });

  it('comes back from a checkpoint and the log, with the next line of a scripted model', async () => {
    const replies = [calling([['echo', '{}']], 'hm'), answer('one'), answer('two'), answer('three')];
    const given = { tools: [echo], maxToolIterations: 2 };
    const door = new FakeDoor();
    const agent = agentWith(scriptedModel(...replies), given);
    const handed = door.root.emit<ChatMessage>({
      type: 'HandoffMessage',
      source: 'bob',
      content: 'Yours.',
      target: 'alice',
      context: [{ content: 'because', thought: null, source: 'bob', type: 'AssistantMessage' }],
    });
    await agent.respond([handed], door.root);
    await ask(agent, door);
    const checkpoint = JSON.parse(JSON.stringify(agent.checkpoint())) as JsonObject;
    expect(checkpoint).toEqual({ context: [1, 1, 4, 1, 1, 1], calls: 3 });
    const restored = agentWith(scriptedModel(...replies), given);
    restored.restore(checkpoint, door);
    expect(restored.saveState()).toEqual(agent.saveState());
    const { message } = await ask(restored, door);
    expect(message).toMatchObject({ content: 'three' });
    const last = door.steps.at(-1)?.request.requested;
    await ask(agent, door);
    expect(door.steps.at(-1)?.request.requested).toBe(last);
  });

  it('keeps the first messages of its design over a checkpoint', async () => {
    const initial = [{ content: 'Once upon a time', source: 'user', type: 'UserMessage' } as const];
    const door = new FakeDoor();
    const fresh = (): AssistantAgent =>
      agentWith(scriptedModel(answer('x')), { context: new ModelContext({ initial }) });
    const agent = fresh();
    await ask(agent, door);
    const restored = fresh();
    restored.restore(agent.checkpoint(), door);
    expect(restored.saveState()).toEqual(agent.saveState());
    agent.reset();
    restored.restore(agent.checkpoint(), door);
    expect(contextOf(restored)).toEqual([]);
  });

  it('is not read from a log that holds something else', async () => {
    const door = new FakeDoor();
    const question: Recorded = door.says('user', 'go');
    door.root.emit({ type: 'ThoughtEvent', source: 'bob', content: 'hm' });
    const restore = (): void => agentWith(scriptedModel()).restore({ context: [question.sequence, 1], calls: 0 }, door);
    expect(restore).toThrow('Event 2 of the run is no message of a model context, but a checkpoint names it as one.');
  });
});
