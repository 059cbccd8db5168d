import * as z from 'zod';
import { isChatMessage } from '../../shared/chat/chat-item.ts';
import type { ChatMessage } from '../../shared/chat/chat-message.ts';
import type { LLMMessage } from '../../shared/chat/llm-message.ts';
import { toModelMessage } from '../../shared/chat/text.ts';
import { JsonObject } from '../../shared/json.ts';
import type { Effects, MessageDraft, Recorded } from '../core/effects.ts';
import { AgentFailureError } from '../core/errors.ts';
import { parseState } from '../core/parse-state.ts';
import type { AgentResponse, ChatAgent, History, Team } from '../core/participant.ts';
import type { ModelClient } from '../models/model-client.ts';
import { askModel } from './ask-model.ts';
import { checkpointContext, restoreContext } from './context/context-checkpoint.ts';
import { itemsOfChatMessage } from './context/context-item.ts';
import { viewOf } from './context/context-view.ts';
import type { ModelContext } from './context/model-context.ts';

export interface SocietyOfMindOptions {
  readonly name: string;
  readonly description: string;
  readonly team: Team;
  readonly client: ModelClient;
  /** What it was asked before. */
  readonly context: ModelContext;
  readonly instruction: string;
  readonly responsePrompt: string;
}

const State = z.object({ type: z.literal('SocietyOfMindAgentState'), inner_team_state: JsonObject });
const Checkpoint = z.object({ context: z.array(z.number().int()), team: JsonObject, calls: z.number().int() });

/** A whole team that answers as one: it talks, then a model says what came of it. (AutoGen: section 3.5) */
export class SocietyOfMindAgent implements ChatAgent {
  readonly kind = 'agent';
  readonly name: string;
  readonly description: string;
  readonly producedMessageTypes = ['TextMessage'];
  readonly #options: SocietyOfMindOptions;
  #calls = 0;

  constructor(options: SocietyOfMindOptions) {
    this.name = options.name;
    this.description = options.description;
    this.#options = options;
  }

  async respond(messages: readonly Recorded<ChatMessage>[], effects: Effects): Promise<AgentResponse> {
    const { team, context } = this.#options;
    const earlier = context.view().messages;
    const recorded = earlier.length === 0 ? messages : [this.#reminder(earlier, effects), ...messages];
    try {
      const { items } = await team.run({ messages: null, recorded, outputTaskMessages: false }, effects);
      const message = await this.#sumUp(items, effects);
      for (const { item, sequence } of messages) context.addAll(itemsOfChatMessage(item, sequence));
      return { message, inner: [], told: items };
    } finally {
      // Every turn is a new conversation, also after a failure.
      team.reset();
    }
  }

  /** Only the team hears it: it is in no log. */
  #reminder(earlier: readonly LLMMessage[], effects: Effects): Recorded<ChatMessage> {
    const item: ChatMessage = {
      id: effects.newId(),
      source: this.name,
      models_usage: null,
      metadata: {},
      created_at: '1970-01-01T00:00:00.000Z',
      content: 'relevant previous messages',
      target: '',
      context: [...earlier],
      type: 'HandoffMessage',
    };
    return { item, sequence: 0 };
  }

  async #sumUp(items: readonly Recorded[], effects: Effects): Promise<MessageDraft> {
    const common = { type: 'TextMessage', source: this.name } as const;
    if (items.length === 0) return { ...common, content: 'No response.' };
    const { client, instruction, responsePrompt } = this.#options;
    const said = items.flatMap(({ item }) => (isChatMessage(item) ? [toModelMessage(item)] : []));
    const prompt = (content: string): LLMMessage =>
      client.info.multiple_system_messages
        ? { content, type: 'SystemMessage' }
        : { content, source: 'user', type: 'UserMessage' };
    const messageId = effects.newId();
    const { value } = await askModel(effects, {
      agent: this.name,
      client,
      system: undefined,
      view: viewOf([prompt(instruction), ...said, prompt(responsePrompt)]),
      tools: [],
      toolChoice: 'none',
      messageId,
      keepChunks: false,
    });
    this.#calls += 1;
    if (typeof value.content !== 'string') {
      throw new AgentFailureError(`"${this.name}" asked for an answer in words, but its model called tools.`);
    }
    return { ...common, id: messageId, content: value.content, models_usage: value.usage };
  }

  reset(): void {
    this.#options.team.reset();
    this.#options.context.clear();
  }

  saveState(): JsonObject {
    return { type: 'SocietyOfMindAgentState', version: '1.0.0', inner_team_state: this.#options.team.saveState() };
  }

  loadState(state: JsonObject): void {
    this.#options.team.loadState(parseState(State, state, this.name).inner_team_state);
  }

  checkpoint(): JsonObject {
    const { context, team } = this.#options;
    return { context: checkpointContext(context), team: team.checkpoint(), calls: this.#calls };
  }

  restore(checkpoint: JsonObject, history: History): void {
    const { context, team, calls } = Checkpoint.parse(checkpoint);
    restoreContext(this.#options.context, context, { history, agent: this.name });
    this.#options.team.restore(team, history);
    for (; this.#calls < calls; this.#calls += 1) this.#options.client.skip?.();
  }
}
