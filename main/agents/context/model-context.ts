import type { LLMMessage } from '../../../shared/chat/llm-message.ts';
import { digestText } from '../../core/digest.ts';
import { type ContextItem, contextItem } from './context-item.ts';

/** What a model is shown: valid until the context changes. */
export interface ContextView {
  readonly messages: readonly LLMMessage[];
  /** Equal views have equal digests. */
  readonly digest: string;
  readonly words: number;
  /** No model makes more tokens of all messages together. */
  readonly tokensAtMost: number;
  readonly hasPictures: boolean;
}

/** Chooses what of the stored items the model sees. Pure. */
export type ContextWindow = (items: readonly ContextItem[]) => readonly ContextItem[];

/** Items that are hashed together. */
const BLOCK = 8;

/**
 * One agent's memory of the conversation (AutoGen: ChatCompletionContext).
 *
 * Contract:
 * - stores everything; a window only shrinks what the model sees;
 * - costs the same at message 10 000 as at message 10 where the window is absent (unbounded) or bounded: digest and word
 *   count are chained, nothing is copied.
 */
export class ModelContext {
  readonly #window: ContextWindow | undefined;
  readonly #items: ContextItem[] = [];
  readonly #messages: LLMMessage[] = [];
  /** Digest of all full blocks, then the digests of the rest: equal items make it equal, however they came. */
  #chain = '';
  #rest = '';
  #words = 0;
  #tokensAtMost = 0;
  #hasPictures = false;

  /** Without a window the context is unbounded. Initial messages are not restored by `clear`, as in AutoGen. */
  constructor(options: { window?: ContextWindow; initial?: readonly LLMMessage[] } = {}) {
    this.#window = options.window;
    for (const message of options.initial ?? []) this.add(contextItem(message, 0));
  }

  add(item: ContextItem): void {
    this.#items.push(item);
    this.#messages.push(item.message);
    this.#rest += item.digest;
    if (this.#items.length % BLOCK === 0) {
      this.#chain = digestText(this.#chain + this.#rest);
      this.#rest = '';
    }
    this.#words += item.words;
    this.#tokensAtMost += item.tokensAtMost;
    this.#hasPictures ||= item.hasPictures;
  }

  addAll(items: readonly ContextItem[]): void {
    for (const item of items) this.add(item);
  }

  view(): ContextView {
    if (this.#window === undefined) {
      return {
        messages: this.#messages,
        digest: this.#chain + this.#rest,
        words: this.#words,
        tokensAtMost: this.#tokensAtMost,
        hasPictures: this.#hasPictures,
      };
    }
    const items = this.#window(this.#items);
    return {
      messages: items.map((item) => item.message),
      digest: digestText(items.map((item) => item.digest).join('')),
      words: items.reduce((sum, item) => sum + item.words, 0),
      tokensAtMost: items.reduce((sum, item) => sum + item.tokensAtMost, 0),
      hasPictures: items.some((item) => item.hasPictures),
    };
  }

  get items(): readonly ContextItem[] {
    return this.#items;
  }

  clear(): void {
    this.#items.length = 0;
    this.#messages.length = 0;
    this.#chain = '';
    this.#rest = '';
    this.#words = 0;
    this.#tokensAtMost = 0;
    this.#hasPictures = false;
  }
}
