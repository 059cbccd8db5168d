import { readFile } from '../compiler/read-file.ts';
import type { DocumentVersion } from '../core/store.ts';
import type { TeamDocument } from '../../shared/team/document.ts';
import type { Issue } from '../../shared/team/issue.ts';
import { markImported } from './document-trust.ts';
import type { Engine } from './engine.ts';
import { keepSecretIn } from './keep-secret.ts';
import { newDocumentId, newPartId, toDrawings } from './to-drawings.ts';

/** What became of a file. Nothing is stored of one that is invalid. */
export type ImportedText =
  | { readonly ok: true; readonly stored: DocumentVersion; readonly notes: readonly Issue[] }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** Stores what a file holds as documents, and gives back the first. Nothing in it is run. */
export function importText(
  engine: Pick<Engine, 'documents' | 'parts' | 'secrets' | 'settings'>,
  { fileName, text }: { fileName: string; text: string },
): ImportedText {
  const { documents, secrets } = engine;
  const content = readFile(text);
  if (!content.ok) return content;
  const { drawings, notes, parts } = toDrawings(content, { fileName, keepSecret: keepSecretIn(secrets) });
  const all = drawings.map((document) => withFreeId(documents, document));
  markImported(
    engine,
    all.map(({ id }) => id),
  ); // first: what is noted of a document that was not stored does no harm
  for (const part of parts) engine.parts.keep({ ...part, id: newPartId() });
  const [first] = all.map((document) => documents.create(document));
  if (first === undefined) throw new Error('A file that was read holds nothing.'); // `readFile` refuses such files
  return { ok: true, stored: first, notes };
}

/** A document with the id of one that is here becomes another one beside it. */
function withFreeId(documents: Engine['documents'], document: TeamDocument): TeamDocument {
  return documents.open(document.id) === undefined ? document : { ...document, id: newDocumentId() };
}
