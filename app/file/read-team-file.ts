import { readFileSync, statSync } from 'node:fs';
import { MAX_FILE_BYTES, readFile, tooLarge, type ReadContent } from '../../main/compiler/read-file.ts';
import { failureText } from '../../shared/failure.ts';
import { InvalidFileError } from './invalid-file-error.ts';

/**
 * Reads a file of the user's. Nothing in it is run.
 * @throws InvalidFileError
 */
export function readTeamFile(path: string): ReadContent {
  const content = readFile(readTeamText(path));
  if (!content.ok) throw new InvalidFileError(path, content.issues);
  return content;
}

/**
 * The text of a file of the user's, which may be anything.
 * @throws InvalidFileError when it cannot be read, or is too large to be a team.
 */
export function readTeamText(path: string): string {
  try {
    const { size } = statSync(path);
    if (size > MAX_FILE_BYTES) throw new InvalidFileError(path, [tooLarge(size)]);
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof InvalidFileError) throw error;
    const message = reasonOf(error);
    throw new InvalidFileError(path, [{ rule: 'unreadable-file', severity: 'error', path: '', message }]);
  }
}

/** Why a file cannot be read, as a sentence for whoever chose it. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'There is no such file.';
  if (code === 'EISDIR') return 'This is a folder.';
  if (code === 'EACCES' || code === 'EPERM') return 'You may not read this file.';
  return failureText(error);
}
