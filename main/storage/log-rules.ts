import type { EventBatch, RunRow } from '../core/store.ts';
import type { RunEventBody, RunParent } from '../../shared/run/event.ts';
import { LogConflictError } from './log-conflict-error.ts';

/** What every run store checks before it writes, in memory or not. */

/** @throws LogConflictError unless the batch goes on at the number after `lastSequence`, and is all of one run. */
export function checkNumbers({ run, events }: EventBatch, lastSequence: number): void {
  let expected = lastSequence + 1;
  for (const event of events) {
    if (event.run !== run) {
      throw new LogConflictError(`An event of run ${event.run} cannot be written into the log of run ${run}.`);
    }
    if (event.sequence !== expected) {
      throw new LogConflictError(
        `Event ${event.sequence} cannot be written into the log of run ${run}: the next number is ${expected}.`,
        { details: { run, sequence: event.sequence, expected } },
      );
    }
    expected += 1;
  }
}

/** @throws LogConflictError unless the parent is there and has got as far as the child wants to read. */
export function checkParent({ run, sequence }: RunParent, row: Pick<RunRow, 'lastSequence'> | undefined): void {
  if (row === undefined) throw unknownRun(run);
  if (sequence > row.lastSequence) {
    throw new LogConflictError(
      `Run ${run} cannot be forked at event ${sequence}: its last event is ${row.lastSequence}.`,
    );
  }
}

/** @throws LogConflictError unless the log of the run itself, from the end of its prefix on, has got to the checkpoint. */
export function checkCheckpoint(sequence: number, log: { run: string; base: number; lastSequence: number }): void {
  if (sequence >= log.base && sequence <= log.lastSequence) return;
  throw new LogConflictError(
    `A checkpoint at event ${sequence} cannot be kept for run ${log.run}: ` +
      `its own events are ${log.base + 1} to ${log.lastSequence}.`,
  );
}

export function unknownRun(run: string): LogConflictError {
  return new LogConflictError(`There is no run ${run}.`);
}

export function runExists(run: string): LogConflictError {
  return new LogConflictError(`There is a run ${run} already.`);
}

export function placeTaken({ run, place }: { run: string; place: string | null }): LogConflictError {
  return new LogConflictError(`The log of run ${run} has an outcome for ${place} already.`, {
    details: { run, place },
  });
}

/** The time at which these events end the run; null where they do not. */
export function endedAtMs({ events }: EventBatch): number | null {
  return events.find((event) => event.body.type === 'run-end')?.timestampMs ?? null;
}

export function placeOf(body: RunEventBody): string | null {
  return 'place' in body ? body.place : null;
}
