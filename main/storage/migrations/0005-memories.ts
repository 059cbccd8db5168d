import type { Migration } from './migration.ts';

/**
 * What is remembered between runs. Entries of a run stand at the number of the event that says so. `memory_texts` holds their
 * words, and no copy of them. Vectors themselves stand in tables that are made when somebody needs them
 * (`vector-store.ts`), for they need an extension; `memory_vectors` says whose they are.
 */
export const memories: Migration = {
  version: 5,
  up: `
    CREATE TABLE memory_spaces (
      key INTEGER PRIMARY KEY,
      name TEXT NOT NULL,
      document TEXT NOT NULL, -- empty: shared by its name
      UNIQUE (document, name)
    ) STRICT;

    CREATE TABLE memory_files (
      key INTEGER PRIMARY KEY,
      space INTEGER NOT NULL REFERENCES memory_spaces (key),
      path TEXT NOT NULL,
      hash TEXT NOT NULL,
      UNIQUE (space, path)
    ) STRICT;

    CREATE TABLE memory_entries (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      space INTEGER NOT NULL REFERENCES memory_spaces (key),
      text TEXT NOT NULL,
      content TEXT NOT NULL,
      source TEXT NOT NULL,
      run INTEGER REFERENCES runs (key),
      sequence INTEGER,
      file INTEGER REFERENCES memory_files (key),
      created_at_ms INTEGER NOT NULL,
      UNIQUE (run, sequence),
      CHECK ((run IS NULL) = (sequence IS NULL))
    ) STRICT;
    CREATE INDEX memory_entries_by_space ON memory_entries (space, id);
    CREATE INDEX memory_entries_by_file ON memory_entries (file) WHERE file IS NOT NULL;

    CREATE VIRTUAL TABLE memory_texts USING fts5 (
      text, content = 'memory_entries', content_rowid = 'id', tokenize = 'porter unicode61 remove_diacritics 2'
    );
    CREATE TRIGGER memory_entries_added AFTER INSERT ON memory_entries BEGIN
      INSERT INTO memory_texts (rowid, text) VALUES (new.id, new.text);
    END;
    CREATE TRIGGER memory_entries_removed AFTER DELETE ON memory_entries BEGIN
      INSERT INTO memory_texts (memory_texts, rowid, text) VALUES ('delete', old.id, old.text);
    END;

    CREATE TABLE memory_embedders (
      key INTEGER PRIMARY KEY,
      space INTEGER NOT NULL REFERENCES memory_spaces (key),
      embedder TEXT NOT NULL,
      dimensions INTEGER NOT NULL,
      UNIQUE (space, embedder)
    ) STRICT;

    CREATE TABLE memory_vectors (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      entry INTEGER NOT NULL REFERENCES memory_entries (id),
      embedder INTEGER NOT NULL REFERENCES memory_embedders (key),
      UNIQUE (entry, embedder)
    ) STRICT;
  `,
};
