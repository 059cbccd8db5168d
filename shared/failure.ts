/**
 * Base of every error that Troupe raises on purpose. One class names one condition.
 * `code` is stable and machine readable, `details` are JSON, the message says what, with which value, and what was expected.
 */
export abstract class AppError extends Error {
  abstract readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(message: string, options: { details?: Readonly<Record<string, unknown>>; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.details = options.details ?? {};
  }
}

/** The text of anything that was thrown: an error's message, else its string form. */
export function failureText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
