import * as z from 'zod';
import type { ChatMessage } from '../../shared/chat/chat-message.ts';
import { JsonObject } from '../../shared/json.ts';
import type { Effects, Recorded } from '../core/effects.ts';
import { parseState } from '../core/parse-state.ts';
import type { AgentResponse, ChatAgent, History } from '../core/participant.ts';
import { BASE_STATE } from './base-state.ts';

/** Which of one source's new messages are let through. */
export interface SourceFilter {
  readonly source: string;
  /** Without it, or without a count: all. */
  readonly position: 'first' | 'last' | undefined;
  readonly count: number | undefined;
}

const State = z.object({ type: z.literal('BaseState').optional(), wrapped_agent_state: JsonObject.optional() });

/** Lets only chosen new messages through to the agent inside. (AutoGen: MessageFilterAgent, section 3.6) */
export class MessageFilterAgent implements ChatAgent {
  readonly kind = 'agent';
  readonly name: string;
  readonly description: string;
  readonly #agent: ChatAgent;
  readonly #filters: readonly SourceFilter[];

  constructor({ name, agent, filters }: { name: string; agent: ChatAgent; filters: readonly SourceFilter[] }) {
    this.name = name;
    this.description = `${agent.description} (with message filtering)`;
    this.#agent = agent;
    this.#filters = filters;
  }

  get producedMessageTypes(): readonly string[] {
    return this.#agent.producedMessageTypes;
  }

  /** In the order of the filters, as in AutoGen, not in that of the conversation. */
  respond(messages: readonly Recorded<ChatMessage>[], effects: Effects): Promise<AgentResponse> {
    const passed = this.#filters.flatMap(({ source, position, count }) => {
      const own = messages.filter(({ item }) => item.source === source);
      if (!count || position === undefined) return own;
      return position === 'first' ? own.slice(0, count) : own.slice(-count);
    });
    return this.#agent.respond(passed, effects);
  }

  reset(): void {
    this.#agent.reset();
  }

  /** AutoGen keeps no state of the agent inside, and ignores a key that it does not know. */
  saveState(): JsonObject {
    return { ...BASE_STATE, wrapped_agent_state: this.#agent.saveState() };
  }

  loadState(state: JsonObject): void {
    const { wrapped_agent_state } = parseState(State, state, this.name);
    if (wrapped_agent_state !== undefined) this.#agent.loadState(wrapped_agent_state);
  }

  checkpoint(): JsonObject {
    return this.#agent.checkpoint();
  }

  restore(checkpoint: JsonObject, history: History): void {
    this.#agent.restore(checkpoint, history);
  }
}
