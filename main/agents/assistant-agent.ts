import * as z from 'zod';
import type { ChatMessage } from '../../shared/chat/chat-message.ts';
import {
  type CreateResult,
  type FunctionCall,
  type FunctionExecutionResult,
  LLMMessage,
} from '../../shared/chat/llm-message.ts';
import type { ToolSchema } from '../../shared/chat/tool-schema.ts';
import { JsonObject } from '../../shared/json.ts';
import type { Effects, MessageDraft, Recorded } from '../core/effects.ts';
import { AgentFailureError } from '../core/errors.ts';
import { parseState } from '../core/parse-state.ts';
import type { AgentResponse, ChatAgent, History } from '../core/participant.ts';
import { type Memory, memoryMessage, memoryText } from '../memory/memory.ts';
import type { ModelClient } from '../models/model-client.ts';
import type { AnswerRule } from './answer-rule.ts';
import { askModel } from './ask-model.ts';
import { AgentTools, ToolsCheckpoint } from './agent-tools.ts';
import { callTools, type Toolbox } from './call-tools.ts';
import { assistantMessage } from './context/assistant-message.ts';
import { checkpointContext, restoreContext } from './context/context-checkpoint.ts';
import { contextItem, itemsOfChatMessage } from './context/context-item.ts';
import { withMessages } from './context/context-view.ts';
import type { ModelContext } from './context/model-context.ts';
import { handoffMessage, summaryMessage } from './final-message.ts';
import { NestedTool } from './nested-tool.ts';
import type { StructuredAnswer } from './structured-answer.ts';
import { SavedFolders, ToolFolders } from './tool-folders.ts';
import { Turn } from './turn.ts';

export interface AssistantAgentOptions {
  readonly name: string;
  readonly description: string;
  readonly client: ModelClient;
  /** Puts the results of tools into words; undefined: `client` does. */
  readonly reflectionClient?: ModelClient | undefined;
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
  /** The shape of its answers; undefined: text. */
  readonly structured: StructuredAnswer | undefined;
  /** What else its answers must be like. */
  readonly rules: readonly AnswerRule[];
  readonly memories: readonly Memory[];
}

const State = z.object({
  type: z.literal('AssistantAgentState'),
  version: z.string(),
  llm_context: z.object({ messages: z.array(LLMMessage).default([]) }),
  /** Ours; AutoGen ignores it. */
  tool_files: SavedFolders.optional(),
});
const Checkpoint = z.object({
  context: z.array(z.number().int()),
  calls: z.number().int(),
  reflections: z.number().int().optional(),
  nested: z.record(z.string(), JsonObject).optional(),
  tools: ToolsCheckpoint.optional(),
  files: SavedFolders.optional(),
});

/** One answer of the model, the id that its text was streamed under, and its number in the log. */
interface Answer {
  readonly result: CreateResult;
  readonly messageId: string;
  readonly sequence: number;
}

/** A turn, and what its memories recalled for the system message of its calls. */
interface AssistantTurn {
  readonly turn: Turn;
  readonly recalled: readonly string[];
}

type ToolChoice = 'auto' | 'none';

/** Answers with a model and may call tools. (AutoGen: AssistantAgent; rules: autogen.md section 3.2) */
export class AssistantAgent implements ChatAgent {
  readonly kind = 'agent';
  readonly name: string;
  readonly description: string;
  readonly producedMessageTypes: readonly string[];
  readonly #options: AssistantAgentOptions;
  readonly #context: ModelContext;
  readonly #tools: AgentTools;
  readonly #folders: ToolFolders;
  readonly #nested: readonly (readonly [string, NestedTool])[];
  /** Answers that the model has given: where a scripted model stands in its lines. */
  #calls = 0;
  /** The same of a model of its own for reflections. */
  #reflections = 0;

  constructor(options: AssistantAgentOptions) {
    this.name = options.name;
    this.description = options.description;
    this.#options = options;
    this.#context = options.context;
    const { tools, handoffs, library = [] } = options.toolbox;
    this.#nested = [...tools, ...library].flatMap(([name, tool]) =>
      tool instanceof NestedTool ? [[name, tool] as const] : [],
    );
    this.#tools = new AgentTools(options.toolbox);
    this.#folders = new ToolFolders(options.toolbox);
    this.producedMessageTypes = [
      options.structured === undefined ? 'TextMessage' : `StructuredMessage[${options.structured.name}]`,
      ...(this.#tools.schemas.length > 0 || this.#tools.hasWorkbenches ? ['ToolCallSummaryMessage'] : []),
      ...(handoffs.size > 0 ? ['HandoffMessage'] : []),
    ];
  }

  async respond(messages: readonly Recorded<ChatMessage>[], effects: Effects): Promise<AgentResponse> {
    for (const { item, sequence } of messages) this.#context.addAll(itemsOfChatMessage(item, sequence));
    const turn = new Turn(effects);
    const recalled = this.#options.memories.length === 0 ? [] : await this.#recall(turn);
    const asked: AssistantTurn = { turn, recalled };
    if (this.#tools.hasWorkbenches) await this.#tools.look(effects, 'all');
    for (let iteration = 1; ; iteration += 1) {
      const answer = await this.#ask(asked, 'auto');
      const { result } = answer;
      if (typeof result.content === 'string') return turn.end(this.#final(answer, 'first'));
      const results = await this.#call(turn, result.content, result);
      const handedOff = handoffMessage({ agent: this.name, result, results, handoffs: this.#options.toolbox.handoffs });
      if (handedOff !== undefined) return turn.end(handedOff);
      if (iteration >= this.#options.maxToolIterations) {
        return turn.end(await this.#conclude(asked, result.content, results));
      }
      if (this.#tools.hasWorkbenches) await this.#tools.look(effects, 'stale');
    }
  }

  /** What each memory recalls, told as an event each. Gives what is to stand in the system message. */
  async #recall(turn: Turn): Promise<string[]> {
    const texts: string[] = [];
    for (const memory of this.#options.memories) {
      const recalled = await memory.updateContext(this.#context.view().messages, turn.effects);
      if (recalled === undefined) continue;
      const { content, metadata } = recalled;
      const { sequence } = turn.emit({
        type: 'MemoryQueryEvent',
        source: this.name,
        content: [...content],
        metadata: { ...metadata },
      });
      // A scripted model counts what it is shown, and is shown what it is in AutoGen: every recall again.
      if (this.#options.client.live) texts.push(memoryText(recalled));
      else this.#context.add(contextItem(memoryMessage(recalled), sequence));
    }
    return texts;
  }

  /** The agent's own system message, the shape of its answer where the model is not held to it, what it remembers. */
  #system(client: ModelClient, recalled: readonly string[]): string | undefined {
    const { systemMessage, structured } = this.#options;
    const parts = systemMessage === undefined ? [] : [systemMessage];
    if (structured !== undefined && client.live && !client.info.structured_output) parts.push(structured.instruction());
    const all = [...parts, ...recalled];
    return all.length === 0 ? undefined : all.join('\n');
  }

  /** Who is asked: results of tools may be put into words by another model than the one that called them. */
  #clientFor(choice: ToolChoice): ModelClient {
    const { client, reflectionClient } = this.#options;
    return choice === 'none' ? (reflectionClient ?? client) : client;
  }

  /** Asks the model; an answer that cannot be used is told as an event and asked for once more. */
  async #ask(asked: AssistantTurn, choice: ToolChoice): Promise<Answer> {
    const first = await this.#askOnce(asked, choice, []);
    const problem = this.#problem(first.result, choice);
    if (problem === undefined) return this.#keep(first);
    const { usage } = first.result;
    asked.turn.emit({
      type: 'ThoughtEvent',
      source: this.name,
      content: `Asked again. ${problem}`,
      models_usage: usage,
    });
    const second = await this.#askOnce(asked, choice, correction(first.result, { problem, agent: this.name }));
    const again = this.#problem(second.result, choice);
    if (again === undefined) return this.#keep(second);
    throw new AgentFailureError(`"${this.name}" was asked twice, and its answer cannot be used. ${again}`);
  }

  async #askOnce({ turn, recalled }: AssistantTurn, choice: ToolChoice, more: readonly LLMMessage[]): Promise<Answer> {
    const messageId = turn.effects.newId();
    const { structured, modelClientStream } = this.#options;
    const client = this.#clientFor(choice);
    const { value: result, sequence } = await askModel(turn.effects, {
      agent: this.name,
      client,
      system: this.#system(client, recalled),
      view: withMessages(this.#context.view(), more),
      tools: choice === 'none' ? NO_TOOLS : this.#tools.schemas,
      toolChoice: choice,
      jsonOutput: structured?.jsonOutput(client.info) ?? false,
      messageId,
      keepChunks: modelClientStream,
      mayBeEmpty: true,
      isRefused: (given) => this.#problem(given, choice) !== undefined,
    });
    if (client === this.#options.client) this.#calls += 1;
    else this.#reflections += 1;
    if (result.thought) turn.emit({ type: 'ThoughtEvent', source: this.name, content: result.thought });
    return { result, messageId, sequence };
  }

  #keep(answer: Answer): Answer {
    this.#context.add(contextItem(assistantMessage(answer.result, this.name), answer.sequence));
    return answer;
  }

  #problem({ content }: CreateResult, choice: ToolChoice): string | undefined {
    const { structured, rules } = this.#options;
    if (typeof content !== 'string') {
      return choice === 'none' ? 'Tools were called again where their results had to be put into words.' : undefined;
    }
    for (const rule of structured === undefined ? rules : [structured, ...rules]) {
      const problem = rule.problem(content);
      if (problem !== undefined) return problem;
    }
    // What a scripted model says is meant.
    return this.#clientFor(choice).live && content.trim() === '' ? EMPTY : undefined;
  }

  async #call(turn: Turn, calls: readonly FunctionCall[], result: CreateResult): Promise<FunctionExecutionResult[]> {
    turn.emit({ type: 'ToolCallRequestEvent', source: this.name, content: [...calls], models_usage: result.usage });
    const { results, items } = await callTools(calls, this.#tools.toolbox, turn.effects);
    turn.take(items);
    const { sequence } = turn.emit({ type: 'ToolCallExecutionEvent', source: this.name, content: results });
    this.#context.add(contextItem({ content: results, type: 'FunctionExecutionResultMessage' }, sequence));
    return results;
  }

  async #conclude(
    asked: AssistantTurn,
    calls: readonly FunctionCall[],
    results: readonly FunctionExecutionResult[],
  ): Promise<MessageDraft> {
    const { reflectOnToolUse, toolCallSummaryFormat: format, toolbox } = this.#options;
    if (reflectOnToolUse) return this.#final(await this.#ask(asked, 'none'), 'reflection');
    return summaryMessage({ agent: this.name, calls, results, format, handoffs: toolbox.handoffs });
  }

  /** The message of an answer in text. After a reflection AutoGen gives a structured one no format; nor do we. */
  #final({ result, messageId: id }: Answer, from: 'first' | 'reflection'): MessageDraft {
    const { structured } = this.#options;
    const content = result.content as string; // the callers looked
    const common = { id, source: this.name, models_usage: result.usage };
    if (structured === undefined) return { type: 'TextMessage', ...common, content };
    return {
      type: `StructuredMessage[${structured.name}]`,
      ...common,
      content: structured.parse(content),
      format_string: from === 'first' ? structured.formatString : null,
    };
  }

  reset(): void {
    this.#context.clear();
    this.#folders.load();
  }

  saveState(): JsonObject {
    const messages = this.#context.items.map(({ message }) => message as LLMMessage & JsonObject);
    const files = this.#folders.saved();
    return {
      type: 'AssistantAgentState',
      version: '1.0.0',
      llm_context: { messages },
      ...(files !== undefined && { tool_files: files }),
    };
  }

  loadState(state: JsonObject): void {
    const { llm_context, tool_files } = parseState(State, state, this.name);
    this.#folders.load(tool_files);
    this.#context.clear();
    for (const message of llm_context.messages) this.#context.add(contextItem(message, 0));
  }

  checkpoint(): JsonObject {
    const nested = this.#nested.map(([name, tool]) => [name, tool.checkpoint()]);
    const tools = this.#tools.checkpoint();
    const files = this.#folders.saved();
    return {
      context: checkpointContext(this.#context),
      calls: this.#calls,
      ...(this.#reflections > 0 && { reflections: this.#reflections }),
      ...(nested.length === 0 ? {} : { nested: Object.fromEntries(nested) as JsonObject }),
      ...(tools !== undefined && { tools }),
      ...(files !== undefined && { files }),
    };
  }

  restore(checkpoint: JsonObject, history: History): void {
    const { context, calls, reflections = 0, nested, tools, files } = Checkpoint.parse(checkpoint);
    this.#folders.load(files);
    this.#tools.restore(tools, history);
    for (const [name, tool] of this.#nested) if (nested?.[name] !== undefined) tool.restore(nested[name], history);
    restoreContext(this.#context, context, { history, agent: this.name });
    const { client, reflectionClient } = this.#options;
    for (; this.#calls < calls; this.#calls += 1) client.skip?.();
    for (; this.#reflections < reflections; this.#reflections += 1) reflectionClient?.skip?.();
  }
}

const NO_TOOLS: readonly ToolSchema[] = [];

const EMPTY = 'The answer is empty.';

/** What a model is told, for one call only, about an answer that cannot be used. Calls are left out: they have no results. */
function correction(refused: CreateResult, { problem, agent }: { problem: string; agent: string }): LLMMessage[] {
  const wrong = typeof refused.content === 'string' && refused.content !== '' ? [assistantMessage(refused, agent)] : [];
  return [...wrong, { type: 'UserMessage', source: 'user', content: `${problem} Answer once more.` }];
}
