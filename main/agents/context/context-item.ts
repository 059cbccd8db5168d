import { countWords } from '../../../shared/chat/python-text.ts';
import type { ChatMessage } from '../../../shared/chat/chat-message.ts';
import type { LLMMessage } from '../../../shared/chat/llm-message.ts';
import { toModelMessage } from '../../../shared/chat/text.ts';
import { digestText } from '../../core/digest.ts';

/** One message of a model context, serialised and hashed once. */
export interface ContextItem {
  readonly message: LLMMessage;
  /** Number of the event it follows from; 0 for what the design itself brings. */
  readonly sequence: number;
  readonly digest: string;
  /** White-space separated words of its text; 0 for calls and results. */
  readonly words: number;
  /** No model makes more tokens of it. */
  readonly tokensAtMost: number;
  readonly hasPictures: boolean;
}

/** What the dearest way of counting a picture comes to (large ones, cut into tiles). */
const PICTURE_TOKENS_AT_MOST = 50_000;

/** Makes the item of one message. */
export function contextItem(message: LLMMessage, sequence: number): ContextItem {
  const text = JSON.stringify(message);
  const hasPictures = message.type === 'UserMessage' && typeof message.content !== 'string';
  return {
    message,
    sequence,
    digest: digestText(text),
    words: wordsOf(message),
    tokensAtMost: tokensAtMost(text, message),
    hasPictures,
  };
}

const itemsByMessage = new WeakMap<ChatMessage, readonly ContextItem[]>();

/**
 * What a chat message adds to the context of whoever reads it: a handoff's own context first, then its text.
 * Made once for all readers of the same committed message.
 */
export function itemsOfChatMessage(message: ChatMessage, sequence: number): readonly ContextItem[] {
  const known = itemsByMessage.get(message);
  if (known !== undefined && known[0]?.sequence === sequence) return known;
  const carried = message.type === 'HandoffMessage' ? message.context : [];
  const items = [...carried, toModelMessage(message)].map((one) => contextItem(one, sequence));
  itemsByMessage.set(message, items);
  return items;
}

function wordsOf(message: LLMMessage): number {
  return typeof message.content === 'string' ? countWords(message.content) : 0;
}

/**
 * A token stands for one byte at least. The JSON's own marks, around 60 bytes a message, are more than what providers put
 * around one.
 */
function tokensAtMost(json: string, { content }: LLMMessage): number {
  let tokens = Buffer.byteLength(json);
  if (typeof content === 'string') return tokens;
  for (const part of content) {
    if (typeof part === 'object' && 'data' in part) tokens += PICTURE_TOKENS_AT_MOST - part.data.length;
  }
  return tokens;
}
