import { estimatedMessageTokens } from '../../../shared/chat/estimate-tokens.ts';
import type { ContextItem } from './context-item.ts';

/** Says how much of a model's attention a message takes. */
export type TokenCounter = (item: ContextItem) => number;

const estimates = new WeakMap<ContextItem, number>();

/** By the estimate for all models, once for each message. */
export const estimatedTokens: TokenCounter = (item) => {
  let tokens = estimates.get(item);
  if (tokens === undefined) {
    tokens = estimatedMessageTokens(item.message);
    estimates.set(item, tokens);
  }
  return tokens;
};

/** Words, which is how scripted models count. (AutoGen: the replay client's count_tokens) */
export const countedWords: TokenCounter = ({ words }) => words;
