import * as z from 'zod';
import { ChatMessage } from '../../shared/chat/chat-message.ts';
import { isChatMessage } from '../../shared/chat/chat-item.ts';
import { JsonObject } from '../../shared/json.ts';
import type { AgentId, TopicId } from '../core/agent-id.ts';
import type { Agent, AgentRuntime } from '../core/agent-runtime.ts';
import type { Branch, Recorded } from '../core/effects.ts';
import { StateError } from '../core/errors.ts';
import { parseState } from '../core/parse-state.ts';
import type { ChatAgent, History, Participant, Team } from '../core/participant.ts';
import { speak, takeFloor } from './take-floor.ts';
import type { TeamMessage } from './team-message.ts';

const State = z.object({ agent_state: JsonObject, message_buffer: z.array(ChatMessage).default([]) });
const Checkpoint = z.object({ agent: JsonObject, buffer: z.array(z.number().int()) });

/**
 * Stands for one participant on the runtime: keeps what it has not heard yet, gives it the floor, and publishes what it
 * says. (AutoGen: ChatAgentContainer, section 4.2)
 */
export class ParticipantContainer implements Agent<TeamMessage> {
  readonly id: AgentId;
  readonly participant: Participant;
  readonly #groupTopic: TopicId;
  readonly #runtime: AgentRuntime<TeamMessage>;
  #buffer: Recorded<ChatMessage>[] = [];

  constructor(options: {
    id: AgentId;
    participant: Participant;
    groupTopic: TopicId;
    runtime: AgentRuntime<TeamMessage>;
  }) {
    this.id = options.id;
    this.participant = options.participant;
    this.#groupTopic = options.groupTopic;
    this.#runtime = options.runtime;
  }

  handle(message: TeamMessage): unknown {
    if (message.type === 'start') this.#buffer.push(...message.messages);
    else if (message.type === 'response') this.#buffer.push(...message.said);
    else if (message.type === 'forget') this.reset();
    else if (message.type === 'request-publish') return this.#speakUp(message.turn);
    return undefined;
  }

  async #speakUp(turn: Branch): Promise<void> {
    const { participant } = this;
    const { name } = participant;
    try {
      // Nothing is heard meanwhile: an agent of the runtime handles one message at a time.
      const brought = await takeFloor(turn, name, () =>
        participant.kind === 'agent' ? this.#askAgent(participant, turn) : this.#runTeam(participant, turn),
      );
      this.#buffer = [];
      this.#tellGroup({ type: 'response', name, ...brought });
    } catch (error) {
      this.#tellGroup({ type: 'failure', name, error });
    }
  }

  async #askAgent(agent: ChatAgent, turn: Branch): Promise<Brought> {
    const { message, inner, told } = await speak(agent, this.#buffer, turn);
    const delta = [...inner.filter(({ item }) => item.type !== 'UserInputRequestedEvent'), message];
    return { told: [...told, message], said: [message], delta };
  }

  async #runTeam(team: Team, turn: Branch): Promise<Brought> {
    const { items } = await team.run({ messages: null, recorded: this.#buffer, outputTaskMessages: false }, turn);
    const said = items.filter((one): one is Recorded<ChatMessage> => isChatMessage(one.item));
    return { told: items, said, delta: items };
  }

  #tellGroup(message: TeamMessage): void {
    this.#runtime.publish(message, this.#groupTopic, { sender: this.id });
  }

  reset(): void {
    this.#buffer = [];
    this.participant.reset();
  }

  /** (AutoGen: ChatAgentContainerState) */
  saveTeamState(): JsonObject {
    const buffer = this.#buffer.map(({ item }) => item as ChatMessage & JsonObject);
    return {
      type: 'ChatAgentContainerState',
      version: '1.0.0',
      agent_state: this.participant.saveState(),
      message_buffer: buffer,
    };
  }

  loadTeamState(state: JsonObject): void {
    const { agent_state, message_buffer } = parseState(State, state, this.participant.name);
    this.#buffer = message_buffer.map((item) => ({ item, sequence: 0 }));
    this.participant.loadState(agent_state);
  }

  checkpoint(): JsonObject {
    return { agent: this.participant.checkpoint(), buffer: this.#buffer.map(({ sequence }) => sequence) };
  }

  restore(checkpoint: JsonObject, history: History): void {
    const { agent, buffer } = Checkpoint.parse(checkpoint);
    this.#buffer = buffer.map((sequence) => recordedMessage(history, sequence));
    this.participant.restore(agent, history);
  }
}

type Brought = Pick<Extract<TeamMessage, { type: 'response' }>, 'told' | 'said' | 'delta'>;

/** A chat message of the log by its number. @throws StateError when there is none. */
function recordedMessage(history: History, sequence: number): Recorded<ChatMessage> {
  const { body } = history.event(sequence);
  if (body.type === 'message' && isChatMessage(body.message)) return { item: body.message, sequence };
  throw new StateError(`Event ${sequence} of the run is no chat message, but a checkpoint names it as one.`);
}
