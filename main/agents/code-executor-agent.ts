import * as z from 'zod';
import type { ChatMessage } from '../../shared/chat/chat-message.ts';
import { type CreateResult, LLMMessage } from '../../shared/chat/llm-message.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { Effects, MessageDraft, Recorded } from '../core/effects.ts';
import { AgentFailureError } from '../core/errors.ts';
import { SavedFolder } from '../core/kept-folder.ts';
import { parseState } from '../core/parse-state.ts';
import type { AgentResponse, ChatAgent, History } from '../core/participant.ts';
import type { ModelClient, ModelRequest } from '../models/model-client.ts';
import type { CodeExecutor } from '../sandbox/code-executor.ts';
import { askModel } from './ask-model.ts';
import { BASE_STATE } from './base-state.ts';
import { codeBlocks } from './code-blocks.ts';
import { CodeRunner } from './code-runner.ts';
import { assistantMessage } from './context/assistant-message.ts';
import { checkpointContext, restoreContext } from './context/context-checkpoint.ts';
import { contextItem, itemsOfChatMessage } from './context/context-item.ts';
import { withMessages } from './context/context-view.ts';
import type { ModelContext } from './context/model-context.ts';
import { Turn } from './turn.ts';

/** How the agent writes code itself, where it does. */
export interface CodeWriter {
  readonly client: ModelClient;
  readonly context: ModelContext;
  readonly systemMessage: string | undefined;
  readonly modelClientStream: boolean;
  /** How often it may mend code that failed. */
  readonly maxRetries: number;
}

export interface CodeExecutorAgentOptions {
  readonly name: string;
  readonly description: string;
  readonly executor: CodeExecutor;
  readonly languages: readonly string[];
  /** Names of those whose code is run; undefined: everyone's. */
  readonly sources: readonly string[] | undefined;
  /** Undefined: it runs what others write. */
  readonly writer: CodeWriter | undefined;
}

const State = z.object({
  type: z.literal('BaseState').optional(),
  llm_context: z.object({ messages: z.array(LLMMessage) }).optional(),
  work_files: SavedFolder,
});
const Checkpoint = z.object({ context: z.array(z.number().int()), calls: z.number().int(), files: SavedFolder });
const Verdict = z.object({ reason: z.string(), retry: z.boolean() });

/** Runs the code that others write, or writes and runs its own. (AutoGen: CodeExecutorAgent, section 3.4) */
export class CodeExecutorAgent implements ChatAgent {
  readonly kind = 'agent';
  readonly name: string;
  readonly description: string;
  readonly producedMessageTypes = ['TextMessage'];
  readonly #options: CodeExecutorAgentOptions;
  readonly #code: CodeRunner;
  #calls = 0;

  constructor(options: CodeExecutorAgentOptions) {
    this.name = options.name;
    this.description = options.description;
    this.#options = options;
    this.#code = new CodeRunner({ executor: options.executor, agent: options.name });
  }

  async respond(messages: readonly Recorded<ChatMessage>[], effects: Effects): Promise<AgentResponse> {
    const turn = new Turn(effects);
    const { writer } = this.#options;
    if (writer === undefined) return turn.end(await this.#runOthers(messages, turn));
    return this.#asTold(turn.end(await this.#writeAndRun(messages, { turn, writer })));
  }

  /** The team's thread and stop rules see of it what they see in AutoGen: nothing, or its thoughts where code ran. */
  #asTold({ message, inner }: AgentResponse): AgentResponse {
    const hasRun = inner.some(({ item }) => item.type === 'CodeExecutionEvent');
    return { message, inner: hasRun ? inner.filter(({ item }) => item.type === 'ThoughtEvent') : [], told: inner };
  }

  async #runOthers(messages: readonly Recorded<ChatMessage>[], { effects }: Turn): Promise<MessageDraft> {
    const { sources, languages } = this.#options;
    const blocks = messages.flatMap(({ item }) =>
      item.type === 'TextMessage' && (sources === undefined || sources.includes(item.source))
        ? codeBlocks(item.content, languages)
        : [],
    );
    const common = { type: 'TextMessage', source: this.name } as const;
    if (blocks.length === 0) {
      return { ...common, content: NO_CODE };
    }
    return { ...common, content: (await this.#code.run(blocks, effects)).result.output };
  }

  async #writeAndRun(messages: readonly Recorded<ChatMessage>[], own: Writing): Promise<MessageDraft> {
    const { turn, writer } = own;
    const { languages } = this.#options;
    for (const { item, sequence } of messages) writer.context.addAll(itemsOfChatMessage(item, sequence));
    for (let attempt = 0; ; attempt += 1) {
      const answer = await this.#say(own);
      const blocks = codeBlocks(answer.content, languages);
      // As in AutoGen, the usage is told only of an answer after code that ran.
      if (blocks.length === 0) return { ...answer, models_usage: null };
      const { content } = answer;
      const common = { source: this.name, retry_attempt: attempt } as const;
      turn.emit({
        type: 'CodeGenerationEvent',
        ...common,
        content,
        code_blocks: blocks.map((block) => ({ ...block })),
      });
      const { result } = await this.#code.run(blocks, turn.effects);
      const { sequence } = turn.emit({ type: 'CodeExecutionEvent', ...common, result });
      writer.context.add(contextItem({ content: result.output, source: this.name, type: 'UserMessage' }, sequence));
      if (result.exit_code === 0 || attempt >= writer.maxRetries) break;
      const { reason, retry } = await this.#judge(own);
      if (!retry) break;
      const proposal = `Attempt number: ${attempt + 1}\nProposed correction: ${reason}`;
      turn.emit({ type: 'CodeGenerationEvent', ...common, content: proposal, code_blocks: [] });
    }
    return this.#say(own);
  }

  /** What the model says next, which stays in the context. */
  async #say(own: Writing): Promise<MessageDraft & { readonly content: string }> {
    const id = own.turn.effects.newId();
    const { result, sequence } = await this.#ask(own, { messageId: id, more: [], jsonOutput: false });
    own.writer.context.add(contextItem(assistantMessage(result, this.name), sequence));
    return { type: 'TextMessage', id, source: this.name, content: result.content, models_usage: result.usage };
  }

  /** Whether another attempt is worth while. A model that does not say so clearly wants none. */
  async #judge(own: Writing): Promise<z.infer<typeof Verdict>> {
    const { info } = own.writer.client;
    const question: LLMMessage = { content: RETRY_QUESTION, source: this.name, type: 'UserMessage' };
    const shape = { name: 'Verdict', schema: VERDICT_SCHEMA };
    const jsonOutput = info.structured_output ? shape : info.json_output;
    const { result } = await this.#ask(own, { messageId: undefined, more: [question], jsonOutput });
    try {
      return Verdict.parse(JSON.parse(result.content));
    } catch {
      return { reason: '', retry: false };
    }
  }

  async #ask({ turn, writer }: Writing, question: Asking): Promise<{ result: TextResult; sequence: number }> {
    const { value: result, sequence } = await askModel(turn.effects, {
      agent: this.name,
      client: writer.client,
      system: writer.systemMessage,
      view: withMessages(writer.context.view(), question.more),
      tools: [],
      toolChoice: 'none',
      messageId: question.messageId,
      keepChunks: writer.modelClientStream,
      jsonOutput: question.jsonOutput,
    });
    this.#calls += 1;
    if (result.thought && question.messageId !== undefined)
      turn.emit({ type: 'ThoughtEvent', source: this.name, content: result.thought });
    const answer: CreateResult = result;
    const { content } = answer;
    if (typeof content === 'string') return { result: { ...answer, content }, sequence };
    throw new AgentFailureError(`"${this.name}" writes code, but its model called tools.`);
  }

  reset(): void {
    this.#options.writer?.context.clear();
    this.#code.folder.reset();
  }

  /** AutoGen keeps no context of it, and ignores a key that it does not know. */
  saveState(): JsonObject {
    const { writer } = this.#options;
    const files = this.#code.folder.saved('work_files');
    if (writer === undefined) return { ...BASE_STATE, ...files };
    const messages = writer.context.items.map(({ message }) => message as LLMMessage & JsonObject);
    return { ...BASE_STATE, llm_context: { messages }, ...files };
  }

  loadState(state: JsonObject): void {
    const { llm_context, work_files } = parseState(State, state, this.name);
    const context = this.#options.writer?.context;
    context?.clear();
    for (const message of llm_context?.messages ?? []) context?.add(contextItem(message, 0));
    this.#code.folder.load(work_files);
  }

  checkpoint(): JsonObject {
    const { writer } = this.#options;
    const context = writer === undefined ? [] : checkpointContext(writer.context);
    return { context, calls: this.#calls, ...this.#code.folder.saved('files') };
  }

  restore(checkpoint: JsonObject, history: History): void {
    const { writer } = this.#options;
    const { context, calls, files } = Checkpoint.parse(checkpoint);
    this.#code.folder.load(files);
    if (writer === undefined) return;
    restoreContext(writer.context, context, { history, agent: this.name });
    for (; this.#calls < calls; this.#calls += 1) writer.client.skip?.();
  }
}

/** One turn of an agent that writes its own code. */
interface Writing {
  readonly turn: Turn;
  readonly writer: CodeWriter;
}

interface Asking {
  /** Undefined: the answer becomes no message, and nothing of it is shown. */
  readonly messageId: string | undefined;
  readonly more: readonly LLMMessage[];
  readonly jsonOutput: ModelRequest['jsonOutput'];
}

type TextResult = CreateResult & { readonly content: string };

/** Other agents read it, and scripted ones count its words: AutoGen's own. */
const NO_CODE =
  'No code blocks found in the thread. Please provide at least one markdown-encoded code block to execute ' +
  '(i.e., quoting code in ```python or ```sh code blocks).';
const RETRY_QUESTION =
  'The code did not run to its end. Say whether another attempt makes sense, as JSON with two fields: "reason", what went ' +
  'wrong and how to mend it, and "retry", true or false.';
const VERDICT_SCHEMA = {
  type: 'object',
  properties: { reason: { type: 'string' }, retry: { type: 'boolean' } },
  required: ['reason', 'retry'],
  additionalProperties: false,
};
