import type { Migration } from './migration.ts';

/** Settings: one record, of which only what a person has chosen is written. */
export const settingsTable: Migration = {
  version: 2,
  up: `
    CREATE TABLE settings (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      body TEXT NOT NULL
    ) STRICT;
  `,
};
