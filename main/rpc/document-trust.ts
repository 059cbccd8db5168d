import type { ComponentModel } from '../../shared/component/envelope.ts';
import type { DocumentId } from '../../shared/ids.ts';
import type { TrustPiece } from '../../shared/team/trust-piece.ts';
import { trustPieces } from '../compiler/trust/trust-pieces.ts';
import type { Engine } from './engine.ts';

type KnowsTrust = Pick<Engine, 'settings'>;

/** Notes that these documents, or parts of them, came from elsewhere, so that what runs in them is shown first. */
export function markImported({ settings }: KnowsTrust, ids: readonly DocumentId[]): void {
  const { imported } = settings.read().trust;
  settings.update({ trust: { imported: [...new Set([...imported, ...ids])] } });
}

/** A copy of what came from a file came from it, too. */
export function markCopied(context: KnowsTrust, { from, to }: { from: DocumentId; to: DocumentId }): void {
  if (isImported(context, from)) markImported(context, [to]);
}

/**
 * What of a document's plan a person has not let run yet. Nothing, for a document that was made here: what somebody typed
 * needs no leave of theirs.
 */
export function untrustedPieces(
  context: KnowsTrust,
  { document, plan }: { document: DocumentId; plan: ComponentModel },
): TrustPiece[] {
  if (!isImported(context, document)) return [];
  const known = new Set(context.settings.read().trust.trusted.map(({ digest }) => digest));
  return trustPieces(plan).filter(({ digest }) => !known.has(digest));
}

export function isImported({ settings }: KnowsTrust, id: DocumentId): boolean {
  return settings.read().trust.imported.includes(id);
}
