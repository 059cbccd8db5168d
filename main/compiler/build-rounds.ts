import * as own from '../../shared/component/own-teams.ts';
import { broadcast } from '../teams/broadcast.ts';
import { consensus } from '../teams/consensus.ts';
import { debate } from '../teams/debate.ts';
import type { PatternBuilder } from './pattern-builder.ts';

/** The teams of our own: so many rounds, with or without a judge. */
export const roundBuilders: readonly (readonly [string, PatternBuilder])[] = [
  [own.broadcast.provider, ({ config, around }) => around(broadcast(judged(own.broadcast.config.parse(config))))],
  [own.debate.provider, ({ config, around }) => around(debate(judged(own.debate.config.parse(config))))],
  [own.consensus.provider, ({ config, around }) => around(consensus(own.consensus.config.parse(config)))],
];

/** A field that was emptied names nobody. */
function judged({ rounds, judge }: { rounds: number; judge?: string | null | undefined }) {
  return { rounds, judge: judge || undefined };
}
