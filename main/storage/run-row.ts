import * as z from 'zod';
import type { RunRow } from '../core/store.ts';
import { DocumentId, RunId } from '../../shared/ids.ts';
import { RunParent } from '../../shared/run/event.ts';
import { RunStatus } from '../../shared/run/summary.ts';
import { LAST_SEQUENCE } from './event-id.ts';
import { parseStored } from './stored-data-error.ts';

/** Selects the columns that `toRunRow` reads; a condition on `r` follows it. */
export const SELECT_RUN = `
  SELECT r.id, r.title, r.document, r.status, r.created_at_ms, r.ended_at_ms, ${LAST_SEQUENCE} AS last_sequence, r.stop_reason, r.hidden,
    r.cost_usd, r.unpriced_calls,
    p.id AS parent, r.parent_sequence, r.parent_kind, o.id AS owner, o.pid, o.seen_at_ms
  FROM runs r LEFT JOIN runs p ON p.key = r.parent LEFT JOIN owners o ON o.id = r.owner`;

/** Runs that wait for a person, newest first. The words of the condition are those of its index. */
export const SELECT_WAITING = `${SELECT_RUN}
  WHERE r.status = 'waiting' AND r.hidden = 0 ORDER BY r.created_at_ms DESC, r.key DESC`;

const StoredRun = z.object({
  id: RunId,
  title: z.string(),
  document: DocumentId.nullable(),
  status: RunStatus,
  created_at_ms: z.int(),
  ended_at_ms: z.int().nullable(),
  last_sequence: z.int(),
  stop_reason: z.string().nullable(),
  hidden: z.literal([0, 1]),
  cost_usd: z.number(),
  unpriced_calls: z.int(),
  parent: RunId.nullable(),
  parent_sequence: RunParent.shape.sequence.nullable(),
  parent_kind: RunParent.shape.kind.nullable(),
  owner: z.string().nullable(),
  pid: z.int().nullable(),
  seen_at_ms: z.int().nullable(),
});

/** A row of `SELECT_RUN` as a run. */
export function toRunRow(row: object): RunRow {
  const name = 'id' in row ? String(row.id) : 'without a name';
  const stored = parseStored(StoredRun, { value: row, what: `run ${name}` });
  const { parent, parent_sequence: sequence, parent_kind: kind, owner, pid } = stored;
  return {
    id: stored.id,
    title: stored.title,
    document: stored.document,
    status: stored.status,
    createdAtMs: stored.created_at_ms,
    endedAtMs: stored.ended_at_ms,
    lastSequence: stored.last_sequence,
    stopReason: stored.stop_reason,
    parent: parent === null || sequence === null || kind === null ? null : { run: parent, sequence, kind },
    owner: owner === null || pid === null ? null : { id: owner, pid },
    ownerSeenAtMs: stored.seen_at_ms,
    hidden: stored.hidden === 1,
    costUsd: stored.cost_usd,
    unpricedCalls: stored.unpriced_calls,
  };
}
