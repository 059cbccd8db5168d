// npm test, npm run check (--quick) and npm run e2e (--journeys, then what Playwright takes).
// Ends with one line "N passed, M failed": tests, comparisons with AutoGen, and each check as one.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBrowser, missingBrowserMessage } from './browser.mjs';
import { compareCounts, countTests, judgeSkipped, readCounts, writeCounts } from './counts.mjs';
import { runAloud, runSideBySide } from './step.mjs';
import { clearTally, readTally } from './tally.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

const BUILD = { name: 'build', script: 'scripts/build.mjs', args: [] };
/** @type {readonly import('./step.mjs').Step[]} */
const CHECKS = [
  { name: 'types', script: 'node_modules/typescript/bin/tsc', args: ['-b'] },
  { name: 'lint', script: 'node_modules/oxlint/bin/oxlint', args: ['--deny-warnings', '--format=unix'] },
  {
    name: 'format',
    script: 'node_modules/prettier/bin/prettier.cjs',
    args: ['--check', '--log-level=warn', '--cache', '--cache-location=node_modules/.cache/troupe/prettier', '.'],
  },
  { name: 'imports', script: 'scripts/check-imports.mjs', args: [] },
  { name: 'unused code', script: 'node_modules/knip/bin/knip.js', args: [] },
  BUILD,
];
const UNIT_TESTS = {
  name: 'unit tests',
  script: 'node_modules/vitest/vitest.mjs',
  args: [
    'run',
    '--reporter=dot',
    '--reporter=./scripts/vitest-tally.mjs',
    ...(process.stdout.isTTY ? [] : ['--no-color']),
  ],
};
/** Without those that start processes, which take longer than all others. */
const QUICK_TESTS = { ...UNIT_TESTS, args: [...UNIT_TESTS.args, '--project=!processes'] };
const INTEROP = { name: 'interop', script: 'e2e/interop/run-interop.ts', args: [] };
/** The short form: two kills a team. */
const CRASH = { name: 'crash', script: 'e2e/crash/run-crash.ts', args: ['20'] };
const LIVE = { name: 'live', script: 'e2e/live/run-live.ts', args: [] };
const SERVERS = { name: 'servers', script: 'e2e/servers/run-servers.ts', args: [] };
const SANDBOX = { name: 'sandbox', script: 'e2e/sandbox/run-sandbox.ts', args: [] };
const JOURNEYS = { name: 'journeys', script: 'node_modules/@playwright/test/cli.js', args: ['test'] };
/** Suites in test/counts.json that are no folder of unit tests, by the runner that answers for them. */
const SUITES = {
  crash: 'crash',
  interop: 'interop',
  live: 'live',
  sandbox: 'sandbox',
  servers: 'servers',
  playwright: 'e2e',
};

/** @typedef {{ passed: number, failed: number }} Score */

const [first, ...others] = process.argv.slice(2);
process.exitCode = first === '--journeys' ? await runJourneysOnly(others) : await runEverything(process.argv.slice(2));

/** @param {readonly string[]} flags */
async function runEverything(flags) {
  const unknown = flags.find((flag) => !['--quick', '--update-counts'].includes(flag));
  if (unknown !== undefined) {
    console.error(`Unknown option ${unknown}. Known are --quick and --update-counts.`);
    return 2;
  }
  const counting = flags.includes('--update-counts') ? 'write' : 'compare';
  const started = performance.now();
  const checks = await runSideBySide(CHECKS);
  const scores = checks.map(toScore);
  const isQuick = flags.includes('--quick');
  scores.push(await runTests({ runner: 'vitest', step: isQuick ? QUICK_TESTS : UNIT_TESTS, counting }));
  const isBuilt = checks.some(({ name, isOk }) => name === BUILD.name && isOk);
  if (!isQuick) {
    scores.push(await runTests({ runner: 'crash', step: CRASH, counting }));
    scores.push(await runTests({ runner: 'interop', step: INTEROP, counting }));
    scores.push(await runTests({ runner: 'live', step: LIVE, counting }));
    scores.push(await runTests({ runner: 'servers', step: SERVERS, counting }));
    scores.push(await runTests({ runner: 'sandbox', step: SANDBOX, counting }));
    scores.push(await runJourneys({ isBuilt, counting, args: [] }));
  }
  return conclude(scores, started);
}

/** @param {readonly string[]} args options and filters of Playwright */
async function runJourneysOnly(args) {
  const started = performance.now();
  const checks = await runSideBySide([BUILD]);
  const counting = args.length > 0 ? 'leave' : 'compare';
  const isBuilt = checks.every(({ isOk }) => isOk);
  return conclude([...checks.map(toScore), await runJourneys({ isBuilt, counting, args })], started);
}

/** @typedef {'compare' | 'write' | 'leave'} Counting what to do with test/counts.json */

/** @param {{ isBuilt: boolean, counting: Counting, args: readonly string[] }} options */
async function runJourneys({ isBuilt, counting, args }) {
  if (!isBuilt) return failure('The journeys did not run: the build failed.');
  const browser = ensureBrowser(root);
  if (browser === undefined) return failure(missingBrowserMessage());
  process.env['CHROMIUM'] = browser;
  console.log(`\nBrowser: ${browser}`);
  return runTests({ runner: 'playwright', step: { ...JOURNEYS, args: [...JOURNEYS.args, ...args] }, counting });
}

/**
 * Runs one test runner and reads from its tally what came of it.
 * @param {{ runner: 'vitest' | 'crash' | 'interop' | 'live' | 'servers' | 'sandbox' | 'playwright', step: import('./step.mjs').Step, counting: Counting }} options
 * @returns {Promise<Score>}
 */
async function runTests({ runner, step, counting }) {
  clearTally(runner);
  const { isOk } = await runAloud(step);
  const tally = readTally(runner);
  if (tally === undefined) return failure(`${step.name}: the runner ended without a result.`);
  const suites = Object.values(tally.suites);
  const [passed, failed] = [sum(suites.map((suite) => suite.passed)), sum(suites.map((suite) => suite.failed))];
  const skipped = judgeSkipped(tally);
  const counted = judgeCounts(
    countTests(tally),
    counting,
    (suite) => runnerOf(suite) === runner && !(step === QUICK_TESTS && suite === 'processes'),
  );
  for (const note of [...skipped.notes, ...counted.notes]) console.log(`  ${note}`);
  const problems = [...skipped.problems, ...counted.problems];
  for (const problem of problems) failure(problem);
  // A runner can fail beside its tests: nothing ran, or an error nobody caught.
  const beside = !isOk && failed === 0 ? 1 : 0;
  const score = { passed, failed: failed + problems.length + beside };
  console.log(`${step.name}: ${score.passed} passed, ${score.failed} failed`);
  return score;
}

/** @param {string} suite */
function runnerOf(suite) {
  return Object.entries(SUITES).find(([, own]) => own === suite)?.[0] ?? 'vitest';
}

/**
 * @param {import('./counts.mjs').Counts} found
 * @param {Counting} counting
 * @param {(suite: string) => boolean} isOurs whether the runner answers for a suite
 */
function judgeCounts(found, counting, isOurs) {
  const known = Object.entries(readCounts());
  if (counting === 'write') writeCounts({ ...Object.fromEntries(known.filter(([suite]) => !isOurs(suite))), ...found });
  if (counting !== 'compare') return { problems: [], notes: [] };
  const { problems, notes } = compareCounts(found, Object.fromEntries(known.filter(([suite]) => isOurs(suite))));
  if (problems.length > 0) notes.push('If tests were taken away on purpose: npm test -- --update-counts');
  return { problems, notes };
}

/** @param {import('./step.mjs').StepResult} result */
function toScore({ isOk }) {
  return { passed: isOk ? 1 : 0, failed: isOk ? 0 : 1 };
}

/**
 * @param {string} message
 * @returns {Score}
 */
function failure(message) {
  console.log(`  FAILED  ${message}`);
  return { passed: 0, failed: 1 };
}

/** @param {readonly number[]} numbers */
function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}

/**
 * Prints the last line.
 * @param {readonly Score[]} scores
 * @param {number} started
 * @returns the exit status
 */
function conclude(scores, started) {
  const [passed, failed] = [sum(scores.map((score) => score.passed)), sum(scores.map((score) => score.failed))];
  console.log(`\nTook ${((performance.now() - started) / 1000).toFixed(0)} s.`);
  console.log(`${passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}
