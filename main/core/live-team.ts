import type { Team } from './participant.ts';

/** A live team and its runtime, made for one run and thrown away with it. */
export interface LiveTeam {
  readonly team: Team;
  /** True when no message is on its way between its agents: nothing happens without an outcome being handed back. */
  readonly isQuiet: () => boolean;
  /** Labels of the models that it may ask. */
  readonly models: readonly string[];
  readonly stop: () => Promise<void>;
}
