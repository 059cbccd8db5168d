import * as z from 'zod';
import { ChatMessage } from '../../shared/chat/chat-message.ts';
import { isChatMessage } from '../../shared/chat/chat-item.ts';
import { failureText } from '../../shared/failure.ts';
import { JsonObject } from '../../shared/json.ts';
import type { AgentId, TopicId } from '../core/agent-id.ts';
import type { Agent, AgentRuntime } from '../core/agent-runtime.ts';
import type { Branch, ItemDraft, MessageDraft, Recorded } from '../core/effects.ts';
import { StateError } from '../core/errors.ts';
import type { ChatAgent, History, Participant, Team } from '../core/participant.ts';
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
    else if (message.type === 'request-publish') return this.#takeFloor(message.turn);
    return undefined;
  }

  async #takeFloor(turn: Branch): Promise<void> {
    const { name } = this.participant;
    try {
      await turn.gate({ point: 'turn', speaker: name, pending: () => ({ speaker: name }) });
      const heard = this.#buffer;
      const { said, delta } =
        this.participant.kind === 'agent'
          ? await this.#askAgent(this.participant, heard, turn)
          : await this.#runTeam(this.participant, heard, turn);
      this.#buffer = [];
      turn.close();
      this.#tellGroup({ type: 'response', name, said, delta });
    } catch (error) {
      turn.abandon(failureText(error));
      this.#tellGroup({ type: 'failure', name, error });
    }
  }

  async #askAgent(agent: ChatAgent, heard: readonly Recorded<ChatMessage>[], turn: Branch): Promise<Said> {
    const { message, inner } = await agent.respond(heard, turn);
    const draft: MessageDraft = { ...message, id: message.id ?? turn.newId() };
    const edited = await turn.gate({
      point: 'publish',
      speaker: agent.name,
      pending: () => ({ message: toJson(draft) }),
    });
    const published = turn.emit<ChatMessage>(edited ? unstamped(edited, draft) : draft);
    return { said: [published], delta: [...inner, published] };
  }

  async #runTeam(team: Team, heard: readonly Recorded<ChatMessage>[], turn: Branch): Promise<Said> {
    const { items } = await team.run({ messages: null, recorded: heard, outputTaskMessages: false }, turn);
    const said = items.filter((one): one is Recorded<ChatMessage> => isChatMessage(one.item));
    return { said, delta: items };
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
    const buffer = this.#buffer.map(({ item }) => toJson(item));
    return {
      type: 'ChatAgentContainerState',
      version: '1.0.0',
      agent_state: this.participant.saveState(),
      message_buffer: buffer,
    };
  }

  loadTeamState(state: JsonObject): void {
    const parsed = State.safeParse(state);
    if (!parsed.success)
      throw new StateError(
        `The saved state of "${this.participant.name}" does not fit: ${z.prettifyError(parsed.error)}`,
      );
    this.#buffer = parsed.data.message_buffer.map((item) => ({ item, sequence: 0 }));
    this.participant.loadState(parsed.data.agent_state);
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

interface Said {
  readonly said: readonly Recorded<ChatMessage>[];
  readonly delta: readonly Recorded[];
}

/** A chat message of the log by its number. @throws StateError when there is none. */
export function recordedMessage(history: History, sequence: number): Recorded<ChatMessage> {
  const { body } = history.event(sequence);
  if (body.type === 'message' && isChatMessage(body.message)) return { item: body.message, sequence };
  throw new StateError(`Event ${sequence} of the run is no chat message, but a checkpoint names it as one.`);
}

function toJson(message: object): JsonObject {
  return message as JsonObject;
}

/** What a person made of a pending message, under the id that it was going to have. */
function unstamped({ created_at: _time, ...message }: ChatMessage, { id }: MessageDraft): ItemDraft {
  return { ...message, ...(id === undefined ? {} : { id }) } as ItemDraft;
}
