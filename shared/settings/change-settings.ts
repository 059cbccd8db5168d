import * as z from 'zod';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { defaultSettings, Settings, SettingsChange } from './settings.ts';

/** Why a value cannot be a setting. `path`: `general.theme`. */
export const SettingsIssue = z.object({ path: z.string(), message: z.string() });
export type SettingsIssue = z.infer<typeof SettingsIssue>;

export type ReadSettings =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly issues: readonly SettingsIssue[] };

export type ChangedSettings =
  | { readonly ok: true; readonly settings: Settings; readonly stored: JsonObject }
  | { readonly ok: false; readonly issues: readonly SettingsIssue[] };

/** What is stored while nothing was ever chosen. Only choices are stored, so a better default reaches everybody. */
export const NOTHING_CHOSEN: JsonObject = { version: defaultSettings.version };

/** The settings of what is stored, with the default for all that nobody has chosen. */
export function readSettings(stored: JsonObject): ReadSettings {
  const parsed = Settings.safeParse(merge(defaultSettings, stored));
  return parsed.success ? { ok: true, settings: parsed.data } : { ok: false, issues: issuesOf(parsed.error) };
}

/**
 * Puts a change on top of what is stored. Sections and fields that are not known here are kept: a newer Troupe may have
 * written them.
 */
export function changeSettings(stored: JsonObject, change: unknown): ChangedSettings {
  const parsed = SettingsChange.safeParse(change);
  if (!parsed.success) return { ok: false, issues: issuesOf(parsed.error) };
  const next = merge(stored, parsed.data);
  const read = readSettings(next);
  return read.ok ? { ...read, stored: next } : read;
}

/** Field by field within a section; a list or table in a field is replaced as a whole. */
function merge(base: object, change: object): JsonObject {
  const merged: Record<string, Json | undefined> = { ...(base as JsonObject) }; // both came from JSON
  for (const [section, fields] of Object.entries(change as JsonObject)) {
    if (fields === undefined) continue;
    const before = merged[section];
    const isSection = isJsonObject(before) && isJsonObject(fields);
    merged[section] = isSection ? { ...before, ...withoutUndefined(fields) } : fields;
  }
  return merged;
}

function withoutUndefined(fields: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function issuesOf(error: z.ZodError): SettingsIssue[] {
  return error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
}
