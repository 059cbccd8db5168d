import { AppError } from '../../shared/failure.ts';

/** A memory that cannot be made here. `compile` finds such plans before they are run. */
export class UnknownMemoryError extends AppError {
  readonly code = 'unknown-memory';
}
