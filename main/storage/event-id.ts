const EVENTS_OF_A_RUN = 2 ** 32;

/**
 * The row of an event: the number of its run in the upper bits, its number in the run in the lower 32. So the events of
 * a run stand side by side in the file, in order, and need no index of their own: a commit writes a page less, and a run
 * that was written among others is read three times as fast (docs/decisions/2026-11-23-events-by-row.md).
 */
export function eventId(key: number, sequence: number): number {
  return key * EVENTS_OF_A_RUN + sequence;
}

/** SQL for the number of the last event that run `r` has, its prefix included. Costs one look into the tree of events. */
export const LAST_SEQUENCE = `
  coalesce(
    (SELECT e.sequence FROM events e WHERE e.id > (r.key << 32) AND e.id < ((r.key + 1) << 32) ORDER BY e.id DESC LIMIT 1),
    r.parent_sequence,
    0
  )`;
