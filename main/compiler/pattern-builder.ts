import type { JsonObject } from '../../shared/json.ts';
import type { Participant, Team } from '../core/participant.ts';
import type { Pattern } from '../teams/pattern.ts';
import type { BuildPorts } from './build-ports.ts';

/** What a team is made of, for whoever makes its pattern. */
export interface TeamParts {
  readonly config: JsonObject;
  /** Made already, in order. */
  readonly participants: readonly Participant[];
  readonly ports: BuildPorts;
  /** Makes the team around a pattern. `cap`: who counts the turns, by default the manager. */
  readonly around: <State>(pattern: Pattern<State>, options?: { readonly cap: 'manager' | 'pattern' }) => Team;
}

/** Makes teams of one provider. */
export type PatternBuilder = (parts: TeamParts) => Team;
