// npm run test:sandbox: the real sandbox. Ways out of it, code without end, tools and teams. Exit 1 where a test fails, or where
// the sandbox cannot be had. An argument runs only tests with these words in their names.
import { addTest, emptyTally, writeTally } from '../../scripts/tally.mjs';
import { containerCases } from './container-cases.ts';
import { escapeCases } from './escape-cases.ts';
import { obtainSandbox } from '../../app/engine/real-sandbox.fixture.ts';
import { teamCases } from './team-cases.ts';
import { toolCases } from './tool-cases.ts';
import { NotHereError, type RealSandbox, type SandboxCase } from './sandbox-case.ts';
import { DEFAULT_MEMORY_MB, SandboxPool } from '../../main/sandbox/sandbox-pool.ts';
import { SandboxSession } from '../../main/sandbox/sandbox-session.ts';

const cases: readonly SandboxCase[] = [...toolCases, ...teamCases, ...containerCases, ...escapeCases];

process.exit((await main(process.argv[2] ?? '')) ? 0 : 1);

async function main(words: string): Promise<boolean> {
  const tally = emptyTally();
  const real = await obtain();
  for (const one of cases.filter(({ name }) => name.includes(words))) {
    const { outcome, detail } = await perform(one, real);
    console.log(`${outcome}  ${one.name}: ${detail}`);
    addTest(tally, { suite: 'sandbox', title: one.name, outcome, reason: detail });
  }
  writeTally('sandbox', tally);
  const { passed = 0, failed = 0, skipped = 0 } = tally.suites['sandbox'] ?? {};
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  return failed === 0;
}

async function obtain(): Promise<RealSandbox | string> {
  try {
    const places = await obtainSandbox();
    const pool = new SandboxPool(() => places);
    return { places, pool, session: new SandboxSession(pool, DEFAULT_MEMORY_MB) };
  } catch (error) {
    return textOf(error);
  }
}

async function perform(
  { run }: SandboxCase,
  real: RealSandbox | string,
): Promise<{ readonly outcome: 'passed' | 'failed' | 'skipped'; readonly detail: string }> {
  if (typeof real === 'string') return { outcome: 'failed', detail: real };
  const started = performance.now();
  try {
    const saw = await run(real);
    return { outcome: 'passed', detail: `${saw} (${((performance.now() - started) / 1000).toFixed(1)} s)` };
  } catch (error) {
    return {
      outcome: error instanceof NotHereError ? 'skipped' : 'failed',
      detail: error instanceof NotHereError ? error.message : textOf(error),
    };
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
