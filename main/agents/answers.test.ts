import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../shared/json.ts';
import { AgentFailureError } from '../core/errors.ts';
import { FakeDoor } from '../core/fake-effects.fixture.ts';
import { DocumentPattern } from '../core/document-pattern.ts';
import { textRule } from './answer-rule.ts';
import { AssistantAgent, type AssistantAgentOptions } from './assistant-agent.ts';
import { ModelContext } from './context/model-context.ts';
import { listMemory } from '../memory/list-memory.ts';
import { answer, calling, type ScriptedModel, scriptedModel } from './scripted-model.fixture.ts';
import { StructuredAnswer } from './structured-answer.ts';

const USAGE = { prompt_tokens: 5, completion_tokens: 2 };
const schema = { type: 'object', properties: { x: { type: 'integer' } }, required: ['x'] };
const out = new StructuredAnswer({ name: 'Out', schema, formatString: 'x is {x}' });

function agentWith(client: ScriptedModel, given: Partial<AssistantAgentOptions> = {}): AssistantAgent {
  return new AssistantAgent({
    name: 'alice',
    description: 'An agent.',
    client,
    context: new ModelContext(),
    systemMessage: 'Be brief.',
    toolbox: { tools: new Map(), handoffs: new Map() },
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

async function ask(agent: AssistantAgent, door = new FakeDoor()): Promise<{ message: unknown; events: unknown[] }> {
  const { message, inner } = await agent.respond([door.says('user', 'go')], door.root.child('turn/1/alice'));
  const events = inner.map(({ item }) => [item.type, 'content' in item ? item.content : null, item.models_usage]);
  return { message, events };
}

function contextOf(agent: AssistantAgent): unknown[] {
  const { messages } = agent.saveState()['llm_context'] as { messages: JsonObject[] };
  return messages.map(({ content }) => content);
}

/** The same model as if its calls cost money: what it says is not taken as meant. */
const paid = (model: ScriptedModel): ScriptedModel => ({ ...model, live: true });

describe('an answer in a shape', () => {
  it('is a structured message that reads as its format says', async () => {
    const agent = agentWith(scriptedModel(answer('{"x": 3}')), { structured: out });
    expect(await ask(agent)).toEqual({
      message: {
        type: 'StructuredMessage[Out]',
        id: 'turn/1/alice/id:0',
        source: 'alice',
        content: { x: 3 },
        format_string: 'x is {x}',
        models_usage: USAGE,
      },
      events: [],
    });
    expect(agent.producedMessageTypes).toEqual(['StructuredMessage[Out]']);
  });

  it('has no format after a reflection, as in AutoGen', async () => {
    const model = scriptedModel(calling([['none', '{}']]), answer('{"x": 3}'));
    const { message } = await ask(agentWith(model, { structured: out, reflectOnToolUse: true }));
    expect(message).toMatchObject({ content: { x: 3 }, format_string: null });
  });

  it('is asked of each model as firmly as it can be held to it', async () => {
    const asked = async (can: object): Promise<unknown> => {
      const model = scriptedModel(answer('{"x": 3}'));
      await ask(agentWith({ ...model, info: { ...model.info, ...can } }, { structured: out }));
      return model.requests[0]?.jsonOutput;
    };
    const strict = { ...schema, additionalProperties: false };
    expect(await asked({ structured_output: true })).toEqual({ name: 'Out', schema: strict });
    expect(await asked({ structured_output: false, json_output: true })).toBe(true);
    expect(await asked({ structured_output: false, json_output: false })).toBe(false);
  });

  it('is told in words to a model that cannot be held to it', async () => {
    const model = scriptedModel(answer('{"x": 3}'));
    await ask(agentWith(paid(model), { structured: out }));
    expect(model.requests[0]?.system).toBe(`Be brief.\n${out.instruction()}`);
  });

  it('may stand in a fence', () => {
    expect(out.parse('```json\n{"x": 3}\n```')).toEqual({ x: 3 });
  });

  it('is asked for once more where it has another shape, and only the good one stays', async () => {
    const model = scriptedModel(answer('three'), answer('{"x": 3}'));
    const door = new FakeDoor();
    const agent = agentWith(model, { structured: out });
    const { message, events } = await ask(agent, door);
    expect(message).toMatchObject({ content: { x: 3 }, id: 'turn/1/alice/id:1' });
    expect(events).toEqual([['ThoughtEvent', expect.stringMatching(/^Asked again. The answer is no JSON: /), USAGE]]);
    expect(model.requests[1]?.messages.map(({ type, content }) => [type, content])).toEqual([
      ['UserMessage', 'go'],
      ['AssistantMessage', 'three'],
      ['UserMessage', expect.stringMatching(/^The answer is no JSON: .*"required":\["x"\]\} Answer once more\.$/)],
    ]);
    expect(door.deltas).toEqual(['three', 'drop', '{"x": 3}']);
    expect(contextOf(agent)).toEqual(['go', '{"x": 3}']);
  });

  it('fails the run where it is wrong twice', async () => {
    const agent = agentWith(scriptedModel(answer('{"x": "a"}'), answer('[1]')), { structured: out });
    const failure = ask(agent);
    await expect(failure).rejects.toThrow(AgentFailureError);
    await expect(failure).rejects.toThrow(
      '"alice" was asked twice, and its answer cannot be used. The answer has another shape than asked for: it: ',
    );
  });
});

describe('a rule for answers', () => {
  const limits = { pattern: undefined, minLength: undefined, maxLength: undefined };

  it('says what is wrong with a length, in characters as a reader counts them', () => {
    expect(textRule({ ...limits, maxLength: 2 }).problem('👍👍👍')).toBe(
      'The answer has 3 characters, and may have at most 2.',
    );
    expect(textRule({ ...limits, minLength: 3 }).problem('ab')).toBe(
      'The answer has 2 characters, and must have at least 3.',
    );
    expect(textRule({ ...limits, minLength: 2, maxLength: 2 }).problem('ab')).toBeUndefined();
  });

  it('says which pattern is missed', () => {
    const rule = textRule({ ...limits, pattern: new DocumentPattern('^(YES|NO)$') });
    expect([rule.problem('maybe'), rule.problem('NO')]).toEqual([
      'The answer does not match the pattern /^(YES|NO)$/.',
      undefined,
    ]);
  });

  it('has an answer that breaks it asked for once more', async () => {
    const model = scriptedModel(answer('far too long'), answer('ok'));
    const { message, events } = await ask(agentWith(model, { rules: [textRule({ ...limits, maxLength: 5 })] }));
    expect(message).toMatchObject({ content: 'ok' });
    expect(events).toEqual([
      ['ThoughtEvent', 'Asked again. The answer has 12 characters, and may have at most 5.', USAGE],
    ]);
  });
});

describe('an empty answer', () => {
  it('is asked for once more, and a second one ends the turn: nobody says nothing', async () => {
    const { message, events } = await ask(agentWith(paid(scriptedModel(answer(' '), answer('Yes.')))));
    expect(message).toMatchObject({ content: 'Yes.' });
    expect(events).toEqual([['ThoughtEvent', 'Asked again. The answer is empty.', USAGE]]);
    await expect(ask(agentWith(paid(scriptedModel(answer(' '), answer('')))))).rejects.toThrow(
      '"alice" was asked twice, and its answer cannot be used. The answer is empty.',
    );
  });

  it('is taken from a scripted model at once', async () => {
    expect((await ask(agentWith(scriptedModel(answer(''))))).events).toEqual([]);
  });
});

describe('an agent with memories', () => {
  const facts = listMemory([
    { content: 'The sky is blue.', mime_type: 'text/plain', metadata: null },
    { content: { k: true }, mime_type: 'application/json', metadata: null },
  ]);

  it('is told of them with its system message, once a turn however many there were', async () => {
    const model = scriptedModel(answer('one'), answer('two'));
    const agent = agentWith(paid(model), { memories: [listMemory([]), facts] });
    const door = new FakeDoor();
    const { events } = await ask(agent, door);
    await ask(agent, door);
    expect(events).toMatchObject([
      ['MemoryQueryEvent', [{ content: 'The sky is blue.' }, { content: { k: true } }], null],
    ]);
    const told = "Be brief.\n\nFacts to remember, the oldest first:\n1. The sky is blue.\n2. {'k': True}\n";
    expect(model.requests.map(({ system }) => system)).toEqual([told, told]);
    expect(contextOf(agent)).toEqual(['go', 'one', 'go', 'two']);
  });

  it('needs no system message of its own for that', async () => {
    const model = scriptedModel(answer('one'));
    await ask(agentWith(paid(model), { systemMessage: undefined, memories: [facts] }));
    expect(model.requests[0]?.system).toContain('1. The sky is blue.');
  });

  it('has them in its context where its model is scripted, once more with every turn, also after a checkpoint', async () => {
    const make = (): AssistantAgent => agentWith(scriptedModel(answer('one'), answer('two')), { memories: [facts] });
    const [agent, later] = [make(), make()];
    const door = new FakeDoor();
    await ask(agent, door);
    await ask(agent, door);
    const told = "\nFacts to remember, the oldest first:\n1. The sky is blue.\n2. {'k': True}\n";
    expect(contextOf(agent)).toEqual(['go', told, 'one', 'go', told, 'two']);
    later.restore(agent.checkpoint(), door);
    expect(later.saveState()).toEqual(agent.saveState());
  });
});

describe('a reflection', () => {
  const echo = { name: 'echo', description: '', parameters: { type: 'object' }, strict: false };
  const tools = new Map([
    ['echo', { schema: echo, risk: 'none' as const, run: async () => ({ content: '{}', isError: false }) }],
  ]);
  const reflects = { toolbox: { tools, handoffs: new Map() }, reflectOnToolUse: true };
  const calls = calling([['echo', '{}']]);
  const problem = 'Tools were called again where their results had to be put into words.';

  it('is asked for once more where the model calls tools again', async () => {
    const model = scriptedModel(calls, calls, answer('It said {}.'));
    const agent = agentWith(model, reflects);
    const { message, events } = await ask(agent);
    expect(message).toMatchObject({ type: 'TextMessage', content: 'It said {}.' });
    expect(events.at(-1)).toEqual(['ThoughtEvent', `Asked again. ${problem}`, USAGE]);
    expect(model.requests.at(-1)?.messages.at(-1)?.content).toBe(`${problem} Answer once more.`);
    // Neither the refused calls nor the correction stay: calls without results are refused by providers.
    expect(contextOf(agent)).toEqual(['go', calls.content, [expect.anything()], 'It said {}.']);
  });

  it('fails the run where the model never puts the results into words', async () => {
    const failure = ask(agentWith(scriptedModel(calls, calls, calls), reflects));
    await expect(failure).rejects.toThrow(`"alice" was asked twice, and its answer cannot be used. ${problem}`);
  });
});
