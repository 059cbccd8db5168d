import { describe, expect, it } from 'vitest';
import type { ComponentModel } from '../../shared/component/envelope.ts';
import type { RunId } from '../../shared/ids.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { Span } from '../traces/span.ts';
import { SpanFold } from '../traces/span-fold.ts';
import {
  assistant,
  calls,
  createRig,
  logOf,
  type Rig,
  roundRobin,
  runToEnd,
  scripted,
  tool,
  until,
} from './rig.fixture.ts';
import { graphTeam, team } from './team-plans.fixture.ts';

function spansOf(rig: Rig, run: RunId, hasContent = false): Span[] {
  const fold = new SpanFold(run, { hasContent });
  return logOf(rig, run).flatMap((event) => fold.add(event));
}

/** `parent > span` of each, sorted. */
function tree(spans: readonly Span[]): string[] {
  const names = new Map(spans.map(({ spanId, name }) => [spanId, name]));
  return spans
    .map(({ name, parentSpanId }) => `${parentSpanId === undefined ? '' : (names.get(parentSpanId) ?? '?')} > ${name}`)
    .toSorted();
}

async function treeOf(plan: ComponentModel): Promise<string[]> {
  const rig = createRig({ delayMs: () => 1 });
  const { run } = await runToEnd(rig, plan);
  return tree(spansOf(rig, run));
}

const asTool = (kind: 'AgentTool' | 'TeamTool', config: object): ComponentModel => ({
  provider: `autogen_agentchat.tools.${kind}`,
  component_type: 'tool',
  config: config as JsonObject,
});

describe('spans of speakers at the same time', () => {
  const looking = (name: string): ComponentModel =>
    assistant(name, scripted(calls([`look_${name}`, {}])), { tools: [tool(`look_${name}`)] });

  it('stand below the speaker that made them, in a broadcast', async () => {
    expect(await treeOf(team('troupe.teams.Broadcast', [looking('a'), looking('b')], { rounds: 1 }))).toEqual([
      ' > invoke_agent test',
      'invoke_agent a > chat scripted',
      'invoke_agent a > execute_tool look_a',
      'invoke_agent b > chat scripted',
      'invoke_agent b > execute_tool look_b',
      'invoke_agent test > invoke_agent a',
      'invoke_agent test > invoke_agent b',
    ]);
  });

  it('stand below the speaker that made them, in a wave of a graph', async () => {
    const flow = graphTeam([assistant('start', scripted('go')), looking('a'), looking('b')], {
      start: ['a', 'b'],
      a: [],
      b: [],
    });
    expect(await treeOf(flow)).toEqual([
      ' > invoke_agent test',
      'invoke_agent a > chat scripted',
      'invoke_agent a > execute_tool look_a',
      'invoke_agent b > chat scripted',
      'invoke_agent b > execute_tool look_b',
      'invoke_agent start > chat scripted',
      'invoke_agent test > invoke_agent a',
      'invoke_agent test > invoke_agent b',
      'invoke_agent test > invoke_agent start',
    ]);
  });
});

describe('spans of agents and teams as tools', () => {
  const inner = roundRobin([assistant('deep', scripted('found'))], { max_turns: 1 });
  const tools = [
    asTool('TeamTool', { name: 'ask', description: 'ask', team: inner, return_value_as_last_message: true }),
    asTool('AgentTool', { agent: assistant('helper', scripted('forty-two')) }),
  ];
  const boss = assistant(
    'boss',
    scripted(calls(['ask', { task: 'dig' }], ['helper', { task: 'help' }], ['nobody', {}]), calls(['ask', {}]), 'done'),
    { tools, max_tool_iterations: 3 },
  );

  it('stand below the call that asked them, and a call that nothing answers has a span too', async () => {
    expect(await treeOf(roundRobin([boss], { max_turns: 1 }))).toEqual([
      ' > invoke_agent test',
      'execute_tool ask > invoke_agent deep',
      'execute_tool helper > invoke_agent helper',
      'invoke_agent boss > chat scripted',
      'invoke_agent boss > chat scripted',
      'invoke_agent boss > chat scripted',
      'invoke_agent boss > execute_tool ask',
      'invoke_agent boss > execute_tool ask',
      'invoke_agent boss > execute_tool helper',
      'invoke_agent boss > execute_tool nobody',
      'invoke_agent deep > chat scripted',
      'invoke_agent helper > chat scripted',
      'invoke_agent test > invoke_agent boss',
    ]);
  });

  it('say what the call was, and that it failed; what was said only where it is asked for', async () => {
    const rig = createRig();
    const { run } = await runToEnd(rig, roundRobin([boss], { max_turns: 1 }));
    const attributesOf = (hasContent: boolean) =>
      spansOf(rig, run, hasContent).flatMap(({ name, attributes, error }) =>
        name === 'execute_tool helper' || name === 'execute_tool nobody' ? [{ attributes, error }] : [],
      );
    const common = {
      'gen_ai.conversation.id': run,
      'gen_ai.operation.name': 'execute_tool',
      'gen_ai.tool.type': 'function',
    };
    const helper = { ...common, 'gen_ai.tool.name': 'helper', 'gen_ai.tool.call.id': 'c1' };
    const nobody = {
      ...common,
      'gen_ai.tool.name': 'nobody',
      'gen_ai.tool.call.id': 'c2',
      'error.type': 'tool_error',
    };
    const error = 'The tool answered with an error.';
    expect(attributesOf(false)).toEqual([
      { attributes: helper, error: undefined },
      { attributes: nobody, error },
    ]);
    const content = (given: string, result: string) => ({
      'gen_ai.tool.call.arguments': given,
      'gen_ai.tool.call.result': result,
    });
    expect(attributesOf(true)).toEqual([
      { attributes: { ...helper, ...content('{"task":"help"}', 'helper: forty-two') }, error: undefined },
      { attributes: { ...nobody, ...content('{}', "Error: tool 'nobody' not found in any workbench") }, error },
    ]);
  });

  it('end with the turn where a run is stopped within them', async () => {
    const rig = createRig({ delayMs: () => 5 });
    const run = rig.service.start({
      plan: roundRobin([boss], { max_turns: 1 }),
      title: 'test',
      document: null,
      task: 'go',
      overrides: {},
      debug: false,
      breakpoints: [],
    });
    await until(
      rig,
      run,
      ({ type, ...signal }) => type === 'event' && JSON.stringify(signal).includes('"speaker":"deep"'),
    );
    rig.service.control(run, { type: 'stop' });
    await rig.service.settled(run);
    const spans = spansOf(rig, run);
    expect(tree(spans)).not.toContainEqual(expect.stringContaining('? >'));
    expect(spans.find(({ name }) => name === 'execute_tool ask')?.attributes).toMatchObject({
      'error.type': 'abandoned',
    });
  });
});

describe('spans of a run that goes on from another', () => {
  const plan = roundRobin(
    [assistant('a', scripted(calls(['look', {}]), 'done'), { max_tool_iterations: 2, tools: [tool('look')] })],
    { max_turns: 1 },
  );

  it('are its own, below its own root, in a trace that is linked to the first', async () => {
    const rig = createRig();
    const { run } = await runToEnd(rig, plan);
    const next = rig.service.followUp(run, 'more');
    await rig.service.settled(next);
    const first = spansOf(rig, run);
    const second = spansOf(rig, next);
    expect(tree(second)).toEqual(tree(first));
    const root = first.at(-1)!; // a run ends with its root
    expect(second.map(({ links }) => links)).toEqual([
      ...second.slice(1).map(() => []),
      [{ traceId: root.traceId, spanId: root.spanId }],
    ]);
    expect(new Set(second.map(({ traceId }) => traceId)).size).toBe(1);
    expect(second[0]?.traceId).not.toBe(root.traceId);
  });

  it('begin within the turn and the call where a fork was made', async () => {
    const rig = createRig();
    const { run } = await runToEnd(rig, plan);
    const { sequence } = logOf(rig, run).find(
      ({ body }) => body.type === 'message' && body.message.type === 'ToolCallRequestEvent',
    )!; // the agent calls a tool
    const fork = rig.service.fork(run, sequence);
    await rig.service.settled(fork);
    expect(tree(spansOf(rig, fork))).toEqual([
      ' > invoke_agent test',
      'invoke_agent a > chat scripted',
      'invoke_agent a > execute_tool look',
      'invoke_agent test > invoke_agent a',
    ]);
  });
});
