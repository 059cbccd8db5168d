import * as z from 'zod';
import { AppError, failureText } from '../../shared/failure.ts';

/** Something stored does not have the shape that it was written in. Names the thing, and the path of what does not fit. */
export class StoredDataError extends AppError {
  readonly code = 'stored-data-invalid';

  constructor({ what, reason, cause }: { what: string; reason: string; cause?: unknown }) {
    super(`Stored data cannot be read: ${what}. ${reason}`, { details: { what, reason }, cause });
  }
}

/**
 * Checks what was stored. `what` names it in the error: "event 12 of run r-1".
 *
 * @throws StoredDataError
 */
export function parseStored<T>(schema: z.ZodType<T>, { value, what }: { value: unknown; what: string }): T {
  const result = schema.safeParse(value);
  if (!result.success) throw new StoredDataError({ what, reason: z.prettifyError(result.error), cause: result.error });
  return result.data;
}

/**
 * Reads stored JSON text.
 *
 * @throws StoredDataError
 */
export function parseJson({ text, what }: { text: string; what: string }): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new StoredDataError({ what, reason: failureText(error), cause: error });
  }
}
