import type { Migration } from './migration.ts';

/**
 * What was spent, beside the log: by run, and by day of the user's calendar. Both follow from events and are written in
 * the commit that writes these. `reservations` holds what is kept free for calls under way.
 */
export const spending: Migration = {
  version: 4,
  up: `
    CREATE TABLE days (
      day TEXT NOT NULL PRIMARY KEY,
      cost_usd REAL NOT NULL DEFAULT 0,
      unpriced_calls INTEGER NOT NULL DEFAULT 0,
      tokens INTEGER NOT NULL DEFAULT 0
    ) STRICT;

    CREATE TABLE reservations (
      run INTEGER NOT NULL REFERENCES runs (key),
      place TEXT NOT NULL,
      day TEXT NOT NULL,
      cost_usd REAL NOT NULL,
      tokens INTEGER NOT NULL,
      PRIMARY KEY (run, place)
    ) STRICT;
    CREATE INDEX reservations_by_day ON reservations (day);

    ALTER TABLE runs ADD COLUMN cost_usd REAL NOT NULL DEFAULT 0;
    ALTER TABLE runs ADD COLUMN unpriced_calls INTEGER NOT NULL DEFAULT 0;

    CREATE TEMP TABLE spent_before AS
      SELECT run, total(json_extract(body, '$.usage.costUsd')) AS cost_usd,
        total(json_type(body, '$.usage.costUsd') = 'null') AS unpriced_calls
      FROM events WHERE type = 'effect-end' AND json_type(body, '$.usage') IS NOT NULL GROUP BY run;
    UPDATE runs SET cost_usd = before.cost_usd, unpriced_calls = CAST(before.unpriced_calls AS INTEGER)
      FROM spent_before AS before WHERE before.run = runs.key;
    DROP TABLE spent_before;
  `,
};
