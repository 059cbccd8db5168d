import { CreateResult } from '../../shared/chat/llm-message.ts';
import type { ToolSchema } from '../../shared/chat/tool-schema.ts';
import type { Bill } from '../core/effects.ts';
import { answerLimit } from '../models/answer-limit.ts';
import type { ModelClient, ModelRequest } from '../models/model-client.ts';
import type { ContextView } from './context/model-context.ts';

/** What providers put around a request, and before one with tools. */
const FRAME_TOKENS = 64;
const TOOLS_FRAME_TOKENS = 1024;

interface BilledQuestion {
  readonly client: ModelClient;
  readonly system: string | undefined;
  readonly view: ContextView;
  readonly tools: readonly ToolSchema[];
  readonly jsonOutput: ModelRequest['jsonOutput'];
}

/** An answer that is cut shorter is seldom of use. */
const USEFUL_TOKENS = 2048;

/** The most that a question can take: a token is at least one byte. Costs the same at message 10 000 as at message 10. */
export function billOf({ client, system, view, tools, jsonOutput }: BilledQuestion): Bill {
  const shape = typeof jsonOutput === 'boolean' ? 0 : Buffer.byteLength(JSON.stringify(jsonOutput.schema));
  const asked = view.tokensAtMost + Buffer.byteLength(system ?? '') + toolTokens(tools) + shape;
  const completionTokens = client.answerTokensAtMost ?? answerLimit(client.label);
  return {
    designed: client.label,
    models: client.mayAnswer ?? [client.label],
    atMost: { promptTokens: asked + FRAME_TOKENS, completionTokens },
    completionTokensAtLeast: Math.min(completionTokens, client.answerTokensAtLeast ?? USEFUL_TOKENS),
    isCut: (value) => CreateResult.parse(value).finish_reason === 'length',
  };
}

const tokensOfTools = new WeakMap<readonly ToolSchema[], number>();

function toolTokens(tools: readonly ToolSchema[]): number {
  if (tools.length === 0) return 0;
  let tokens = tokensOfTools.get(tools);
  if (tokens === undefined) {
    tokens = TOOLS_FRAME_TOKENS + Buffer.byteLength(JSON.stringify(tools));
    tokensOfTools.set(tools, tokens);
  }
  return tokens;
}
