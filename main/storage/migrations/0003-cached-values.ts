import type { Migration } from './migration.ts';

/** The cache of answers. `size` is the length of the value: the index alone says what has to go. */
export const cachedValues: Migration = {
  version: 3,
  up: `
    CREATE TABLE cached_values (
      id INTEGER PRIMARY KEY,
      space TEXT NOT NULL,
      key TEXT NOT NULL,
      size INTEGER NOT NULL,
      used_at_ms INTEGER NOT NULL,
      value TEXT NOT NULL,
      UNIQUE (space, key)
    ) STRICT;
    CREATE INDEX cached_values_by_use ON cached_values (used_at_ms, id, size);
  `,
};
