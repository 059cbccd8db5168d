import { assertNever } from '../../shared/assert-never.ts';
import type { RunId } from '../../shared/ids.ts';
import { costWords } from '../../shared/run/money-words.ts';
import { nextOpenHolds, toStreamLines, waitingLine, type OpenHolds } from '../../shared/run/stream-lines.ts';
import type { RunStatus, RunSummary } from '../../shared/run/summary.ts';
import type { Engine } from '../../main/rpc/engine.ts';
import { terminalText } from '../../shared/visible-text.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import type { Command } from './parse-command.ts';
import { runNamed } from './run-named.ts';
import { fileLines, saveFiles } from './runs-files.ts';
import { terminalEngine } from './terminal-engine.ts';

/** `troupe runs [list | show RUN | export RUN | files RUN]` */
export async function runs(
  command: Extract<Command, { type: 'runs-list' | 'runs-show' | 'runs-export' | 'runs-files' }>,
): Promise<ExitStatus> {
  const { engine, close } = terminalEngine(command.data);
  try {
    if (command.type === 'runs-files' && command.to !== undefined) {
      const run = engine.runs.get(runNamed(command.run)).id;
      return await saveFiles(engine.runFiles.kept(run), command.to);
    }
    await printLines(linesOf(engine, command));
    return EXIT.finished;
  } finally {
    await close();
  }
}

function linesOf(engine: Engine, command: Parameters<typeof runs>[0]): Iterable<string> {
  switch (command.type) {
    case 'runs-list':
      return listLines(engine.runs.list({}));
    case 'runs-show':
      return streamLines(engine, engine.runs.get(runNamed(command.run)));
    case 'runs-export':
      return logLines(engine, engine.runs.get(runNamed(command.run)).id);
    case 'runs-files':
      return fileLines(engine.runFiles, engine.runs.get(runNamed(command.run)).id);
    default:
      return assertNever(command);
  }
}

function listLines(summaries: readonly RunSummary[]): string[] {
  if (summaries.length === 0) return ['There are no runs here yet.'];
  const width = Math.max(...summaries.map(({ id }) => id.length));
  return summaries.map(({ id, status, createdAtMs, title, stopReason, costUsd, unpricedCalls }) => {
    const time = new Date(createdAtMs).toISOString().slice(0, 16).replace('T', ' ');
    const cost = unpricedCalls > 0 && costUsd === 0 ? costWords(null) : costUsd > 0 ? costWords(costUsd) : '';
    const parts = [id.padEnd(width), status.padEnd(11), time, title, cost, stopReason ?? ''];
    return terminalText(parts.filter((part) => part !== '').join('  '));
  });
}

const PARKED: ReadonlySet<RunStatus> = new Set(['paused', 'waiting', 'interrupted']);

/** What `troupe run --jsonl` printed of the run, and what a resume added to it. */
function* streamLines({ runStore }: Engine, { id, status }: RunSummary): Generator<string> {
  let holds: OpenHolds = [];
  for (const event of runStore.scan(id, 0)) {
    holds = nextOpenHolds(holds, event);
    yield* toStreamLines(event);
  }
  if (PARKED.has(status)) yield waitingLine(id, holds);
}

function* logLines({ runStore }: Engine, run: RunId): Generator<string> {
  for (const event of runStore.scan(run, 0)) yield JSON.stringify(event);
}

/** A log can be longer than a pipe takes at once. A reader that leaves meanwhile ends the program: see `runCommandLine`. */
async function printLines(lines: Iterable<string>): Promise<void> {
  for (const line of lines) if (!process.stdout.write(`${line}\n`)) await drained();
}

function drained(): Promise<void> {
  return new Promise((resolve) => process.stdout.once('drain', resolve));
}
