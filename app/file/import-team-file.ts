import type { Engine } from '../../main/rpc/engine.ts';
import { importText } from '../../main/rpc/import-text.ts';
import type { DocumentId } from '../../shared/ids.ts';
import { InvalidFileError } from './invalid-file-error.ts';
import { readTeamText } from './read-team-file.ts';

/**
 * Stores what a file of the user's holds, and names the document to open.
 * @throws InvalidFileError
 */
export function importTeamFile(
  engine: Pick<Engine, 'documents' | 'parts' | 'secrets' | 'settings'>,
  path: string,
): DocumentId {
  const imported = importText(engine, { fileName: path, text: readTeamText(path) });
  if (!imported.ok) throw new InvalidFileError(path, imported.issues);
  return imported.stored.document.id;
}
