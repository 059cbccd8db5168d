import type { ComponentModel } from '../../shared/component/envelope.ts';
import type { Participant } from '../core/participant.ts';
import type { BuildPorts } from './build-ports.ts';

/** What making an agent needs besides its component. */
export interface AgentSurroundings {
  readonly ports: BuildPorts;
  /** Makes an agent or a team that stands inside the agent; `place` tells it apart from the others inside. */
  readonly nested: (component: ComponentModel, place: string) => Participant;
}
