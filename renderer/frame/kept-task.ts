import type { DocumentId } from '../../shared/ids.ts';

const storageKey = (document: DocumentId): string => `troupe.task.${document}`;

/** The task of the last run of this document, for the next one. */
export function keptTask(document: DocumentId): string {
  return localStorage.getItem(storageKey(document)) ?? '';
}

export function keepTask({ documentId, task }: { readonly documentId: DocumentId; readonly task: string }): void {
  localStorage.setItem(storageKey(documentId), task);
}
