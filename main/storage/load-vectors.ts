import { createRequire } from 'node:module';
import { sep } from 'node:path';
import { AppError, failureText } from '../../shared/failure.ts';
import type { Connection } from './connection.ts';

/** The extension for vectors does not exist for this machine, or was not installed. */
export class VectorsMissingError extends AppError {
  readonly code = 'vectors-missing';
}

/** A question reads all vectors of its space: page by page through the cache takes it twice as long. */
const MAPPED_BYTES = 512 * 1024 * 1024;

const loaded = new WeakSet<Connection>();

/**
 * Brings the extension for vectors (sqlite-vec) into a database, once. Nothing of it is read before somebody has a vector
 * memory.
 * @throws VectorsMissingError
 */
export function loadVectors(connection: Connection): void {
  if (loaded.has(connection)) return;
  connection.loadExtension(extensionFile());
  connection.mapFile(MAPPED_BYTES);
  loaded.add(connection);
}

function extensionFile(): string {
  const require = createRequire(import.meta.url);
  try {
    const { getLoadablePath } = require('sqlite-vec') as { getLoadablePath(): string };
    // SQLite reads the file itself, and cannot look into the archive of a packed application.
    return getLoadablePath().replace(`app.asar${sep}`, `app.asar.unpacked${sep}`);
  } catch (cause) {
    const message = `Memory by meaning needs sqlite-vec, which is not there for this machine. A text memory needs nothing. ${failureText(cause)}`;
    throw new VectorsMissingError(message, { cause });
  }
}
