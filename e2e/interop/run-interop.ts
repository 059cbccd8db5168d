// npm run test:interop [seed]: compares Troupe with AutoGen 0.7.5 itself. Exit 1 where they differ.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compareCommandLine } from './command-line.ts';
import { compareRuns } from './compare-runs.ts';
import { loadCases } from './load-cases.ts';
import { AFTER_A_FAILURE, undocumented } from './deviations.ts';
import { generateCases } from './generate.ts';
import { judgeLoads } from './judge-loads.ts';
import { compareRefusals } from './refused-cases.ts';
import { printTable, type Verdict, writeSums } from './verdict.ts';
import { ensureVenv } from './venv.mjs';
import { obtainSandbox } from '../../app/engine/real-sandbox.fixture.ts';

const PER_PATTERN = 12;
const seed = Number(process.argv[2] ?? 1);

process.exitCode = (await main()) ? 0 : 1;

async function main(): Promise<boolean> {
  let python: string;
  try {
    python = ensureVenv();
    await obtainSandbox();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return conclude([
      { group: 'AutoGen', name: 'is installed', problems: [`The comparison cannot be made: ${reason}`] },
    ]);
  }
  const inPython = <T>(script: string, input: unknown): T[] => linesOf(python, script, input) as T[];
  const cases = generateCases({ seed, perPattern: PER_PATTERN });
  const loads = loadCases();
  const runs = await compareRuns(cases, (all) => inPython('run.py', all));
  return conclude([
    ...judgeDocs([...AFTER_A_FAILURE, ...cases.flatMap(({ deviations = [] }) => deviations)]),
    ...judgeLoads(loads, inPython('load.py', loads)),
    ...runs.verdicts,
    ...compareRefusals((all) => inPython('run.py', all)),
    ...(await compareCommandLine(cases, runs.streams)),
  ]);
}

function conclude(verdicts: readonly Verdict[]): boolean {
  writeSums(verdicts);
  return printTable(verdicts);
}

function judgeDocs(used: Parameters<typeof undocumented>[0]): Verdict[] {
  const problems = undocumented(used).map((words) => `docs/autogen-differences.md does not say "${words}"`);
  return [{ group: 'deviations', name: 'all are documented', problems }];
}

/** What a Python script prints about its input, a JSON value for each line. */
function linesOf(python: string, script: string, input: unknown): unknown[] {
  const folder = mkdtempSync(join(tmpdir(), 'troupe-interop-'));
  try {
    const file = join(folder, 'input.json');
    writeFileSync(file, JSON.stringify(input));
    const path = fileURLToPath(new URL(script, import.meta.url));
    const { status, stdout, stderr, error } = spawnSync(python, [path, file], {
      encoding: 'utf8',
      maxBuffer: 2 ** 30,
      // Clients of providers look for keys when they are made; nothing is called.
      env: { ...process.env, OPENAI_API_KEY: 'none', ANTHROPIC_API_KEY: 'none', PYTHONUTF8: '1', PYTHONHASHSEED: '0' },
    });
    if (status !== 0)
      throw new Error(`${script} failed:\n${error?.message ?? stderr.split('\n').slice(-15).join('\n')}`);
    return stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as unknown);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
