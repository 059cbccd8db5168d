import { addTest, emptyTally, writeTally } from '../../scripts/tally.mjs';

/** What came of one comparison. */
export interface Verdict {
  readonly group: string;
  readonly name: string;
  /** Empty where all is equal. */
  readonly problems: readonly string[];
  /** Lines of streams that were compared. */
  readonly lines?: number;
}

/** Prints what differs, a table of the groups, and the sum. True where nothing differs. */
export function printTable(verdicts: readonly Verdict[]): boolean {
  const failed = verdicts.filter(({ problems }) => problems.length > 0);
  for (const { group, name, problems } of failed) console.log(`FAILED ${group} | ${name}\n  ${problems.join('\n  ')}`);
  const groups = [...new Set(verdicts.map(({ group }) => group))];
  const width = Math.max(...groups.map(({ length }) => length));
  console.log(`${'compared'.padEnd(width)}  passed  failed   lines`);
  for (const group of groups) {
    const all = verdicts.filter((one) => one.group === group);
    const bad = failed.filter((one) => one.group === group).length;
    const lines = all.reduce((sum, one) => sum + (one.lines ?? 0), 0);
    const numbers = [all.length - bad, bad, lines].map((count) => String(count).padStart(6));
    console.log(`${group.padEnd(width)}  ${numbers.join('  ')}`);
  }
  console.log(`${String(verdicts.length - failed.length)} passed, ${String(failed.length)} failed`);
  return failed.length === 0;
}

/** Leaves the sums where `npm test` reads them. */
export function writeSums(verdicts: readonly Verdict[]): void {
  const tally = emptyTally();
  for (const { group, name, problems } of verdicts) {
    const outcome = problems.length > 0 ? 'failed' : 'passed';
    addTest(tally, { suite: 'interop', title: `${group} > ${name}`, outcome, reason: undefined });
  }
  writeTally('interop', tally);
}
