import type { Connection } from './connection.ts';
import { SELECT_RUN } from './run-row.ts';

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
      `SELECT key, owner, coalesce(parent_sequence, 0) AS base, last_sequence AS lastSequence FROM runs WHERE id = ?`,
    ),
    get: connection.prepare<[run: string], object>(`${SELECT_RUN} WHERE r.id = ?`),
    list: connection.prepare<[], object>(`${SELECT_RUN} WHERE r.hidden = 0 ORDER BY r.created_at_ms DESC, r.key DESC`),
    listOfDocument: connection.prepare<[document: string], object>(
      `${SELECT_RUN} WHERE r.document = ? AND r.hidden = 0 ORDER BY r.created_at_ms DESC, r.key DESC`,
    ),
    create: connection.prepare<[NewStoredRun]>(
      `INSERT INTO runs (id, title, document, status, created_at_ms, last_sequence, parent, parent_sequence, parent_kind, owner)
       VALUES (:id, :title, :document, 'running', :createdAtMs, :lastSequence, :parent, :parentSequence, :parentKind, :owner)`,
    ),
    insertEvent: connection.prepare<
      [run: number, sequence: number, timestampMs: number, type: string, place: string | null, body: string]
    >(`INSERT INTO events (run, sequence, timestamp_ms, type, place, body) VALUES (?, ?, ?, ?, ?, ?)`),
    advance: connection.prepare<[Advance]>(
      `UPDATE runs SET last_sequence = last_sequence + :count, status = coalesce(:status, status),
         ended_at_ms = coalesce(:endedAtMs, ended_at_ms)
       WHERE key = :key`,
    ),
    setStopReason: connection.prepare<[stopReason: string | null, key: number]>(
      `UPDATE runs SET stop_reason = ? WHERE key = ?`,
    ),
    page: connection.prepare<[run: number, after: number, upTo: number, limit: number], StoredEvent>(
      `SELECT sequence, timestamp_ms AS timestampMs, body FROM events
       WHERE run = ? AND sequence > ? AND sequence <= ? ORDER BY sequence LIMIT ?`,
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
    putCheckpoint: connection.prepare<[run: number, sequence: number, body: string]>(
      `INSERT INTO checkpoints (run, sequence, body) VALUES (?, ?, ?)
       ON CONFLICT (run, sequence) DO UPDATE SET body = excluded.body`,
    ),
    latestCheckpoint: connection.prepare<[run: number, atOrBefore: number], { sequence: number; body: string }>(
      `SELECT sequence, body FROM checkpoints WHERE run = ? AND sequence <= ? ORDER BY sequence DESC LIMIT 1`,
    ),
  };
}

interface NewStoredRun {
  readonly id: string;
  readonly title: string;
  readonly document: string | null;
  readonly createdAtMs: number;
  readonly lastSequence: number;
  readonly parent: number | null;
  readonly parentSequence: number | null;
  readonly parentKind: string | null;
  readonly owner: string;
}

interface Advance {
  readonly key: number;
  readonly count: number;
  readonly status: string | null;
  readonly endedAtMs: number | null;
}
