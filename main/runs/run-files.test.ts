import { expect, it } from 'vitest';
import type { ComponentModel } from '../../shared/component/envelope.ts';
import type { ContentHash, RunId } from '../../shared/ids.ts';
import type { CodeBlock, CodeResult } from '../sandbox/code-executor.ts';
import { assistant, createRig, logOf, type Rig, roundRobin, runToEnd, scripted } from './rig.fixture.ts';
import { RunFiles } from './run-files.ts';

const PNG = 'iVBORw0KGgo=';
const runner = (name: string): ComponentModel => ({
  provider: 'autogen_agentchat.agents.CodeExecutorAgent',
  component_type: 'agent',
  config: {
    name,
    sources: ['writer'],
    code_executor: {
      provider: 'troupe.code_executors.SandboxCodeExecutor',
      component_type: 'code_executor',
      config: {},
    },
  },
});

/** Runs code that is JSON: what becomes of files, their contents in base64. */
async function ran(...codes: object[]): Promise<{ rig: Rig; run: RunId; files: RunFiles; steps: number[] }> {
  const kept = new Map<string, ContentHash>();
  const runCode = ([block]: readonly CodeBlock[]): CodeResult => {
    const changes = JSON.parse(block!.code) as Record<string, string | null>; // one block a message
    const files = Object.entries(changes).map(([path, base64]) => {
      const hash = base64 === null ? null : rig.blobs.put(base64);
      if (hash !== null) kept.set(path, hash);
      return [path, hash] as const;
    });
    return { exit_code: 0, output: '', ...(files.length > 0 && { files: Object.fromEntries(files) }) };
  };
  const rig = createRig({ runCode });
  const writer = assistant('writer', scripted(...codes.map((code) => `\`\`\`python\n${JSON.stringify(code)}\n\`\`\``)));
  const { run } = await runToEnd(rig, roundRobin([writer, runner('runner')], { max_turns: codes.length * 2 }));
  const steps = logOf(rig, run).flatMap(({ sequence, body }) =>
    body.type === 'effect-end' && body.kind === 'code' ? [sequence] : [],
  );
  return { rig, run, files: new RunFiles({ store: rig.store, blobs: rig.blobs }), steps };
}
const base64 = (text: string): string => Buffer.from(text).toString('base64');

it('tells what a step left: pictures, texts and others by their contents, with their sizes, and what it deleted', async () => {
  const { run, files, steps } = await ran(
    { 'plot.txt': PNG, 'notes/a.md': base64('Hällo'), 'b.bin': base64('\0') },
    { 'b.bin': null, 'a.csv': base64('1,2\n') },
    {},
  );
  expect(steps.map((sequence) => files.ofStep(run, sequence))).toEqual([
    [
      { path: 'b.bin', kind: 'other', bytes: 1 },
      { path: 'notes/a.md', kind: 'text', bytes: 6 },
      { path: 'plot.txt', kind: 'picture', bytes: 8 },
    ],
    [
      { path: 'a.csv', kind: 'text', bytes: 4 },
      { path: 'b.bin', kind: 'gone', bytes: 0 },
    ],
    [],
  ]);
});

it('gives only contents that the log of the run names, as the step left them', async () => {
  const { rig, run, files, steps } = await ran({ a: base64('one') }, { a: base64('two') }, { a: null });
  const at = (sequence: number, path = 'a'): string | undefined => files.content(run, { sequence, path })?.toString();
  expect(steps.map((sequence) => at(sequence))).toEqual(['one', 'two', undefined]);
  expect([at(1), at(steps[0]!, 'b'), at(steps[0]!, '__proto__'), at(9999)]).toEqual(Array(4).fill(undefined)); // three steps ran
  const lost = new RunFiles({ store: rig.store, blobs: { get: () => undefined } });
  expect(lost.ofStep(run, steps[0]!)).toEqual([{ path: 'a', kind: 'lost', bytes: 0 }]); // three steps ran
});

it('tells all files as the run left them, also those that a fork has from its parent', async () => {
  const { rig, run, files, steps } = await ran({ a: base64('one'), b: base64('b') }, { a: base64('two') }, { b: null });
  const keptBy = (id: RunId): string[] =>
    [...files.kept(id)].map(({ owner, path, content }) => `${owner}/${path}: ${content?.toString() ?? 'lost'}`);
  expect(keptBy(run)).toEqual(['runner/a: two']);
  const fork = rig.service.fork(run, steps[0]!, { debug: true, breakpoints: [] }); // three steps ran
  expect(keptBy(fork)).toEqual(['runner/a: one', 'runner/b: b']);
  await rig.service.close();
});
