import { MemoryContent } from '../../shared/chat/agent-event.ts';
import type { RunId } from '../../shared/ids.ts';
import type { MemoryEntry, MemoryView } from '../core/memory-store.ts';
import { parseJson, parseStored } from './stored-data-error.ts';

export interface EntryRow {
  readonly id: number;
  readonly content: string;
  readonly source: string;
  readonly run: string | null;
  readonly sequence: number | null;
  readonly createdAtMs: number;
}

/** Columns of an entry `e`, joined to its run `r`. */
export const ENTRY_COLUMNS = `e.id, e.content, e.source, r.id AS run, e.sequence, e.created_at_ms AS createdAtMs`;

/** True of an entry `e` that a view shows. Takes the view's two parameters, and the first of them once more. */
export const IN_VIEW = `(
  e.run IS NULL
  OR (e.created_at_ms <= ? AND e.run NOT IN (SELECT value ->> 0 FROM json_each(?)))
  OR EXISTS (SELECT 1 FROM json_each(?) AS l WHERE l.value ->> 0 = e.run AND e.sequence <= l.value ->> 1)
)`;
export type ViewParameters = [othersUntilMs: number, lineage: string, lineageAgain: string];

export function viewParameters({ othersUntilMs, lineage }: MemoryView): ViewParameters {
  const rows = JSON.stringify(lineage);
  return [Math.min(othersUntilMs, Number.MAX_SAFE_INTEGER), rows, rows];
}

/** @throws StoredDataError */
export function toEntry({ content, run, ...row }: EntryRow): MemoryEntry {
  const what = `entry ${row.id} of a memory`;
  return {
    ...row,
    content: parseStored(MemoryContent, { value: parseJson({ text: content, what }), what }),
    run: run as RunId | null,
  };
}

/** What of a content is searched. */
export function searchedText({ content }: MemoryContent): string {
  return typeof content === 'string' ? content : JSON.stringify(content);
}
