import type { RunId } from '../../shared/ids.ts';
import type { Connection } from './connection.ts';
import { LAST_SEQUENCE } from './event-id.ts';

/** The part of one run's log that a run reads: the events after `after`, up to and including `upTo`. */
export interface Segment {
  readonly key: number;
  readonly run: RunId;
  readonly after: number;
  readonly upTo: number;
}

/**
 * Walks from a run to its ancestors, and no further than to the one that holds the event after the given number, so that reading
 * the end of a long chain of follow-ups costs the same as reading a single run. A fork may lie before its parent's own
 * first event: then the parent's part is empty.
 */
const LINEAGE = `
  WITH RECURSIVE lineage (key, run, parent, after, up_to) AS (
    SELECT key, id, parent, coalesce(parent_sequence, 0), ${LAST_SEQUENCE} FROM runs r WHERE id = ?
    UNION ALL
    SELECT r.key, r.id, r.parent, coalesce(r.parent_sequence, 0), min(l.up_to, l.after)
    FROM lineage l JOIN runs r ON r.key = l.parent WHERE l.after > ?
  )
  SELECT key, run, after, up_to AS upTo FROM lineage`;

/** Answers with the segments that hold the events of a run after a number: the run itself first, its root last. */
export function prepareLineage(connection: Connection): (run: RunId, after: number) => Segment[] {
  const select = connection.prepare<[string, number], Segment>(LINEAGE);
  return (run, after) => select.all(run, after);
}
