import { AppError } from '../../shared/failure.ts';
import type { RunId } from '../../shared/ids.ts';

/** There is no run of that id. */
export class RunNotFoundError extends AppError {
  readonly code = 'run-not-found';
  constructor(run: RunId) {
    super(`There is no run "${run}" here. \`troupe runs list\` names those that are.`);
  }
}

/** The log of the run knows no model call of that place. */
export class PromptNotFoundError extends AppError {
  readonly code = 'prompt-not-found';
  constructor(place: string) {
    super(`The log of this run holds no model call at "${place}".`);
  }
}

/** A past request cannot be made again: the run goes another way than its log by now. */
export class CannotRebuildError extends AppError {
  readonly code = 'cannot-rebuild';
  constructor(reason: string, options: { cause?: unknown } = {}) {
    super(
      `This request cannot be made again as it was. Another version of Troupe may have made it. (${reason})`,
      options,
    );
  }
}

/** The run has ended, so it cannot be controlled or resumed. */
export class RunNotOpenError extends AppError {
  readonly code = 'run-not-open';
  constructor(run: RunId) {
    super(`Run "${run}" has ended. Give it a new task, or fork it, to go on from there.`);
  }
}

/** Another live Troupe works on the run. */
export class RunBusyError extends AppError {
  readonly code = 'run-busy';
  constructor(run: RunId) {
    super(`Another Troupe works on run "${run}" now. Close it there first.`);
  }
}

/** What is asked for needs an ended run. */
export class RunNotEndedError extends AppError {
  readonly code = 'run-not-ended';
  constructor(run: RunId) {
    super(`Run "${run}" has not ended yet. Resume or stop it first.`);
  }
}
