import type { Migration } from './migration.ts';

/** Turns, and the time that calls took, beside what a day cost. Days of before begin with none. */
export const workOfDays: Migration = {
  version: 6,
  up: `
    ALTER TABLE days ADD COLUMN turns INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE days ADD COLUMN time_ms REAL NOT NULL DEFAULT 0;
  `,
};
