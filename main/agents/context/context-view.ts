import type { LLMMessage } from '../../../shared/chat/llm-message.ts';
import { digestText } from '../../core/digest.ts';
import { contextItem } from './context-item.ts';
import type { ContextView } from './model-context.ts';

const EMPTY: ContextView = { messages: [], digest: '', words: 0, tokensAtMost: 0, hasPictures: false };

/** What a model is shown for one call only: a view, and messages that no context keeps. */
export function withMessages(view: ContextView, more: readonly LLMMessage[]): ContextView {
  if (more.length === 0) return view;
  const items = more.map((message) => contextItem(message, 0));
  return {
    messages: [...view.messages, ...more],
    digest: digestText([view.digest, ...items.map((item) => item.digest)].join('')),
    words: items.reduce((sum, item) => sum + item.words, view.words),
    tokensAtMost: items.reduce((sum, item) => sum + item.tokensAtMost, view.tokensAtMost),
    hasPictures: view.hasPictures || items.some((item) => item.hasPictures),
  };
}

/** These messages and nothing else. */
export function viewOf(messages: readonly LLMMessage[]): ContextView {
  return withMessages(EMPTY, messages);
}
