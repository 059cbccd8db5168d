import type { Migration } from './migration.ts';

/** The user's own parts. `body` is a `KeptPart`; one part a name and kind. */
export const keptParts: Migration = {
  version: 8,
  up: `
    CREATE TABLE kept_parts (
      id TEXT PRIMARY KEY,
      title TEXT NOT NULL,
      kind TEXT NOT NULL,
      body TEXT NOT NULL,
      UNIQUE (title, kind)
    ) STRICT;
  `,
};
