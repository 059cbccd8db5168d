import type { LLMMessage } from './llm-message.ts';
import type { ToolSchema } from './tool-schema.ts';

const CHARACTERS_PER_TOKEN = 4;
/** Role, source and marks around each message. */
const TOKENS_PER_MESSAGE = 4;
/** A picture as most providers count one of ordinary size. */
const TOKENS_PER_PICTURE = 800;

/**
 * How much of a model's attention a text takes: an estimate that is good to about a quarter in European languages and too
 * low in others. Each provider has a tokenizer of its own, and none of them is part of Troupe.
 */
export function estimatedTextTokens(text: string): number {
  return Math.ceil(text.length / CHARACTERS_PER_TOKEN);
}

/** The same for a whole message, pictures and calls among it. */
export function estimatedMessageTokens({ content }: LLMMessage): number {
  if (typeof content === 'string') return TOKENS_PER_MESSAGE + estimatedTextTokens(content);
  return content.reduce((sum: number, part) => sum + tokensOfPart(part), TOKENS_PER_MESSAGE);
}

/** What the schemas of tools take. */
export function estimatedSchemaTokens(tools: readonly ToolSchema[]): number {
  return tools.length === 0 ? 0 : estimatedTextTokens(JSON.stringify(tools));
}

function tokensOfPart(part: string | object): number {
  if (typeof part === 'string') return estimatedTextTokens(part);
  return 'data' in part ? TOKENS_PER_PICTURE : estimatedTextTokens(JSON.stringify(part));
}
