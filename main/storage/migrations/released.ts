import type { Migration } from './migration.ts';
import { firstSchema } from './0001-first-schema.ts';
import { settingsTable } from './0002-settings.ts';

/** All steps of the schema, oldest first. */
export const RELEASED: readonly Migration[] = [firstSchema, settingsTable];
