import { AppError } from '../../shared/failure.ts';

/** A run that is entered again has come to a turn that was abandoned: here its task ended, by a stop or a failure. */
export class TurnCutError extends AppError {
  readonly code = 'turn-cut';
  constructor(path: string) {
    super(`The turn ${path} was abandoned.`);
  }
}
