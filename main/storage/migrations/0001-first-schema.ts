import type { Migration } from './migration.ts';

/**
 * Events and checkpoints are rowid tables, because rows of `WITHOUT ROWID` overflow at a quarter of a page (measured: 4
 * times the file). Their rowid holds the number of the run and the number in the run (`event-id.ts`), in 53 bits, which
 * is what a JavaScript number holds. A run has no column for its last event: the log says it.
 */
export const firstSchema: Migration = {
  version: 1,
  up: `
    CREATE TABLE owners (
      id TEXT NOT NULL PRIMARY KEY,
      pid INTEGER NOT NULL,
      seen_at_ms INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE runs (
      key INTEGER PRIMARY KEY CHECK (key BETWEEN 0 AND 2097151),
      id TEXT NOT NULL UNIQUE,
      title TEXT NOT NULL,
      document TEXT,
      status TEXT NOT NULL,
      created_at_ms INTEGER NOT NULL,
      ended_at_ms INTEGER,
      stop_reason TEXT,
      parent INTEGER REFERENCES runs (key),
      parent_sequence INTEGER,
      parent_kind TEXT,
      owner TEXT REFERENCES owners (id),
      hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1)),
      CHECK ((parent IS NULL) = (parent_sequence IS NULL)),
      CHECK ((parent IS NULL) = (parent_kind IS NULL))
    ) STRICT;
    CREATE INDEX runs_by_document ON runs (document, created_at_ms);

    CREATE TABLE events (
      id INTEGER PRIMARY KEY CHECK (id = (run << 32) + sequence),
      run INTEGER NOT NULL REFERENCES runs (key),
      sequence INTEGER NOT NULL CHECK (sequence BETWEEN 1 AND 4294967295),
      timestamp_ms INTEGER NOT NULL,
      type TEXT NOT NULL,
      place TEXT,
      body TEXT NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX events_by_place ON events (run, place)
      WHERE type IN ('effect-end', 'message', 'turn-start', 'turn-end');

    CREATE TABLE checkpoints (
      id INTEGER PRIMARY KEY CHECK (id = (run << 32) + sequence),
      run INTEGER NOT NULL REFERENCES runs (key),
      sequence INTEGER NOT NULL CHECK (sequence BETWEEN 0 AND 4294967295),
      body TEXT NOT NULL
    ) STRICT;

    CREATE TABLE blobs (
      hash TEXT NOT NULL PRIMARY KEY,
      size INTEGER NOT NULL,
      content TEXT NOT NULL
    ) STRICT;

    CREATE TABLE documents (
      id TEXT NOT NULL PRIMARY KEY,
      name TEXT NOT NULL,
      newest INTEGER NOT NULL,
      updated_at_ms INTEGER NOT NULL,
      agents INTEGER NOT NULL,
      hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1))
    ) STRICT;

    CREATE TABLE document_versions (
      id INTEGER PRIMARY KEY,
      document TEXT NOT NULL REFERENCES documents (id),
      version INTEGER NOT NULL,
      name TEXT NOT NULL,
      saved_at_ms INTEGER NOT NULL,
      content TEXT NOT NULL REFERENCES blobs (hash),
      UNIQUE (document, version)
    ) STRICT;
  `,
};
