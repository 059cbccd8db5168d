import type { Connection } from './connection.ts';
import { LAST_SEQUENCE } from './event-id.ts';
import { SELECT_RUN, SELECT_WAITING } from './run-row.ts';

/** What a commit must know of a run. `base` is the end of the prefix that is read from the parent. */
export interface RunHead {
  readonly key: number;
  readonly owner: string | null;
  readonly base: number;
  readonly lastSequence: number;
}

/** One line of the log as it is stored. */
export interface StoredEvent {
  readonly sequence: number;
  readonly timestampMs: number;
  readonly body: string;
}

/** All statements of the run store, prepared once a connection. */
export type RunStatements = ReturnType<typeof prepareRunStatements>;

export function prepareRunStatements(connection: Connection) {
  return {
    head: connection.prepare<[run: string], RunHead>(
      `SELECT key, owner, coalesce(parent_sequence, 0) AS base, ${LAST_SEQUENCE} AS lastSequence FROM runs r WHERE id = ?`,
    ),
    get: connection.prepare<[run: string], object>(`${SELECT_RUN} WHERE r.id = ?`),
    list: connection.prepare<[], object>(`${SELECT_RUN} WHERE r.hidden = 0 ORDER BY r.created_at_ms DESC, r.key DESC`),
    listOfDocument: connection.prepare<[document: string], object>(
      `${SELECT_RUN} WHERE r.document = ? AND r.hidden = 0 ORDER BY r.created_at_ms DESC, r.key DESC`,
    ),
    waiting: connection.prepare<[], object>(SELECT_WAITING),
    create: connection.prepare<[NewStoredRun]>(
      `INSERT INTO runs (id, title, document, status, created_at_ms, parent, parent_sequence, parent_kind, owner)
       VALUES (:id, :title, :document, 'running', :createdAtMs, :parent, :parentSequence, :parentKind, :owner)`,
    ),
    insertEvent: connection.prepare<
      [id: number, run: number, sequence: number, timestampMs: number, type: string, place: string | null, body: string]
    >(`INSERT INTO events (id, run, sequence, timestamp_ms, type, place, body) VALUES (?, ?, ?, ?, ?, ?, ?)`),
    setStatus: connection.prepare<[status: string | null, endedAtMs: number | null, key: number]>(
      `UPDATE runs SET status = coalesce(?, status), ended_at_ms = coalesce(?, ended_at_ms) WHERE key = ?`,
    ),
    setStopReason: connection.prepare<[stopReason: string | null, key: number]>(
      `UPDATE runs SET stop_reason = ? WHERE key = ?`,
    ),
    page: connection.prepare<[afterId: number, upToId: number, limit: number], StoredEvent>(
      `SELECT sequence, timestamp_ms AS timestampMs, body FROM events WHERE id > ? AND id <= ? ORDER BY id LIMIT ?`,
    ),
    see: connection.prepare<[id: string, pid: number, nowMs: number]>(
      `INSERT INTO owners (id, pid, seen_at_ms) VALUES (?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET seen_at_ms = max(seen_at_ms, excluded.seen_at_ms)`,
    ),
    claim: connection.prepare<[owner: string, run: string]>(`UPDATE runs SET owner = ? WHERE id = ?`),
    release: connection.prepare<[status: string, run: string, owner: string]>(
      `UPDATE runs SET owner = NULL, status = ? WHERE id = ? AND owner = ?`,
    ),
    hide: connection.prepare<[run: string]>(`UPDATE runs SET hidden = 1 WHERE id = ?`),
    putCheckpoint: connection.prepare<[id: number, run: number, sequence: number, body: string]>(
      `INSERT INTO checkpoints (id, run, sequence, body) VALUES (?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET body = excluded.body`,
    ),
    latestCheckpoint: connection.prepare<[fromId: number, upToId: number], { sequence: number; body: string }>(
      `SELECT sequence, body FROM checkpoints WHERE id >= ? AND id <= ? ORDER BY id DESC LIMIT 1`,
    ),
  };
}

interface NewStoredRun {
  readonly id: string;
  readonly title: string;
  readonly document: string | null;
  readonly createdAtMs: number;
  readonly parent: number | null;
  readonly parentSequence: number | null;
  readonly parentKind: string | null;
  readonly owner: string;
}
