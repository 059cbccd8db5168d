import * as z from 'zod';
import { JsonObject } from '../../shared/json.ts';
import { agentId, topicId } from '../core/agent-id.ts';
import type { AgentRuntime } from '../core/agent-runtime.ts';
import type { Effects } from '../core/effects.ts';
import { StateError, TeamBusyError } from '../core/errors.ts';
import { parseState } from '../core/parse-state.ts';
import type { History, Participant, RunTask, Team, TeamResult } from '../core/participant.ts';
import { TypeSubscription } from '../core/subscription.ts';
import { GroupChatManager } from './group-chat-manager.ts';
import { ParticipantContainer } from './participant-container.ts';
import type { Pattern } from './pattern.ts';
import type { TeamMessage } from './team-message.ts';
import type { ExternalTermination } from './termination/external.ts';
import type { TerminationCondition } from './termination/termination-condition.ts';

export interface GroupChatOptions<State> {
  readonly name: string;
  readonly description: string;
  /** At least one, names unique. Teams may be participants of teams. */
  readonly participants: readonly Participant[];
  readonly pattern: Pattern<State>;
  readonly termination?: TerminationCondition | undefined;
  /** The ExternalTerminations among its conditions. */
  readonly externals: readonly ExternalTermination[];
  /** Rounds until the run stops; undefined: no cap. */
  readonly maxTurns?: number | undefined;
  readonly emitTeamEvents: boolean;
  readonly runtime: AgentRuntime<TeamMessage>;
  /** Tells this team apart from the others on the runtime: its path from the root, joined by dots. */
  readonly teamId: string;
}

const Saved = z.object({ agent_states: z.record(z.string(), JsonObject) });
const Checkpoint = z.object({ manager: JsonObject, participants: z.record(z.string(), JsonObject) });

/** A team of any pattern: wires manager and participants to the runtime. (AutoGen: BaseGroupChat, section 4.1) */
export class GroupChat<State> implements Team {
  readonly kind = 'team';
  readonly name: string;
  readonly description: string;
  readonly #options: GroupChatOptions<State>;
  readonly #containers: readonly ParticipantContainer[];
  readonly #manager: GroupChatManager<State>;
  #isRunning = false;

  constructor(options: GroupChatOptions<State>) {
    this.name = options.name;
    this.description = options.description;
    this.#options = options;
    const { runtime, teamId, participants, pattern } = options;
    // The colon keeps it apart from every participant's topic.
    const groupTopic = topicId(`group_topic:${teamId}`, teamId);
    this.#containers = participants.map((participant) => {
      const id = agentId(`${participant.name}_${teamId}`, teamId);
      return new ParticipantContainer({ id, participant, groupTopic, runtime });
    });
    this.#manager = new GroupChatManager({
      id: agentId(`${pattern.managerName}_${teamId}`, teamId),
      runtime,
      groupTopic,
      participants: new Map(
        this.#containers.map(({ participant, id }) => [participant.name, topicId(id.type, id.key)]),
      ),
      pattern,
      termination: options.termination,
      externals: options.externals,
      maxTurns: options.maxTurns,
      emitTeamEvents: options.emitTeamEvents,
    });
    // The manager comes last: when it hears of a turn, all others have heard of it.
    for (const agent of [...this.#containers, this.#manager]) {
      runtime.registerInstance(agent);
      runtime.addSubscription(new TypeSubscription({ topicType: agent.id.type, agentType: agent.id.type }));
      runtime.addSubscription(new TypeSubscription({ topicType: groupTopic.type, agentType: agent.id.type }));
    }
  }

  async run(task: RunTask, effects: Effects): Promise<TeamResult> {
    if (this.#isRunning) throw new TeamBusyError(this.name);
    this.#isRunning = true;
    try {
      return await new Promise<TeamResult>((resolve, reject) => {
        const run = { task, effects, items: [], end: resolve, fail: reject, checkpoint: () => this.checkpoint() };
        this.#options.runtime.send({ type: 'run', run }, this.#manager.id).catch(reject);
      });
    } finally {
      this.#isRunning = false;
    }
  }

  reset(): void {
    if (this.#isRunning) throw new TeamBusyError(this.name);
    for (const container of this.#containers) container.reset();
    this.#manager.reset();
  }

  /** (AutoGen: TeamState; keys are participant names and the manager's name) */
  saveState(): JsonObject {
    const states: Record<string, JsonObject> = {};
    for (const container of this.#containers) states[container.participant.name] = container.saveTeamState();
    states[this.#options.pattern.managerName] = this.#manager.saveTeamState();
    return { type: 'TeamState', version: '1.0.0', agent_states: states };
  }

  loadState(state: JsonObject): void {
    if (this.#isRunning) throw new TeamBusyError(this.name);
    const { agent_states } = parseState(Saved, state, this.name);
    const stateOf = (name: string): JsonObject => {
      const found = agent_states[name];
      if (found === undefined) throw new StateError(`Agent state for ${name} not found in the saved state.`);
      return found;
    };
    for (const container of this.#containers) container.loadTeamState(stateOf(container.participant.name));
    this.#manager.loadTeamState(stateOf(this.#options.pattern.managerName));
  }

  checkpoint(): JsonObject {
    const participants: Record<string, JsonObject> = {};
    for (const container of this.#containers) participants[container.participant.name] = container.checkpoint();
    return { manager: this.#manager.checkpoint(), participants };
  }

  restore(checkpoint: JsonObject, history: History): void {
    const state = Checkpoint.parse(checkpoint);
    for (const container of this.#containers) {
      const own = state.participants[container.participant.name];
      if (own === undefined) throw new StateError(`The checkpoint does not know "${container.participant.name}".`);
      container.restore(own, history);
    }
    this.#manager.restore(state.manager, history);
  }
}
