import type { Team } from './participant.ts';

/** A live team and its runtime, made for one run and thrown away with it. */
export interface LiveTeam {
  readonly team: Team;
  /** True when no message is on its way between its agents: nothing happens without an outcome being handed back. */
  readonly isQuiet: () => boolean;
  /** Labels of the models that it may ask. */
  readonly models: readonly string[];
  /** Tokens that question and answer of a model may have together, by label, where its component says so. */
  readonly contexts?: Readonly<Record<string, number>>;
  readonly stop: () => Promise<void>;
}
