import type { RunEvent } from '../../../shared/run/event.ts';
import type { OpenHolds } from '../../../shared/run/stream-lines.ts';
import type { RunSignal } from '../../../shared/run/wire.ts';
import type { RunId } from '../../../shared/ids.ts';

/** Shows a run in the terminal, one way or another. */
export interface RunOutput {
  /** An event that was shown before, by the command that this one goes on with: nothing is shown of it. */
  recall(event: RunEvent): void;
  /** A committed event, in order. */
  event(event: RunEvent): void;
  /** Anything else on the wire. */
  signal(signal: Exclude<RunSignal, { type: 'event' }>): void;
  /** The run is parked, with these holds open. */
  parked(run: RunId, holds: OpenHolds): void;
  /** The run is parked because something went wrong: what, in words. */
  failed(run: RunId, problem: string): void;
}
