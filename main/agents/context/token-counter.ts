import type { LLMMessage } from '../../../shared/chat/llm-message.ts';
import type { ToolSchema } from '../../../shared/chat/tool-schema.ts';
import type { ContextItem } from './context-item.ts';

/**
 * Says how much of a model's attention a message takes. A port: each provider has a tokenizer of its own, and none of
 * them is part of Troupe.
 */
export type TokenCounter = (item: ContextItem) => number;

const CHARACTERS_PER_TOKEN = 4;
/** Role, source and marks around each message. */
const TOKENS_PER_MESSAGE = 4;
/** A picture as most providers count one of ordinary size. */
const TOKENS_PER_PICTURE = 800;

const estimates = new WeakMap<ContextItem, number>();

/** An estimate that is good to about a quarter in European languages and too low in others: four characters a token. */
export const estimatedTokens: TokenCounter = (item) => {
  let tokens = estimates.get(item);
  if (tokens === undefined) {
    tokens = TOKENS_PER_MESSAGE + tokensOf(item.message);
    estimates.set(item, tokens);
  }
  return tokens;
};

/** Words, which is how scripted models count. (AutoGen: the replay client's count_tokens) */
export const countedWords: TokenCounter = ({ words }) => words;

/** What schemas of tools take, by the same estimate. */
export function estimatedSchemaTokens(tools: readonly ToolSchema[]): number {
  return tools.length === 0 ? 0 : tokensOfText(JSON.stringify(tools));
}

function tokensOf({ content }: LLMMessage): number {
  if (typeof content === 'string') return tokensOfText(content);
  return content.reduce((sum, part) => sum + tokensOfPart(part), 0);
}

function tokensOfPart(part: string | object): number {
  if (typeof part === 'string') return tokensOfText(part);
  return 'data' in part ? TOKENS_PER_PICTURE : tokensOfText(JSON.stringify(part));
}

function tokensOfText(text: string): number {
  return Math.ceil(text.length / CHARACTERS_PER_TOKEN);
}
