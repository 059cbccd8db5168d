import { expect, it } from 'vitest';
import type { ComponentModel } from '../../shared/component/envelope.ts';
import { ContentHash } from '../../shared/ids.ts';
import type { CodeBlock, CodeResult, WorkFolder } from '../sandbox/code-executor.ts';
import { assistant, createRig, logOf, messagesOf, roundRobin, runToEnd, scripted } from './rig.fixture.ts';

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
