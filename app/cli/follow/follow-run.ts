import type { RunId } from '../../../shared/ids.ts';
import { nextOpenHolds, type OpenHolds } from '../../../shared/run/stream-lines.ts';
import type { RunOutcome, RunService } from '../../../main/runs/run-service.ts';
import type { HoldAnswers } from './hold-answers.ts';
import type { RunOutput } from './run-output.ts';

export interface FollowOptions {
  readonly service: Pick<RunService, 'watch' | 'settled'>;
  readonly run: RunId;
  /** Events up to this number were shown before. */
  readonly after: number;
  readonly output: RunOutput;
  readonly answers: HoldAnswers;
}

/** Shows a run and answers its holds until it is no longer worked on here. Gives back what became of it. */
export async function followRun(options: FollowOptions): Promise<RunOutcome> {
  const leave = new AbortController();
  try {
    return await Promise.race([watchToTheEnd(options, leave.signal), options.answers.failure]);
  } finally {
    leave.abort();
  }
}

async function watchToTheEnd(options: FollowOptions, signal: AbortSignal): Promise<RunOutcome> {
  const { service, run, after, output, answers } = options;
  let holds: OpenHolds = [];
  let before: OpenHolds = [];
  let isCaughtUp = false;
  // From the first event on: what a run waits for may stand far back in its log.
  for await (const item of service.watch(run, 0, signal)) {
    if (item.type === 'event') {
      holds = nextOpenHolds(holds, item.event);
      if (item.event.sequence > after) output.event(item.event);
      else before = holds;
    } else {
      output.signal(item);
      if (item.type === 'caught-up') {
        isCaughtUp = true;
        answers.begin(before);
      }
    }
    if (isCaughtUp) answers.update(holds);
  }
  const outcome = await service.settled(run);
  if (outcome.type === 'parked') {
    if (outcome.problem === null) output.parked(run, holds);
    else output.failed(run, outcome.problem);
  }
  return outcome;
}
