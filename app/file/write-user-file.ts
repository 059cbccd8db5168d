import { writeFileSync } from 'node:fs';
import { AppError, failureText } from '../../shared/failure.ts';

/** A file that the user named cannot be written. */
export class UnwritableFileError extends AppError {
  readonly code = 'unwritable-file';
  constructor(path: string, cause: unknown) {
    super(`"${path}" cannot be written. ${failureText(cause)}`, { cause });
  }
}

/**
 * Writes a file where the user asked for it.
 * @throws UnwritableFileError
 */
export function writeUserFile(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new UnwritableFileError(path, error);
  }
}
