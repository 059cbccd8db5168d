import { accessSync, constants } from 'node:fs';
import { dirname } from 'node:path';
import { readJsonText } from '../../main/compiler/read-file.ts';
import type { RunService } from '../../main/runs/run-service.ts';
import type { RunId } from '../../shared/ids.ts';
import { isJsonObject, type JsonObject } from '../../shared/json.ts';
import { InvalidFileError } from '../file/invalid-file-error.ts';
import { readTeamText } from '../file/read-team-file.ts';
import { UnwritableFileError, writeUserFile } from '../file/write-user-file.ts';

/**
 * The saved state in a file, in AutoGen's shape. Whether it is a state of this team is known when the team is built.
 * @throws InvalidFileError
 */
export function readStateFile(path: string): JsonObject {
  const read = readJsonText(readTeamText(path));
  if (!read.ok) throw new InvalidFileError(path, read.issues);
  if (isJsonObject(read.value)) return read.value;
  throw notAState(path, 'A saved state is a JSON object, as AutoGen\u2019s save_state gives it.');
}

/** The same problem, told of the file. */
export function notAState(path: string, message: string): InvalidFileError {
  return new InvalidFileError(path, [{ rule: 'not-a-state', severity: 'error', path: '$', message }]);
}

/**
 * Finds out before a run costs anything whether its state can be kept.
 * @throws UnwritableFileError
 */
export function checkStateTarget(path: string): void {
  try {
    accessSync(dirname(path), constants.W_OK);
  } catch (error) {
    throw new UnwritableFileError(path, error);
  }
}

/** Writes the state in which an ended run has left its team. A run that only waits has none yet, and says how to get it. */
export async function saveStateTo(path: string, runs: RunService, run: RunId): Promise<void> {
  if (runs.get(run).endedAtMs !== null) {
    const state = await runs.savedState(run);
    return writeUserFile(path, `${JSON.stringify(state, null, 2)}\n`);
  }
  process.stderr.write(
    `The run has not ended, so its state is not saved yet. Go on with: troupe resume ${run} --save-state ${path}\n`,
  );
}
