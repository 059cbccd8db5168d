import { AppError, failureText } from '../../shared/failure.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { EffectError } from '../../shared/run/event.ts';

/** Anything that was thrown, as it is kept in the log. */
export function toEffectError(error: unknown): EffectError {
  const details =
    error instanceof AppError && Object.keys(error.details).length > 0 ? { details: error.details as JsonObject } : {};
  return { code: error instanceof AppError ? error.code : 'unexpected', message: failureText(error), ...details };
}
