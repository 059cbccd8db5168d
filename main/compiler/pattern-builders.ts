import {
  graphFlow as graphFlowTeam,
  magenticOneGroupChat,
  roundRobinGroupChat,
  selectorGroupChat,
  swarm as swarmTeam,
} from '../../shared/component/teams.ts';
import { graphFlow } from '../teams/graph-flow.ts';
import { roundRobin } from '../teams/round-robin.ts';
import { swarm } from '../teams/swarm.ts';
import { buildMagenticOne } from './build-magentic-one.ts';
import { roundBuilders } from './build-rounds.ts';
import { buildSelector } from './build-selector.ts';
import type { PatternBuilder } from './pattern-builder.ts';

/** How teams are made, by provider. A new pattern is one more line here. */
export const patternBuilders: ReadonlyMap<string, PatternBuilder> = new Map<string, PatternBuilder>([
  [roundRobinGroupChat.provider, ({ around }) => around(roundRobin)],
  [selectorGroupChat.provider, buildSelector],
  [swarmTeam.provider, ({ participants, around }) => around(swarm(participants.map(({ name }) => name)))],
  [magenticOneGroupChat.provider, buildMagenticOne],
  ...roundBuilders,
  [graphFlowTeam.provider, ({ config, around }) => around(graphFlow(graphFlowTeam.config.parse(config).graph))],
]);
