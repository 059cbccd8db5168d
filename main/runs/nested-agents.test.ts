import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ComponentModel } from '../../shared/component/envelope.ts';
import type { JsonObject } from '../../shared/json.ts';
import { comparable, golden, startRun, stateAfter, SYSTEM, told } from './golden.fixture.ts';
import {
  assistant,
  calls,
  createRig,
  logOf,
  maxMessages,
  messagesOf,
  person,
  type Rig,
  roundRobin,
  runToEnd,
  scripted,
  until,
} from './rig.fixture.ts';

function component(provider: string, component_type: string, config: object): ComponentModel {
  return { provider, component_type, config: config as JsonObject };
}
const society = (name: string, config: object): ComponentModel =>
  component('autogen_agentchat.agents.SocietyOfMindAgent', 'agent', { name, ...config });
const agentTool = (agent: ComponentModel, onlyLast = false): ComponentModel =>
  component('autogen_agentchat.tools.AgentTool', 'tool', { agent, return_value_as_last_message: onlyLast });
const teamTool = (name: string, team: ComponentModel, onlyLast = true): ComponentModel =>
  component('autogen_agentchat.tools.TeamTool', 'tool', {
    name,
    description: name,
    team,
    return_value_as_last_message: onlyLast,
  });

/** What AutoGen wrote as the config of a component, its own prompts among it. */
function goldenConfig(name: string): JsonObject {
  const file = new URL('../../test/fixtures/autogen/golden/components.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as Record<string, ComponentModel>)[name]!.config; // the file holds it
}

const replays = async (rig: Rig, run: Parameters<Rig['service']['replay']>[0]): Promise<void> => {
  expect(await rig.restart().service.replay(run)).toMatchObject({ difference: null });
};

describe('a society of mind', () => {
  const inner = (): ComponentModel =>
    roundRobin(
      [
        assistant('i1', scripted('one'), { system_message: SYSTEM }),
        assistant('i2', scripted('two'), { system_message: SYSTEM }),
      ],
      { max_turns: 2 },
    );
  const som = (prompts: object): ComponentModel =>
    roundRobin([society('som', { team: inner(), model_client: scripted('SUMMARY'), ...prompts })], { max_turns: 1 });
  const prompts = { instruction: null, response_prompt: null };

  it('tells the same as in AutoGen, also with our own words for its prompts', async () => {
    const { instruction, response_prompt } = goldenConfig('som');
    for (const words of [{ instruction, response_prompt }, prompts]) {
      const rig = createRig();
      const run = startRun(rig, som(words));
      expect(await told(rig, run)).toEqual(comparable(golden('runs')['som']!)); // the file holds it
      await replays(rig, run);
    }
  });

  it('leaves the same state', async () => {
    expect(comparable(await stateAfter(som(prompts)))).toEqual(comparable(golden('states')['som']!)); // it is there
  });

  it('tells its team what it was asked before, and answers after every task', async () => {
    const rig = createRig();
    const plan = roundRobin([society('som', { team: inner(), model_client: scripted('S1', 'S2') })], { max_turns: 2 });
    const { run } = await runToEnd(rig, plan);
    expect(messagesOf(rig, run)).toEqual([
      'user: go',
      'i1: one',
      'i2: two',
      'som: S1',
      'i1: one',
      'i2: two',
      'som: S2',
    ]);
    await replays(rig, run);
  });
});

describe('a filter before an agent', () => {
  it('lets through what it names, in its order', async () => {
    const filter = { per_source: [{ source: 'b', position: 'last', count: 1 }, { source: 'user' }] };
    const wrapped_agent = assistant('a', scripted('heard'));
    const rig = createRig();
    const plan = roundRobin(
      [
        assistant('b', scripted('b1')),
        assistant('c', scripted('c1')),
        component('autogen_agentchat.agents.MessageFilterAgent', 'agent', { name: 'a', wrapped_agent, filter }),
      ],
      { max_turns: 3 },
    );
    const { run } = await runToEnd(rig, plan);
    const heard = logOf(rig, run).flatMap(({ body }) =>
      body.type === 'effect-end' && body.place.startsWith('turn/3/') ? [body.usage?.promptTokens] : [],
    );
    expect(messagesOf(rig, run).at(-1)).toBe('a: heard');
    // `b1` and `go`, but not `c1`.
    expect(heard).toEqual([2]);
  });
});

describe('an agent or a team as a tool', () => {
  it('shows what is said inside, and gives the model the conversation without its task', async () => {
    const helper = assistant('helper', scripted('forty-two'));
    const boss = assistant('boss', scripted(calls(['helper', { task: 'work' }]), 'done'), {
      tools: [agentTool(helper)],
      max_tool_iterations: 2,
    });
    const rig = createRig();
    const { run } = await runToEnd(rig, roundRobin([boss], { max_turns: 1 }));
    expect(messagesOf(rig, run)).toEqual([
      'user: go',
      'boss: ToolCallRequestEvent',
      'user: work',
      'helper: forty-two',
      'boss: ToolCallExecutionEvent',
      'boss: done',
    ]);
    const results = logOf(rig, run).flatMap(({ body }) =>
      body.type === 'message' && body.message.type === 'ToolCallExecutionEvent' ? body.message.content : [],
    );
    expect(results).toEqual([{ name: 'helper', call_id: 'c0', content: 'helper: forty-two', is_error: false }]);
    await replays(rig, run);
  });

  it('does one thing at a time where a model calls it twice at once, and remembers', async () => {
    const inner = roundRobin([assistant('x', scripted('x1', 'x2')), assistant('y', scripted('y1', 'y2'))], {
      max_turns: 2,
    });
    const both = calls(['ask', { task: 'A' }], ['ask', { task: 'B' }], ['ask', { job: 'C' }]);
    let delay = 0;
    const rig = createRig({ delayMs: () => (delay = (delay * 7 + 3) % 5) });
    const { run } = await runToEnd(rig, assistant('boss', scripted(both), { tools: [teamTool('ask', inner)] }));
    expect(messagesOf(rig, run)).toEqual([
      'user: go',
      'boss: ToolCallRequestEvent',
      'user: A',
      'x: x1',
      'y: y1',
      'user: B',
      'x: x2',
      'y: y2',
      'boss: ToolCallExecutionEvent',
      'boss: y1\ny2\nThe argument "task" must be a text.',
    ]);
    await replays(rig, run);
  });

  it('stands as deep as one likes: a team in a tool of an agent in a team in a team', async () => {
    const deepest = roundRobin([assistant('deep', scripted('found'))], { max_turns: 1 });
    const middle = assistant('middle', scripted(calls(['ask', { task: 'dig' }])), {
      tools: [teamTool('ask', deepest)],
    });
    const inner = roundRobin([middle], { max_turns: 1, name: 'inner' });
    const rig = createRig();
    const { run } = await runToEnd(rig, roundRobin([inner, assistant('last', scripted('end'))], { max_turns: 2 }));
    expect(messagesOf(rig, run).slice(2)).toEqual([
      'user: dig',
      'deep: found',
      'middle: ToolCallExecutionEvent',
      'middle: found',
      'last: end',
    ]);
    await replays(rig, run);
  });

  it('gives its failure to the model, fails again in the same way, and can be called again', async () => {
    const broken = roundRobin(
      [
        assistant('x', scripted('no', 'no', '{"a": 1}'), {
          structured_message_factory: component(
            'autogen_agentchat.messages.StructuredMessageFactory',
            'structured_message',
            {
              json_schema: { type: 'object', properties: { a: { type: 'integer' } } },
              content_model_name: 'Out',
            },
          ),
        }),
      ],
      { max_turns: 1 },
    );
    const boss = assistant('boss', scripted(calls(['ask', { task: 'A' }]), calls(['ask', { task: 'B' }]), 'done'), {
      tools: [teamTool('ask', broken)],
      max_tool_iterations: 3,
    });
    const rig = createRig();
    const { run, outcome } = await runToEnd(rig, roundRobin([boss], { max_turns: 1 }));
    expect(outcome).toMatchObject({ type: 'ended', reason: 'finished' });
    const results = logOf(rig, run).flatMap(({ body }) =>
      body.type === 'message' && body.message.type === 'ToolCallExecutionEvent' ? body.message.content : [],
    );
    expect(results.map(({ content, is_error }) => [content.slice(0, 21), is_error])).toEqual([
      ['"x" was asked twice, ', true],
      ['{"a":1}', false],
    ]);
    await replays(rig, run);
  });

  it('asks a person inside like any other, and goes on after a restart', async () => {
    const inner = roundRobin([person('you')], { max_turns: 1 });
    const boss = assistant('boss', scripted(calls(['ask', { task: 'choose' }])), { tools: [teamTool('ask', inner)] });
    const rig = createRig();
    const run = startRun(rig, roundRobin([boss], { termination_condition: maxMessages(2) }));
    await until(rig, run, (signal) => signal.type === 'event' && signal.event.body.type === 'hold');
    const place = 'turn/1/boss/call:0/turn/1/you/human:0/human';
    rig.service.control(run, { type: 'answer', place, text: 'blue' });
    await rig.service.settled(run);
    expect(messagesOf(rig, run).at(-1)).toBe('boss: blue');
    await replays(rig, run);
  });
});

describe('an agent that runs code', () => {
  const executor = component('autogen_ext.code_executors.local.LocalCommandLineCodeExecutor', 'code_executor', {});
  const runner = (config: object): ComponentModel =>
    component('autogen_agentchat.agents.CodeExecutorAgent', 'agent', {
      name: 'ce',
      code_executor: executor,
      ...config,
    });
  const CODE = 'do\n```python\nprint(1)\n```';

  it('writes, runs and tells the same as in AutoGen', async () => {
    const { system_message } = goldenConfig('codeexec_model');
    const rig = createRig({ runCode: () => ({ exit_code: 0, output: '1\n' }) });
    const plan = roundRobin([runner({ model_client: scripted(CODE, 'all good'), system_message })], { max_turns: 1 });
    const run = startRun(rig, plan);
    expect(await told(rig, run)).toEqual(comparable(golden('runs')['codeexec']!)); // the file holds it
    await replays(rig, run);
  });

  it('may be a model that runs Python by a tool', async () => {
    const python = component('autogen_ext.tools.code_execution.PythonCodeExecutionTool', 'tool', { executor });
    const rig = createRig({ runCode: () => ({ exit_code: 0, output: '2\n' }) });
    const model = scripted(calls(['CodeExecutor', { code: 'print(1 + 1)' }], ['CodeExecutor', {}]));
    const { run } = await runToEnd(rig, assistant('a', model, { tools: [python] }));
    expect(messagesOf(rig, run).at(-1)).toBe('a: 2\n\nThe argument "code" must be a text.');
    await replays(rig, run);
  });

  it('says that code cannot be run where nothing can run it', async () => {
    const rig = createRig();
    const { run } = await runToEnd(rig, roundRobin([assistant('a', scripted(CODE)), runner({})], { max_turns: 2 }));
    expect(messagesOf(rig, run).at(-1)).toContain('(POSIX exit code: 126)\nIts output was:\nTroupe cannot run code in');
  });
});
