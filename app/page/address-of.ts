import type { DocumentId } from '../../shared/ids.ts';

/** The part of the page's address that opens a document. The page reads it, and keeps it true to what it shows. */
export function addressOf(document: DocumentId): string {
  return `#/team/${encodeURIComponent(document)}`;
}
