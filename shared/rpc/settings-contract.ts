import { eventIterator, oc } from '@orpc/contract';
import * as z from 'zod';
import { SettingsIssue } from '../settings/change-settings.ts';
import { Settings, type SettingsChange } from '../settings/settings.ts';
import { TraceRoute } from '../settings/trace-route.ts';

/** Any object: the store says which of its fields cannot be settings, and why. */
const change = z.custom<SettingsChange>((value) => typeof value === 'object' && value !== null);

export const settingsContract = {
  get: oc.output(Settings),
  /** Changes the named fields and leaves the others. INVALID_SETTINGS names those that do not fit; nothing is kept then. */
  update: oc
    .input(change)
    .output(Settings)
    .errors({ INVALID_SETTINGS: { data: z.object({ issues: z.array(SettingsIssue) }) } }),
  /** The settings now, and again whenever a window of this engine has changed them. */
  watch: oc.output(eventIterator(Settings)),
  /** Where traces go, with the variables of the engine's process. */
  traceRoute: oc.output(TraceRoute),
};
