import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * What one test runner did: tests per suite (a top folder, or `processes`), and each skipped test.
 * @typedef {{ passed: number, failed: number, skipped: number }} SuiteTally
 * @typedef {{ title: string, reason: string | null }} SkippedTest
 * @typedef {{ suites: Record<string, SuiteTally>, skipped: SkippedTest[] }} Tally
 */

/** @returns {Tally} */
export function emptyTally() {
  return { suites: {}, skipped: [] };
}

/**
 * @param {Tally} tally
 * @param {{ suite: string, title: string, outcome: 'passed' | 'failed' | 'skipped', reason: string | undefined }} test
 */
export function addTest(tally, { suite, title, outcome, reason }) {
  const counts = (tally.suites[suite] ??= { passed: 0, failed: 0, skipped: 0 });
  counts[outcome] += 1;
  if (outcome === 'skipped') tally.skipped.push({ title, reason: reason ?? null });
}

/** @param {string} file path from the project's folder */
export function suiteOf(file) {
  if (file.endsWith('.process.test.ts')) return 'processes';
  return file.split(/[\\/]/)[0] ?? file;
}

/**
 * @param {string} runner
 * @param {Tally} tally
 */
export function writeTally(runner, tally) {
  mkdirSync(dirname(tallyFile(runner)), { recursive: true });
  writeFileSync(tallyFile(runner), JSON.stringify(tally, null, 2));
}

/** @param {string} runner */
export function clearTally(runner) {
  rmSync(tallyFile(runner), { force: true });
}

/**
 * Reads what a runner wrote.
 * @param {string} runner
 * @returns {Tally | undefined} undefined when it ended before it could write
 */
export function readTally(runner) {
  try {
    return JSON.parse(readFileSync(tallyFile(runner), 'utf8'));
  } catch {
    return undefined;
  }
}

/** @param {string} runner */
const tallyFile = (runner) => join(root, 'node_modules', '.cache', 'troupe', `${runner}-tally.json`);
