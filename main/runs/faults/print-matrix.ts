// npm run test:faults: every kind of fault by every client, through the door of a run service on SQLite, as a table.
import { type Subject, subjects } from '../../models/contract/subjects.ts';
import { ANSWER, type FaultKind, faultKinds } from './fault-kinds.ts';
import { createFaultMachine, type FaultMachine } from './fault-machine.ts';
import { endingFor, type FaultRun, runWithFault } from './run-with-fault.ts';

interface Cell {
  readonly text: string;
  /** Why this client cannot have this fault. */
  readonly reason?: string;
  /** Undefined: as it shall be. */
  readonly problem?: string;
}

async function main(): Promise<void> {
  const machine = createFaultMachine();
  const rows: Cell[][] = [];
  for (const kind of faultKinds) {
    rows.push(await Promise.all(subjects.map((subject) => cellOf(kind, subject, machine))));
  }
  await machine.close();
  print(rows);
  const cells = rows.flat();
  const problems = cells.flatMap(({ problem }) => problem ?? []);
  const reasons = cells.flatMap(({ reason }) => reason ?? []);
  console.log('\n– stands where there can be no such fault:');
  for (const reason of reasons) console.log(`  ${reason}`);
  const count = cells.length - reasons.length;
  console.log(
    `\n${faultKinds.length} kinds of fault, ${subjects.length} clients, ${count - problems.length} of ${count} as they shall be.`,
  );
  for (const problem of problems) console.log(problem);
  process.exitCode = problems.length === 0 ? 0 : 1;
}

async function cellOf(kind: FaultKind, subject: Subject, machine: FaultMachine): Promise<Cell> {
  const reason = kind.cannotBe?.(subject);
  if (reason !== undefined) return { text: '–', reason: `${kind.name} by ${subject.name}: ${reason}` };
  const came = await runWithFault(kind, subject, machine);
  const wanted = endingFor(kind, subject);
  const isRight =
    came.end === wanted.end &&
    came.attempts.join() === wanted.attempts.join() &&
    came.said.join() === (came.end === 'answer' ? ANSWER : '');
  const text = wordsOf(came);
  if (isRight) return { text };
  const problem = `${kind.name} by ${subject.name}: ${JSON.stringify(came)} in place of ${JSON.stringify(wanted)}`;
  return { text: `WRONG: ${text}`, problem };
}

function wordsOf({ attempts, end }: FaultRun): string {
  const tries = attempts.length === 0 ? '' : `, ${attempts.length} tried again`;
  return `${end}${tries}`;
}

function print(rows: readonly (readonly Cell[])[]): void {
  const table = [
    ['', ...subjects.map(({ name }) => name)],
    ...rows.map((row, index) => [faultKinds[index]?.name ?? '', ...row.map(({ text }) => text)]),
  ];
  const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  for (const row of table)
    console.log(
      row
        .map((text, column) => text.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
}

await main();
