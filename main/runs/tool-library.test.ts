import { describe, expect, it } from 'vitest';
import type { ComponentModel } from '../../shared/component/envelope.ts';
import type { RunId } from '../../shared/ids.ts';
import type { JsonObject } from '../../shared/json.ts';
import {
  assistant,
  calls,
  createRig,
  logOf,
  person,
  type Rig,
  roundRobin,
  runToEnd,
  scripted,
  tool,
  until,
} from './rig.fixture.ts';

const library: ComponentModel = {
  provider: 'troupe.tools.ToolLibrary',
  component_type: 'workbench',
  config: { tools: ['weather', 'mail', 'search'].map(tool) } as unknown as JsonObject,
};

const plan = roundRobin(
  [
    assistant('worker', scripted(calls(['find_tools', { query: 'mail' }]), calls(['mail', {}]), 'done', 'bye'), {
      workbench: [library],
      max_tool_iterations: 3,
    }),
  ],
  { max_turns: 1 },
);

it('an agent finds a tool of its library and calls it, and the run replays and forks as it was', async () => {
  const rig = createRig();
  const { run, outcome } = await runToEnd(rig, plan);
  expect(outcome).toMatchObject({ reason: 'finished' });
  const results = logOf(rig, run).flatMap(({ body }) =>
    body.type === 'message' && body.message.type === 'ToolCallExecutionEvent' ? body.message.content : [],
  );
  expect(results.map(({ name, is_error }) => [name, is_error])).toEqual([
    ['find_tools', false],
    ['mail', false],
  ]);
  const later = rig.restart();
  expect(await later.service.replay(run)).toMatchObject({ difference: null });
  expect(later.executed).toEqual([]);
  for (const { sequence } of logOf(rig, run)) {
    const fork = later.service.fork(run, sequence);
    expect(await later.service.settled(fork)).toMatchObject({ reason: 'finished' });
  }
});

describe('a library of 200 tools', () => {
  const many: ComponentModel = {
    provider: 'troupe.tools.ToolLibrary',
    component_type: 'workbench',
    config: {
      tools: [...Array.from({ length: 199 }, (_, index) => `topic_${index}`), 'mail'].map(tool),
    } as unknown as JsonObject,
  };
  const replies = scripted(
    calls(['find_tools', { query: 'send mails' }]),
    'found',
    calls(['mail', { to: 'bo' }]),
    'sent',
  );
  const team = roundRobin(
    [assistant('worker', replies, { workbench: [many], max_tool_iterations: 2 }), person('ada')],
    { max_turns: 3 },
  );
  const toolsOf = async (rig: Rig, run: RunId): Promise<string[][]> => {
    const places = logOf(rig, run).flatMap(({ body }) =>
      body.type === 'effect-end' && body.kind === 'model' ? [body.place] : [],
    );
    const views = await Promise.all(places.map((place) => rig.service.prompt(run, place)));
    return views.map(({ prompt }) => prompt.tools.map(({ name }) => name));
  };
  /** Where the person is asked. */
  const asked = async (rig: Rig, run: RunId): Promise<string> => {
    const signal = await until(rig, run, (one) => one.type === 'event' && one.event.body.type === 'hold');
    return signal.type === 'event' && signal.event.body.type === 'hold' ? signal.event.body.place : '';
  };
  /** Answers the person's question, and gives the tools that were called from there on. */
  const goOn = async (rig: Rig, run: RunId): Promise<string[]> => {
    rig.service.control(run, { type: 'answer', place: await asked(rig, run), text: 'on' });
    expect(await rig.service.settled(run)).toMatchObject({ reason: 'finished' });
    return rig.executed.filter((one) => one.startsWith('tool:'));
  };

  it('is shown to the model as one tool, and then what it found, also after a resume and in a fork', async () => {
    const rig = createRig();
    const start = {
      plan: team,
      title: 'test',
      document: null,
      task: 'go',
      overrides: {},
      debug: false,
      breakpoints: [],
    };
    const run = rig.service.start(start);
    await asked(rig, run);
    await rig.service.close();
    const later = rig.restart();
    later.service.resume(run);
    expect(await goOn(later, run)).toEqual(['tool:mail']);
    expect(await toolsOf(later, run)).toEqual([
      ['find_tools'],
      ...Array.from({ length: 3 }, () => ['find_tools', 'mail']),
    ]);
    const found = logOf(later, run).find(({ body }) => body.type === 'effect-end' && body.kind === 'tool');
    const other = later.restart();
    const fork = other.service.fork(run, found?.sequence ?? 0);
    expect(await goOn(other, fork)).toEqual(['tool:mail']);
  });
});
