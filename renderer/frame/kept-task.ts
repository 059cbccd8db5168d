import type { DocumentId } from '../../shared/ids.ts';

const storageKey = (document: DocumentId): string => `troupe.task.${document}`;

/** The task of the last run of this document, for the next one. */
export function keptTask(document: DocumentId): string {
  return localStorage.getItem(storageKey(document)) ?? '';
}

export function keepTask({ documentId, task }: { readonly documentId: DocumentId; readonly task: string }): void {
  localStorage.setItem(storageKey(documentId), task);
}

const loopKey = (document: DocumentId): string => `troupe.hold-on-loop.${document}`;

/** After how many times runs of this document hold where they go in circles; null: they do not. */
export function keptHoldOnLoop(document: DocumentId): number | null {
  const times = Number(localStorage.getItem(loopKey(document)));
  return isLoopTimes(times) ? times : null;
}

export function keepHoldOnLoop(document: DocumentId, times: number | null): void {
  if (times === null) localStorage.removeItem(loopKey(document));
  else localStorage.setItem(loopKey(document), String(times));
}

/** True for a number of times that a run can be told. */
export function isLoopTimes(times: number): boolean {
  return Number.isInteger(times) && times >= 2 && times <= 99;
}
