import type { Migration } from './migration.ts';

/** The page looks every few seconds for runs that wait for a person: a handful among thousands that have ended. */
export const waitingRuns: Migration = {
  version: 9,
  up: `
    CREATE INDEX runs_that_wait ON runs (created_at_ms, key) WHERE status = 'waiting' AND hidden = 0;
  `,
};
