import { NO_REDACTION } from '../core/redactor.ts';
import { RunId } from '../../shared/ids.ts';
import type { RunEventBody } from '../../shared/run/event.ts';
import { RecordedHistory } from './recorded-history.ts';
import { type AppendOptions, RunLog } from './run-log.ts';

export const RUN = RunId.parse('run-1');

/** A run's log in memory: what was appended, with the status beside it. */
export function memoryLog(redactor = NO_REDACTION): {
  log: RunLog;
  bodies: RunEventBody[];
  statuses: AppendOptions['status'][];
} {
  const bodies: RunEventBody[] = [];
  const statuses: AppendOptions['status'][] = [];
  const log = new RunLog({
    run: RUN,
    lastSequence: 0,
    committer: {
      add: ({ event, status }) => {
        bodies.push(event.body);
        statuses.push(status);
      },
      flushed: () => Promise.resolve(),
    },
    listener: { onCommitted: () => undefined, onLost: () => undefined },
    now: () => 0,
    redactor,
  });
  return { log, bodies, statuses };
}

/** What the log of a run holds, from these events of its own. */
export function recordedFrom(bodies: readonly RunEventBody[], run: RunId = RUN): RecordedHistory {
  return new RecordedHistory(
    bodies.map((body, index) => ({ run, sequence: index + 1, timestampMs: 0, body })),
    RUN,
  );
}
