import * as z from 'zod';
import { ComponentModel } from '../../shared/component/envelope.ts';
import { className, findDefinition } from '../../shared/component/registry.ts';
import { roundRobinGroupChat } from '../../shared/component/teams.ts';
import type { AgentRuntime } from '../core/agent-runtime.ts';
import { InProcessRuntime } from '../core/in-process-runtime.ts';
import type { Participant, Team } from '../core/participant.ts';
import { GroupChat } from '../teams/group-chat.ts';
import { roundRobin } from '../teams/round-robin.ts';
import { Solo } from '../teams/solo.ts';
import type { TeamMessage } from '../teams/team-message.ts';
import type { ExternalTermination } from '../teams/termination/external.ts';
import { buildAgent } from './build-agent.ts';
import { type BuildPorts, NotBuildableError } from './build-ports.ts';
import { buildTermination } from './build-termination.ts';

const TeamParts = z.object({
  participants: z.array(ComponentModel),
  termination_condition: ComponentModel.nullish(),
});

/** A live team and its runtime, made for one run and thrown away with it. */
export interface LiveTeam {
  readonly team: Team;
  /** True when no message is on its way between its agents. */
  readonly isQuiet: () => boolean;
  readonly stop: () => Promise<void>;
}

/**
 * Makes the live team of a compiled plan in a fresh runtime. A single agent runs as a team of its own.
 *
 * @throws NotBuildableError for a plan that `compile` would have refused.
 */
export function buildTeam(plan: ComponentModel, ports: BuildPorts, onFailure: (error: unknown) => void): LiveTeam {
  const runtime = new InProcessRuntime<TeamMessage>(onFailure);
  const root = buildParticipant(plan, { ports, runtime, teamId: 'root' });
  return {
    team: root.kind === 'team' ? root : new Solo(root),
    isQuiet: () => !runtime.hasReady,
    stop: () => runtime.stop(),
  };
}

interface Surroundings {
  readonly ports: BuildPorts;
  readonly runtime: AgentRuntime<TeamMessage>;
  /** Path of the team from the root, joined by dots. */
  readonly teamId: string;
}

function buildParticipant(component: ComponentModel, surroundings: Surroundings): Participant {
  const definition = findDefinition(component.provider);
  if (definition?.componentType === 'agent') return buildAgent(component, surroundings.ports);
  if (definition?.provider === roundRobinGroupChat.provider) return buildRoundRobin(component, surroundings);
  throw new NotBuildableError(component, 'an agent or a team');
}

function buildRoundRobin(component: ComponentModel, surroundings: Surroundings): Team {
  const { runtime, teamId } = surroundings;
  const own = roundRobinGroupChat.config.parse(component.config);
  const parts = TeamParts.parse(component.config);
  const externals: ExternalTermination[] = [];
  return new GroupChat({
    name: own.name ?? className(roundRobinGroupChat.provider),
    description: own.description ?? 'A team of agents.',
    participants: parts.participants.map((one, index) =>
      buildParticipant(one, { ...surroundings, teamId: `${teamId}.${index}` }),
    ),
    pattern: roundRobin,
    termination: parts.termination_condition ? buildTermination(parts.termination_condition, externals) : undefined,
    externals,
    maxTurns: own.max_turns ?? undefined,
    emitTeamEvents: own.emit_team_events,
    runtime,
    teamId,
  });
}
