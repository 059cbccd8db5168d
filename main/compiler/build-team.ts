import * as z from 'zod';
import { ComponentModel } from '../../shared/component/envelope.ts';
import { className, findDefinition } from '../../shared/component/registry.ts';
import type { AgentRuntime } from '../core/agent-runtime.ts';
import { InProcessRuntime } from '../core/in-process-runtime.ts';
import type { LiveTeam } from '../core/live-team.ts';
import type { ChatAgent, Participant, Team } from '../core/participant.ts';
import type { Memory } from '../memory/memory.ts';
import { GroupChat } from '../teams/group-chat.ts';
import { Solo } from '../teams/solo.ts';
import type { TeamMessage } from '../teams/team-message.ts';
import type { ExternalTermination } from '../teams/termination/external.ts';
import { buildAgent } from './build-agent.ts';
import { type BuildPorts, NotBuildableError } from './build-ports.ts';
import { buildTermination } from './build-termination.ts';
import type { PatternBuilder, TeamParts } from './pattern-builder.ts';
import { patternBuilders } from './pattern-builders.ts';

/** What all teams have in common. */
const TeamConfig = z.object({
  name: z.string().nullish(),
  description: z.string().nullish(),
  max_turns: z.number().nullish(),
  emit_team_events: z.boolean().default(false),
  termination_condition: ComponentModel.nullish(),
});
const Members = z.object({ participants: z.array(ComponentModel) });

/**
 * Makes the live team of a compiled plan in a fresh runtime. A single agent runs as a team of its own.
 *
 * @throws NotBuildableError for a plan that `compile` would have refused.
 */
export function buildTeam(plan: ComponentModel, ports: BuildPorts, onFailure: (error: unknown) => void): LiveTeam {
  const runtime = new InProcessRuntime<TeamMessage>(onFailure);
  const models = new Set<string>();
  const contexts: Record<string, number> = {};
  const createModelClient: BuildPorts['createModelClient'] = (component) => {
    const client = ports.createModelClient(component);
    for (const label of client.mayAnswer ?? [client.label]) models.add(label);
    if (client.contextTokens !== undefined) contexts[client.label] = client.contextTokens;
    return client;
  };
  const noteModel = (memory: Memory): Memory => {
    if (memory.model !== undefined) models.add(memory.model);
    return memory;
  };
  const createMemory: BuildPorts['createMemory'] =
    ports.createMemory && ((component) => noteModel(ports.createMemory!(component)));
  const root = buildParticipant(plan, {
    ports: { ...ports, createModelClient, ...(createMemory && { createMemory }) },
    runtime,
    teamId: 'root',
  });
  return {
    team: root.kind === 'team' ? root : new Solo(root),
    isQuiet: () => !runtime.hasReady,
    models: [...models],
    contexts,
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
  const own = surroundings.ports.own?.(component);
  if (own !== undefined && 'agent' in own) return own.agent;
  if (own !== undefined && 'team' in own) return own.team(membersOf(component, surroundings));
  if (own !== undefined) {
    const build: PatternBuilder = ({ around }) => around(own.pattern);
    return buildGroupChat(component, { ...surroundings, build, defaultName: className(component.provider) });
  }
  const definition = findDefinition(component.provider);
  if (definition?.componentType === 'agent') return buildAgentIn(component, surroundings);
  const build = patternBuilders.get(definition?.provider ?? '');
  if (definition === undefined || build === undefined) throw new NotBuildableError(component, 'an agent or a team');
  return buildGroupChat(component, { ...surroundings, build, defaultName: className(definition.provider) });
}

function membersOf({ config }: Pick<ComponentModel, 'config'>, surroundings: Surroundings): Participant[] {
  return Members.parse(config).participants.map((one, index) =>
    buildParticipant(one, { ...surroundings, teamId: `${surroundings.teamId}.${index}` }),
  );
}

function buildAgentIn(component: ComponentModel, surroundings: Surroundings): ChatAgent {
  return buildAgent(component, {
    ports: { ...surroundings.ports, ...surroundings.ports.ofAgent?.() },
    nested: (inside, place) => buildParticipant(inside, { ...surroundings, teamId: `${surroundings.teamId}.${place}` }),
  });
}

function buildGroupChat(
  { config }: ComponentModel,
  { build, defaultName, ...surroundings }: Surroundings & { build: PatternBuilder; defaultName: string },
): Team {
  const { runtime, teamId, ports } = surroundings;
  const own = TeamConfig.parse(config);
  const participants = membersOf({ config }, surroundings);
  const externals: ExternalTermination[] = [];
  const termination = own.termination_condition ? buildTermination(own.termination_condition, externals) : undefined;
  const around: TeamParts['around'] = (pattern, { cap } = { cap: 'manager' }) =>
    new GroupChat({
      name: own.name ?? defaultName,
      description: own.description ?? 'A team of agents.',
      participants,
      pattern,
      termination,
      externals,
      maxTurns: cap === 'manager' ? (own.max_turns ?? undefined) : undefined,
      emitTeamEvents: own.emit_team_events,
      runtime,
      teamId,
    });
  return build({ config, participants, ports, around });
}
