import type { Migration } from './migration.ts';
import { firstSchema } from './0001-first-schema.ts';

/** All steps of the schema, oldest first. */
export const RELEASED: readonly Migration[] = [firstSchema];
