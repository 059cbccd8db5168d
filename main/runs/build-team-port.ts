import type { ComponentModel } from '../../shared/component/envelope.ts';
import type { RunId } from '../../shared/ids.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { LiveTeam } from '../core/live-team.ts';

/** Makes the live team of a pinned plan. `onFailure` hears of what no agent can report. */
export type BuildTeam = (
  plan: ComponentModel,
  options: {
    readonly overrides: JsonObject;
    readonly onFailure: (error: unknown) => void;
    /** The run that it works on; null where only a log is read. */
    readonly run: RunId | null;
    /** Which model answers for the one with this label, in the form of `--model`; asked at every call. */
    readonly modelFor: (label: string) => string | undefined;
  },
) => LiveTeam;
