import type { LLMMessage } from '../../shared/chat/llm-message.ts';

/**
 * Whether a conversation only grows from call to call. Writing a prompt into a provider's cache costs more than reading it
 * plainly, and pays only where the next call begins with the same messages: never with a window that slides.
 */
export class PromptGrowth {
  #first: string | undefined;
  #length = 0;

  /** True from the second call on that begins as the one before it. */
  grows(messages: readonly LLMMessage[]): boolean {
    const first = JSON.stringify(messages[0]);
    const grows = messages.length > 0 && first === this.#first && messages.length >= this.#length;
    this.#first = first;
    this.#length = messages.length;
    return grows;
  }
}
