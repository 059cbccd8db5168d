import type { ComponentModel } from '../../shared/component/envelope.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { LiveTeam } from '../core/live-team.ts';

/** Makes the live team of a pinned plan. `onFailure` hears of what no agent can report. */
export type BuildTeam = (
  plan: ComponentModel,
  options: { overrides: JsonObject; onFailure: (error: unknown) => void },
) => LiveTeam;
