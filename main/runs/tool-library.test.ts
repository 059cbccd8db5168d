import { expect, it } from 'vitest';
import type { ComponentModel } from '../../shared/component/envelope.ts';
import type { JsonObject } from '../../shared/json.ts';
import { assistant, calls, createRig, logOf, roundRobin, runToEnd, scripted, tool } from './rig.fixture.ts';

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
