import * as z from 'zod';
import type { ChatMessage } from '../../shared/chat/chat-message.ts';
import { LLMMessage } from '../../shared/chat/llm-message.ts';
import { saidMessage, wordsOfSaid } from '../../shared/chat/attachment.ts';
import { toText } from '../../shared/chat/text.ts';
import { JsonObject } from '../../shared/json.ts';
import type { Effects, MessageDraft, Recorded } from '../core/effects.ts';
import { SavedFolder } from '../core/kept-folder.ts';
import { parseState } from '../core/parse-state.ts';
import type { AgentResponse, ChatAgent, History } from '../core/participant.ts';
import type { CodeExecutor } from '../sandbox/code-executor.ts';
import { askPerson } from './ask-person.ts';
import type { AssistantAgent } from './assistant-agent.ts';
import { codeBlocks } from './code-blocks.ts';
import { CodeRunner } from './code-runner.ts';
import { contextItem, itemsOfChatMessage } from './context/context-item.ts';
import type { ModelContext } from './context/model-context.ts';
import { SavedFolders } from './tool-folders.ts';

/** When a person is asked: before every reply, only before the conversation would end, or never. */
export type HumanInputMode = 'ALWAYS' | 'TERMINATE' | 'NEVER';

/** Talks something over with others before it replies: what came of it, and all that was said and done. */
export type TalkItOver = (
  message: ChatMessage,
  effects: Effects,
) => Promise<{ readonly content: string; readonly items: readonly Recorded[] }>;

export interface ConversableAgentOptions {
  readonly name: string;
  readonly description: string;
  readonly humanInputMode: HumanInputMode;
  /** What it says where it has nothing else to reply with. */
  readonly defaultAutoReply: string;
  /** Replies in a row without a person after which it wants to end. */
  readonly maxConsecutiveAutoReply: number;
  /** A message with these words in it wants to end the conversation. */
  readonly terminationText: string;
  readonly code: { readonly executor: CodeExecutor; readonly languages: readonly string[] } | undefined;
  /** Replies with a model and its tools, over the same context. */
  readonly writer: { readonly agent: AssistantAgent; readonly context: ModelContext } | undefined;
  /** Whom it asks before it replies. They remember from time to time. */
  readonly talkItOver: { readonly others: readonly ChatAgent[]; readonly ask: TalkItOver } | undefined;
}

const State = z.object({
  type: z.literal('ConversableAgentState'),
  auto_replies: z.number().int(),
  llm_context: z.object({ messages: z.array(LLMMessage) }),
  /** Of the tools of its model. */
  tool_files: SavedFolders.default({}),
  /** What those remember whom it asks, in their order. */
  nested_states: z.array(JsonObject).default([]),
  work_files: SavedFolder,
});
const Checkpoint = z.object({
  autoReplies: z.number().int(),
  writer: JsonObject.nullable(),
  others: z.array(JsonObject),
  files: SavedFolder,
});

/**
 * The all-rounder. Asked for a reply it tries, in this order: a person, the code that it was sent, others whom it asks, its
 * model with tools, its default reply. It ends a conversation with a stop message. (AG2: ConversableAgent)
 */
export class ConversableAgent implements ChatAgent {
  readonly kind = 'agent';
  readonly name: string;
  readonly description: string;
  readonly producedMessageTypes: readonly string[];
  readonly #options: ConversableAgentOptions;
  readonly #code: CodeRunner | undefined;
  #autoReplies = 0;

  constructor(options: ConversableAgentOptions) {
    this.name = options.name;
    this.description = options.description;
    this.#options = options;
    this.#code = options.code && new CodeRunner({ executor: options.code.executor, agent: options.name });
    const ofWriter = options.writer?.agent.producedMessageTypes ?? [];
    this.producedMessageTypes = [...new Set(['TextMessage', 'StopMessage', ...ofWriter])];
  }

  async respond(messages: readonly Recorded<ChatMessage>[], effects: Effects): Promise<AgentResponse> {
    const { writer } = this.#options;
    for (const { item, sequence } of messages) writer?.context.addAll(itemsOfChatMessage(item, sequence));
    const last = messages.at(-1)?.item;
    const asked = await this.#askPerson(last, effects);
    if (asked.reply !== undefined) return { message: asked.reply, inner: asked.inner };
    this.#autoReplies += 1;
    const { message, inner } = await this.#autoReply(last, effects);
    return { message, inner: [...asked.inner, ...inner] };
  }

  /** What a person says, or the end of the conversation where nobody says anything against it. */
  async #askPerson(last: ChatMessage | undefined, effects: Effects): Promise<Asked> {
    const { humanInputMode: mode, terminationText, maxConsecutiveAutoReply } = this.#options;
    const wantsEnd = last !== undefined && toText(last).includes(terminationText);
    const ends = wantsEnd || last?.type === 'StopMessage' || this.#autoReplies >= maxConsecutiveAutoReply;
    if (mode === 'NEVER' || (mode === 'TERMINATE' && !ends)) {
      return ends ? { reply: this.#stop(wantsEnd), inner: [] } : { reply: undefined, inner: [] };
    }
    const otherwise = ends ? 'nothing ends the conversation' : 'nothing lets it reply by itself';
    const prompt = `Reply as ${this.name} (${otherwise}, "exit" ends the conversation): `;
    const { request, answer } = await askPerson(effects, { agent: this.name, prompt });
    const content = answer.value;
    const inner = [request];
    if (content === 'exit' || (content === '' && ends)) return { reply: this.#stop(wantsEnd), inner };
    if (content === '') return { reply: undefined, inner };
    this.#autoReplies = 0;
    this.#remember(wordsOfSaid(content), answer.sequence);
    return { reply: saidMessage(this.name, content), inner };
  }

  async #autoReply(last: ChatMessage | undefined, effects: Effects): Promise<AgentResponse> {
    const { code, talkItOver, writer, defaultAutoReply } = this.#options;
    const blocks = last === undefined || code === undefined ? [] : codeBlocks(toText(last), code.languages);
    if (this.#code !== undefined && blocks.length > 0) {
      const { result, sequence } = await this.#code.run(blocks, effects);
      this.#remember(result.output, sequence);
      return { message: this.#says(result.output), inner: [] };
    }
    if (talkItOver !== undefined && last !== undefined) {
      const { content, items } = await talkItOver.ask(last, effects);
      return { message: this.#says(content), inner: items };
    }
    if (writer !== undefined) return writer.agent.respond([], effects);
    return { message: this.#says(defaultAutoReply), inner: [] };
  }

  /** A reply that its model did not write, but shall know of. */
  #remember(content: string, sequence: number): void {
    const message: LLMMessage = { content, thought: null, source: this.name, type: 'AssistantMessage' };
    this.#options.writer?.context.add(contextItem(message, sequence));
  }

  #says(content: string): MessageDraft {
    return { type: 'TextMessage', source: this.name, content };
  }

  #stop(wasAsked: boolean): MessageDraft {
    const { terminationText, maxConsecutiveAutoReply } = this.#options;
    const content = wasAsked
      ? `The conversation ends: "${terminationText}" was said.`
      : this.#autoReplies >= maxConsecutiveAutoReply
        ? `The conversation ends. Replies in a row without a person: ${this.#autoReplies}.`
        : 'The conversation ends, as a person wished.';
    this.#autoReplies = 0;
    return { type: 'StopMessage', source: this.name, content };
  }

  reset(): void {
    this.#autoReplies = 0;
    this.#code?.folder.reset();
    this.#options.writer?.agent.reset();
    for (const other of this.#options.talkItOver?.others ?? []) other.reset();
  }

  saveState(): JsonObject {
    const { llm_context = { messages: [] }, tool_files } = this.#options.writer?.agent.saveState() ?? {};
    return {
      type: 'ConversableAgentState',
      version: '1.0.0',
      auto_replies: this.#autoReplies,
      llm_context,
      ...(tool_files !== undefined && { tool_files }),
      nested_states: (this.#options.talkItOver?.others ?? []).map((other) => other.saveState()),
      ...this.#code?.folder.saved('work_files'),
    };
  }

  loadState(state: JsonObject): void {
    const { auto_replies, llm_context, tool_files, nested_states, work_files } = parseState(State, state, this.name);
    this.reset();
    this.#autoReplies = auto_replies;
    this.#code?.folder.load(work_files);
    this.#options.writer?.agent.loadState({ type: 'AssistantAgentState', version: '1.0.0', llm_context, tool_files });
    for (const [index, other] of nested_states.entries()) this.#options.talkItOver?.others[index]?.loadState(other);
  }

  checkpoint(): JsonObject {
    const { writer, talkItOver } = this.#options;
    return {
      autoReplies: this.#autoReplies,
      writer: writer?.agent.checkpoint() ?? null,
      others: (talkItOver?.others ?? []).map((other) => other.checkpoint()),
      ...this.#code?.folder.saved('files'),
    };
  }

  restore(checkpoint: JsonObject, history: History): void {
    const { autoReplies, writer, others, files } = Checkpoint.parse(checkpoint);
    this.#autoReplies = autoReplies;
    this.#code?.folder.load(files);
    if (writer !== null) this.#options.writer?.agent.restore(writer, history);
    for (const [index, other] of others.entries()) this.#options.talkItOver?.others[index]?.restore(other, history);
  }
}

interface Asked {
  /** Undefined: it replies by itself. */
  readonly reply: MessageDraft | undefined;
  readonly inner: readonly Recorded[];
}
