import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const countsFile = join(dirname(fileURLToPath(import.meta.url)), '..', 'test', 'counts.json');

/** @typedef {Record<string, number>} Counts tests per suite; a suite is a top folder, `e2e` holds the journeys */

/** @returns {Counts} what test/counts.json knows */
export function readCounts() {
  return existsSync(countsFile) ? JSON.parse(readFileSync(countsFile, 'utf8')) : {};
}

/** @param {Counts} counts */
export function writeCounts(counts) {
  const sorted = Object.fromEntries(Object.entries(counts).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(countsFile, `${JSON.stringify(sorted, null, 2)}\n`);
}

/** @param {import('./tally.mjs').Tally} tally */
export function countTests(tally) {
  const entries = Object.entries(tally.suites);
  return Object.fromEntries(entries.map(([suite, { passed, failed, skipped }]) => [suite, passed + failed + skipped]));
}

/**
 * Compares what ran with what the project had before. A skipped test counts as there.
 * @param {Counts} found
 * @param {Counts} known
 * @returns {{ problems: string[], notes: string[] }}
 */
export function compareCounts(found, known) {
  const problems = [];
  const notes = [];
  for (const suite of new Set([...Object.keys(known), ...Object.keys(found)])) {
    const [before, now] = [known[suite] ?? 0, found[suite] ?? 0];
    if (now < before) problems.push(`${suite}: ${now} tests, but test/counts.json knows ${before}`);
    if (now > before) notes.push(`${suite}: ${now} tests, test/counts.json knows ${before}`);
  }
  return { problems, notes };
}

/**
 * A skipped test must say why.
 * @param {import('./tally.mjs').Tally} tally
 * @returns {{ problems: string[], notes: string[] }}
 */
export function judgeSkipped(tally) {
  const problems = tally.skipped
    .filter(({ reason }) => !reason)
    .map(({ title }) => `skipped without a reason: ${title}`);
  const notes = tally.skipped.filter(({ reason }) => reason).map(({ title, reason }) => `skipped: ${title}: ${reason}`);
  return { problems, notes };
}
