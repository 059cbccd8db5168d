import type { ComponentModel } from '../../shared/component/envelope.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { Team } from '../core/participant.ts';

/** A live team, made for one run and thrown away with it. */
export interface BuiltTeam {
  readonly team: Team;
  /** True when no message is on its way between its agents: nothing happens without an outcome being handed back. */
  readonly isQuiet: () => boolean;
  readonly stop: () => Promise<void>;
}

/** Makes the live team of a pinned plan. `onFailure` hears of what no agent can report. */
export type BuildTeam = (
  plan: ComponentModel,
  options: { overrides: JsonObject; onFailure: (error: unknown) => void },
) => BuiltTeam;
