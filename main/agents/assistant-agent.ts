import * as z from 'zod';
import type { ChatMessage } from '../../shared/chat/chat-message.ts';
import {
  type CreateResult,
  type FunctionCall,
  type FunctionExecutionResult,
  LLMMessage,
} from '../../shared/chat/llm-message.ts';
import type { ToolSchema } from '../../shared/chat/tool-schema.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { Effects, ItemDraft, MessageDraft, Recorded } from '../core/effects.ts';
import { AgentFailureError } from '../core/errors.ts';
import { parseState } from '../core/parse-state.ts';
import type { AgentResponse, ChatAgent, History } from '../core/participant.ts';
import type { ModelClient } from '../models/model-client.ts';
import { askModel } from './ask-model.ts';
import { callTools, type Toolbox } from './call-tools.ts';
import { assistantMessage } from './context/assistant-message.ts';
import { checkpointContext, restoreContext } from './context/context-checkpoint.ts';
import { contextItem, itemsOfChatMessage } from './context/context-item.ts';
import type { ModelContext } from './context/model-context.ts';
import { handoffMessage, summaryMessage } from './final-message.ts';
import { handoffSchema } from './handoff.ts';

export interface AssistantAgentOptions {
  readonly name: string;
  readonly description: string;
  readonly client: ModelClient;
  readonly context: ModelContext;
  /** Undefined: no system message. */
  readonly systemMessage: string | undefined;
  readonly toolbox: Toolbox;
  /** Also yield the streamed pieces as events of the run's stream. They are on the wire in any case. */
  readonly modelClientStream: boolean;
  readonly reflectOnToolUse: boolean;
  readonly toolCallSummaryFormat: string;
  /** At least 1. */
  readonly maxToolIterations: number;
}

const State = z.object({
  type: z.literal('AssistantAgentState'),
  version: z.string(),
  llm_context: z.object({ messages: z.array(LLMMessage).default([]) }),
});
const Checkpoint = z.object({ context: z.array(z.number().int()), calls: z.number().int() });

/** One answer of the model, and the id that its text was streamed under. */
interface Answer {
  readonly result: CreateResult;
  readonly messageId: string;
}

/** Answers with a model and may call tools. (AutoGen: AssistantAgent; rules: autogen.md section 3.2) */
export class AssistantAgent implements ChatAgent {
  readonly kind = 'agent';
  readonly name: string;
  readonly description: string;
  readonly producedMessageTypes: readonly string[];
  readonly #options: AssistantAgentOptions;
  readonly #context: ModelContext;
  readonly #schemas: readonly ToolSchema[];
  /** Answers that the model has given: where a scripted model stands in its lines. */
  #calls = 0;

  constructor(options: AssistantAgentOptions) {
    this.name = options.name;
    this.description = options.description;
    this.#options = options;
    this.#context = options.context;
    const { tools, handoffs } = options.toolbox;
    this.#schemas = [...renamed(tools), ...[...handoffs.values()].map(handoffSchema)];
    this.producedMessageTypes = [
      'TextMessage',
      ...(this.#schemas.length > 0 ? ['ToolCallSummaryMessage'] : []),
      ...(handoffs.size > 0 ? ['HandoffMessage'] : []),
    ];
  }

  async respond(messages: readonly Recorded<ChatMessage>[], effects: Effects): Promise<AgentResponse> {
    for (const { item, sequence } of messages) this.#context.addAll(itemsOfChatMessage(item, sequence));
    const turn = new Turn(effects);
    for (let iteration = 1; ; iteration += 1) {
      const { result, messageId } = await this.#ask(turn, 'auto');
      if (typeof result.content === 'string') return turn.end(this.#text(result, messageId));
      const results = await this.#call(turn, result.content, result);
      const handedOff = handoffMessage({ agent: this.name, result, results, handoffs: this.#options.toolbox.handoffs });
      if (handedOff !== undefined) return turn.end(handedOff);
      if (iteration < this.#options.maxToolIterations) continue;
      return turn.end(await this.#conclude(turn, result.content, results));
    }
  }

  async #ask(turn: Turn, toolChoice: 'auto' | 'none'): Promise<Answer> {
    const messageId = turn.effects.newId();
    const { value: result, sequence } = await askModel(turn.effects, {
      agent: this.name,
      client: this.#options.client,
      system: this.#options.systemMessage,
      view: this.#context.view(),
      tools: toolChoice === 'none' ? NO_TOOLS : this.#schemas,
      toolChoice,
      messageId,
      keepChunks: this.#options.modelClientStream,
    });
    this.#calls += 1;
    if (result.thought) turn.emit({ type: 'ThoughtEvent', source: this.name, content: result.thought });
    this.#context.add(contextItem(assistantMessage(result, this.name), sequence));
    return { result, messageId };
  }

  async #call(turn: Turn, calls: readonly FunctionCall[], result: CreateResult): Promise<FunctionExecutionResult[]> {
    turn.emit({ type: 'ToolCallRequestEvent', source: this.name, content: [...calls], models_usage: result.usage });
    const results = await callTools(calls, this.#options.toolbox, turn.effects);
    const { sequence } = turn.emit({ type: 'ToolCallExecutionEvent', source: this.name, content: results });
    this.#context.add(contextItem({ content: results, type: 'FunctionExecutionResultMessage' }, sequence));
    return results;
  }

  async #conclude(
    turn: Turn,
    calls: readonly FunctionCall[],
    results: readonly FunctionExecutionResult[],
  ): Promise<MessageDraft> {
    const { handoffs } = this.#options.toolbox;
    if (!this.#options.reflectOnToolUse) {
      return summaryMessage({
        agent: this.name,
        calls,
        results,
        format: this.#options.toolCallSummaryFormat,
        handoffs,
      });
    }
    const { result, messageId } = await this.#ask(turn, 'none');
    if (typeof result.content !== 'string') {
      throw new AgentFailureError(
        `"${this.name}" was asked to sum up its tool results in words, but its model called tools again.`,
      );
    }
    return this.#text(result, messageId);
  }

  #text(result: CreateResult, id: string): MessageDraft {
    const content = result.content as string; // the callers looked
    return { type: 'TextMessage', id, source: this.name, content, models_usage: result.usage };
  }

  reset(): void {
    this.#context.clear();
  }

  saveState(): JsonObject {
    const messages = this.#context.items.map(({ message }) => message as LLMMessage & JsonObject);
    return { type: 'AssistantAgentState', version: '1.0.0', llm_context: { messages } };
  }

  loadState(state: JsonObject): void {
    const { llm_context } = parseState(State, state, this.name);
    this.#context.clear();
    for (const message of llm_context.messages) this.#context.add(contextItem(message, 0));
  }

  checkpoint(): JsonObject {
    return { context: checkpointContext(this.#context), calls: this.#calls };
  }

  restore(checkpoint: JsonObject, history: History): void {
    const { context, calls } = Checkpoint.parse(checkpoint);
    restoreContext(this.#context, context, { history, agent: this.name });
    for (; this.#calls < calls; this.#calls += 1) this.#options.client.skip?.();
  }
}

const NO_TOOLS: readonly ToolSchema[] = [];

/** What one activation has emitted so far. */
class Turn {
  readonly effects: Effects;
  readonly #inner: Recorded[] = [];

  constructor(effects: Effects) {
    this.effects = effects;
  }

  emit(draft: ItemDraft): Recorded {
    const recorded = this.effects.emit(draft);
    this.#inner.push(recorded);
    return recorded;
  }

  end(message: MessageDraft): AgentResponse {
    return { message, inner: this.#inner };
  }
}

/** Schemas under the names that the model is told, which a workbench may have overridden. */
function renamed(tools: Toolbox['tools']): ToolSchema[] {
  return [...tools].map(([name, { schema }]) => (schema.name === name ? schema : { ...schema, name }));
}
