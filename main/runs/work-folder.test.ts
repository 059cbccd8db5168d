import { expect, it } from 'vitest';
import type { ComponentModel } from '../../shared/component/envelope.ts';
import type { CreateResult } from '../../shared/chat/llm-message.ts';
import { ContentHash, type RunId } from '../../shared/ids.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { WorkFolder } from '../../shared/run/work-folder.ts';
import type { CodeBlock, CodeResult } from '../sandbox/code-executor.ts';
import {
  assistant,
  calls,
  createRig,
  logOf,
  messagesOf,
  type Rig,
  roundRobin,
  runToEnd,
  scripted,
} from './rig.fixture.ts';

const executor = {
  provider: 'troupe.code_executors.SandboxCodeExecutor',
  component_type: 'code_executor',
  config: {},
};
const runner: ComponentModel = {
  provider: 'autogen_agentchat.agents.CodeExecutorAgent',
  component_type: 'agent',
  config: { name: 'runner', code_executor: executor },
};
const block = (code: string): string => `\`\`\`python\n${code}\n\`\`\``;
const hash = (name: string): ContentHash => ContentHash.parse(name.padEnd(43, '.'));

/** Code that is `+a` makes the file `a`, `-a` takes it away; what it prints is the folder as it found it. */
function runCode([first]: readonly CodeBlock[], folder: WorkFolder): CodeResult {
  const code = first!.code.trim(); // one a message
  const found = { exit_code: 0, output: Object.keys(folder).toSorted().join() || 'empty' };
  if (code === 'look') return found;
  return { ...found, files: { [code.slice(1)]: code.startsWith('+') ? hash(code) : null } };
}

const plan = roundRobin([assistant('writer', scripted(block('+a'), block('+b'), block('-a'), block('look'))), runner], {
  max_turns: 8,
});
const said = ['empty', 'a', 'a,b', 'b'];

it('goes on from step to step, and comes back with every fork and every replay', async () => {
  const rig = createRig({ runCode });
  const { run } = await runToEnd(rig, plan);
  const told = messagesOf(rig, run).filter((line) => line.startsWith('runner'));
  expect(told).toEqual(said.map((folder) => `runner: ${folder}`));
  expect(await rig.restart().service.replay(run)).toMatchObject({ difference: null });
  for (const { sequence } of logOf(rig, run)) {
    const later = rig.restart();
    const fork = later.service.fork(run, sequence);
    expect(await later.service.settled(fork)).toMatchObject({ reason: 'finished' });
    expect(messagesOf(later, fork)).toEqual(messagesOf(rig, run));
  }
});

const python = {
  provider: 'autogen_ext.tools.code_execution.PythonCodeExecutionTool',
  component_type: 'tool',
  config: { executor },
};
const call = (...codes: string[]): CreateResult =>
  calls(...codes.map((code): [string, JsonObject] => ['CodeExecutor', { code }]));
const coder = (name: string, ...answers: Parameters<typeof scripted>): ComponentModel =>
  assistant(name, scripted(...answers), { tools: [python], max_tool_iterations: 2 });
const found = (rig: Rig, run: RunId): string[] =>
  logOf(rig, run).flatMap(({ body }) =>
    body.type === 'message' && body.message.type === 'ToolCallExecutionEvent'
      ? body.message.content.map(({ content }) => content)
      : [],
  );

it('goes on from call to call of a tool that runs code, turn after turn, and comes back with every fork', async () => {
  const rig = createRig({ runCode });
  const one = coder('one', call('+a'), call('+b'), call('-a'), call('look', '+c'), call('look'), 'done');
  const plan = roundRobin([one, assistant('other', scripted('x', 'y'))], { max_turns: 5 });
  const { run } = await runToEnd(rig, plan);
  expect(found(rig, run)).toEqual(['empty', 'a', 'a,b', 'b', 'b', 'b,c']);
  expect(await rig.restart().service.replay(run)).toMatchObject({ difference: null });
  for (const { sequence } of logOf(rig, run)) {
    const later = rig.restart();
    const fork = later.service.fork(run, sequence);
    expect(await later.service.settled(fork)).toMatchObject({ reason: 'finished' });
    expect(messagesOf(later, fork)).toEqual(messagesOf(rig, run));
  }
});

it('is one of its own for each tool of each agent', async () => {
  const rig = createRig({ runCode });
  const plan = roundRobin([coder('one', call('+a'), 'done'), coder('two', call('look'), 'done')], { max_turns: 2 });
  const { run } = await runToEnd(rig, plan);
  expect(found(rig, run)).toEqual(['empty', 'empty']);
});

it('stands in the outcome of the step by the hashes of what changed, and in no message', async () => {
  const rig = createRig({ runCode });
  const { run } = await runToEnd(rig, plan);
  const outcomes = logOf(rig, run).flatMap(({ body }) =>
    body.type === 'effect-end' && body.kind === 'code' ? [body.outcome] : [],
  );
  expect(outcomes).toEqual([
    { exit_code: 0, output: 'empty', files: { a: hash('+a') } },
    { exit_code: 0, output: 'a', files: { b: hash('+b') } },
    { exit_code: 0, output: 'a,b', files: { a: null } },
    { exit_code: 0, output: 'b' },
  ]);
});
