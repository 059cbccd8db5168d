import { AppError } from '../../shared/failure.ts';

/** What a caller wants to write does not fit what is stored: a number that is not the next one, a run that is not there. */
export class LogConflictError extends AppError {
  readonly code = 'log-conflict';
}
