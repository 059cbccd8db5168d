import type { Bill, Outcome } from '../core/effects.ts';
import type { Embedder } from '../core/embedder.ts';

/** What an embedder took. Its price is the door's business. */
export function embedderUsage({ isPaid, label }: Embedder, tokens: number): Pick<Outcome<null>, 'usage' | 'model'> {
  if (!isPaid) return {};
  return { usage: { promptTokens: tokens, completionTokens: 0, costUsd: null }, model: label };
}

/** The most that texts can take: a token is at least one byte. */
export function embedderBill({ label }: Embedder, texts: readonly string[]): Bill {
  const promptTokens = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  return {
    designed: label,
    models: [label],
    atMost: { promptTokens, completionTokens: 0 },
    completionTokensAtLeast: 0,
    isCut: () => false,
  };
}
