import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { lendSandbox } from '../lend-sandbox.fixture.ts';
import { streamDifference } from './compare.ts';
import type { StreamLine } from './deviations.ts';
import type { InteropCase } from './interop-case.ts';
import type { Verdict } from './verdict.ts';

const TROUPE = fileURLToPath(new URL('../../bin/troupe.mjs', import.meta.url));
/** What run.py types where the person was handed nothing. */
const ANSWERS = 'typed:Enter your response: \n'.repeat(40);

/**
 * Runs some of the cases as a person does, `npx troupe run TEAM.json --task T --jsonl`, and compares what is printed and
 * the exit status. `streams`: what AutoGen told of the first task of each case.
 */
export async function compareCommandLine(
  cases: readonly InteropCase[],
  streams: ReadonlyMap<InteropCase, readonly StreamLine[]>,
): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const one of chosen(cases)) {
    const there = streams.get(one);
    const problems = there === undefined ? ['run.py did not come to it'] : await judge(one, there);
    verdicts.push({ group: 'command line', name: `${one.group}, ${one.name}`, problems, lines: there?.length ?? 0 });
  }
  return verdicts;
}

/** The first of each group, and those of the checklist in which a model runs out of answers. */
function chosen(cases: readonly InteropCase[]): InteropCase[] {
  const ofWords = cases.filter(({ tasks, speaksAtOnce }) => typeof tasks[0] === 'string' && speaksAtOnce !== true);
  const groups = new Set(ofWords.map(({ group }) => group));
  const first = [...groups].flatMap((group) => ofWords.find((one) => one.group === group) ?? []);
  return [
    ...first,
    ...ofWords.filter(({ group, name }) => group === 'checklist' && name.startsWith('20: what was told')),
  ];
}

async function judge(one: InteropCase, there: readonly StreamLine[]): Promise<string[]> {
  const { status, out, err } = await troupeRun(one);
  const here = out.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as StreamLine]));
  const difference = streamDifference({ there, here }, one);
  const expected = here.at(-1)?.['type'] === 'TaskResult' ? 0 : 1;
  return [
    ...(difference === undefined ? [] : [difference]),
    ...(status === expected ? [] : [`it ended with status ${String(status)}, not ${String(expected)}: ${err}`]),
    ...(/^\s+at /m.test(err) ? [`a stack trace stands on standard error: ${err}`] : []),
  ];
}

async function troupeRun({
  group,
  component,
  tasks,
}: InteropCase): Promise<{ status: unknown; out: string; err: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'troupe-interop-'));
  try {
    const file = join(folder, 'team.json');
    writeFileSync(file, JSON.stringify(component));
    if (group === 'code') await lendSandbox(join(folder, 'data'));
    const args = ['run', file, '--task', String(tasks[0]), '--jsonl', '--data', join(folder, 'data')];
    const child = spawn(process.execPath, [TROUPE, ...args], { env: { ...process.env, TROUPE_KEYRING: 'off' } });
    child.stdin.on('error', () => undefined).end(ANSWERS); // a run without a person reads nothing
    const [out, err, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
    return { status, out, err };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
