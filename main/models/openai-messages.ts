import type {
  ChatCompletionAssistantMessageParam,
  ChatCompletionContentPart,
  ChatCompletionMessageParam,
} from 'openai/resources/chat/completions';
import { assertNever } from '../../shared/assert-never.ts';
import type { AssistantMessage, LLMMessage, UserMessage } from '../../shared/chat/llm-message.ts';
import { alternating } from './alternating-turns.ts';
import { imageMediaType } from './image-media-type.ts';

/** How a model wants its messages. (AutoGen: the transformation tables of the openai client) */
export interface OpenAiMessageStyle {
  readonly family: string;
  /** Send the speaker beside the text. */
  readonly hasNames: boolean;
  /** Begin each text with its speaker. */
  readonly hasNamePrefixes: boolean;
  /** False: all system messages become one, at the beginning. */
  readonly hasManySystemMessages: boolean;
  /** False: turns of one side in a row become one, and the user has the first word and the last. */
  readonly hasFreeTurns: boolean;
  /** Send the thoughts that led to calls back with them. */
  readonly hasThoughts: boolean;
}

interface Conversation {
  readonly system: string | undefined;
  readonly messages: readonly LLMMessage[];
}

/** The messages of a Chat Completions request. */
export function toOpenAiMessages(
  { system, messages }: Conversation,
  style: OpenAiMessageStyle,
): ChatCompletionMessageParam[] {
  const all = system === undefined ? messages : [{ type: 'SystemMessage' as const, content: system }, ...messages];
  const arranged = style.hasManySystemMessages ? all : mergeSystem(all);
  const told = arranged.flatMap((message) => toMessages(message, style));
  return style.hasFreeTurns ? told : alternating(told);
}

/** AutoGen refuses system messages that do not stand together; a memory in mid-thread is no mistake, so they are moved. */
function mergeSystem(messages: readonly LLMMessage[]): readonly LLMMessage[] {
  const system = messages.filter((message) => message.type === 'SystemMessage');
  if (system.length < 2) return messages;
  const merged: LLMMessage = { type: 'SystemMessage', content: system.map((message) => message.content).join('\n') };
  return [merged, ...messages.filter((message) => message.type !== 'SystemMessage')];
}

function toMessages(message: LLMMessage, style: OpenAiMessageStyle): ChatCompletionMessageParam[] {
  switch (message.type) {
    case 'SystemMessage':
      return [{ role: 'system', content: orSpace(message.content, style) }];
    case 'UserMessage':
      return toUser(message, style);
    case 'AssistantMessage':
      return toAssistant(message, style);
    case 'FunctionExecutionResultMessage':
      return message.content.map(({ content, call_id }) => ({ role: 'tool', content, tool_call_id: call_id }));
    default:
      return assertNever(message);
  }
}

function toUser({ content, source }: UserMessage, style: OpenAiMessageStyle): ChatCompletionMessageParam[] {
  const prefix = style.hasNamePrefixes ? `${source} said:\n` : '';
  const name = style.hasNames && !isMistral(style.family) ? { name: toName(source) } : {};
  if (typeof content === 'string') {
    if (isClaude(style.family) && content.trim() === '') return [];
    return [{ role: 'user', content: orSpace(prefix + content, style), ...name }];
  }
  const parts: ChatCompletionContentPart[] = content.map((part) =>
    typeof part === 'string'
      ? { type: 'text', text: part }
      : {
          type: 'image_url',
          image_url: { url: `data:${imageMediaType(part.data)};base64,${part.data}`, detail: 'auto' },
        },
  );
  if (prefix !== '') parts.unshift({ type: 'text', text: prefix });
  return [{ role: 'user', content: parts, ...name }];
}

function toAssistant({ content, thought }: AssistantMessage, style: OpenAiMessageStyle): ChatCompletionMessageParam[] {
  if (typeof content === 'string') {
    if (isClaude(style.family) && content.trim() === '') return [];
    return [{ role: 'assistant', content: orSpace(content, style) }];
  }
  const needsText = isClaude(style.family) || isGemini(style.family);
  const isThought = style.hasThoughts && Boolean(thought);
  const message: ChatCompletionAssistantMessageParam & { reasoning_content?: string } = {
    role: 'assistant',
    content: thought && !isThought ? thought : needsText ? ' ' : null,
    ...(isThought ? { reasoning_content: thought ?? '' } : {}),
    tool_calls: content.map(({ id, name, arguments: args }) => ({
      id,
      type: 'function',
      function: { name, arguments: args },
    })),
  };
  return [message];
}

/** OpenAI takes 64 letters, digits, `_` and `-` as a name. AutoGen fails on others, which ends runs for a space in a name. */
function toName(source: string): string {
  return source.replaceAll(/[^a-zA-Z0-9_-]/g, '_').slice(0, 64) || 'user';
}

function orSpace(text: string, { family }: OpenAiMessageStyle): string {
  return text === '' && isGemini(family) ? ' ' : text;
}

function isMistral(family: string): boolean {
  return ['mistral', 'ministral', 'codestral', 'open-codestral-mamba', 'pixtral'].includes(family);
}

function isClaude(family: string): boolean {
  return family.startsWith('claude');
}

function isGemini(family: string): boolean {
  return family.startsWith('gemini');
}
