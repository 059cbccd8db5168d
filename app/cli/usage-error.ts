import { AppError } from '../../shared/failure.ts';

/** The command line was not understood. The message says what to write instead. */
export class UsageError extends AppError {
  readonly code = 'usage';
}
