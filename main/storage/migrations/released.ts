import type { Migration } from './migration.ts';
import { firstSchema } from './0001-first-schema.ts';
import { settingsTable } from './0002-settings.ts';
import { cachedValues } from './0003-cached-values.ts';
import { spending } from './0004-spending.ts';
import { memories } from './0005-memories.ts';
import { workOfDays } from './0006-work-of-days.ts';
import { effectsByPlace } from './0007-effects-by-place.ts';
import { keptParts } from './0008-kept-parts.ts';
import { waitingRuns } from './0009-waiting-runs.ts';

/** All steps of the schema, oldest first. */
export const RELEASED: readonly Migration[] = [
  firstSchema,
  settingsTable,
  cachedValues,
  spending,
  memories,
  workOfDays,
  effectsByPlace,
  keptParts,
  waitingRuns,
];
