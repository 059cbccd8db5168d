import { readFile } from '../compiler/read-file.ts';
import type { DocumentVersion, PartStore } from '../core/store.ts';
import { clipText } from '../../shared/team/clip.ts';
import type { KeptPart } from '../../shared/team/kept-part.ts';
import type { TeamDocument } from '../../shared/team/document.ts';
import type { Issue } from '../../shared/team/issue.ts';
import { markImported } from './document-trust.ts';
import type { Engine } from './engine.ts';
import { keepSecretIn } from './keep-secret.ts';
import { looseParts, newDocumentId, newPartId, toDrawings } from './to-drawings.ts';

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
  const keepSecret = keepSecretIn(secrets);
  const { drawings, notes } = toDrawings(content, { fileName, keepSecret });
  const all = drawings.map((document) => withFreeId(documents, document));
  markImported(
    engine,
    all.map(({ id }) => id),
  ); // first: what is noted of a document that was not stored does no harm
  const [first] = all.map((document) => documents.create(document));
  if (first === undefined) throw new Error('A file that was read holds nothing.'); // `readFile` refuses such files
  keepBeside(engine.parts, looseParts(content, keepSecret));
  return { ok: true, stored: first, notes };
}

/** Keeps parts of a file without touching those that are there: one that is there already is left out, another gets a number. */
function keepBeside(store: PartStore, fresh: readonly Omit<KeptPart, 'id'>[]): void {
  const kept = store.list();
  for (const part of fresh) {
    const clip = clipText(part.clip);
    if (kept.some((one) => one.title.startsWith(part.title) && clipText(one.clip) === clip)) continue;
    let title = part.title;
    for (let number = 2; kept.some((one) => one.title === title); number += 1) title = `${part.title} (${number})`;
    const named = { ...part, title, id: newPartId() };
    store.keep(named);
    kept.push(named);
  }
}

/** A document with the id of one that is here becomes another one beside it. */
function withFreeId(documents: Engine['documents'], document: TeamDocument): TeamDocument {
  return documents.open(document.id) === undefined ? document : { ...document, id: newDocumentId() };
}
