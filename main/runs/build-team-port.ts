import type { ComponentModel } from '../../shared/component/envelope.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { LiveTeam } from '../core/live-team.ts';

/** Makes the live team of a pinned plan. `onFailure` hears of what no agent can report. */
export type BuildTeam = (
  plan: ComponentModel,
  options: {
    readonly overrides: JsonObject;
    readonly onFailure: (error: unknown) => void;
    /** Which model answers for the one with this label, in the form of `--model`; asked at every call. */
    readonly modelFor: (label: string) => string | undefined;
  },
) => LiveTeam;
