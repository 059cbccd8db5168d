import * as z from 'zod';
import type { Json } from '../../../shared/json.ts';
import type { TerminationCondition } from './termination-condition.ts';

const Checkpoint = z.object({ prompt: z.number(), completion: z.number(), terminated: z.boolean() });

/** Limits over a whole run; undefined: none. */
export interface TokenLimits {
  readonly total: number | undefined;
  readonly prompt: number | undefined;
  readonly completion: number | undefined;
}

/** Fires when what models read and wrote reaches one of the limits. (AutoGen: TokenUsageTermination) */
export function tokenUsage(limits: TokenLimits): TerminationCondition {
  let prompt = 0;
  let completion = 0;
  let terminated = false;
  const counts = () =>
    [
      { counts: 'tokens', current: prompt + completion, limit: limits.total },
      { counts: 'tokens read', current: prompt, limit: limits.prompt },
      { counts: 'tokens written', current: completion, limit: limits.completion },
    ].flatMap(({ limit, ...count }) => (limit === undefined ? [] : [{ ...count, limit }]));
  return {
    usesClock: false,
    get terminated() {
      return terminated;
    },
    check(delta) {
      for (const { models_usage: usage } of delta) {
        prompt += usage?.prompt_tokens ?? 0;
        completion += usage?.completion_tokens ?? 0;
      }
      if (!counts().some(({ current, limit }) => current >= limit)) return undefined;
      terminated = true;
      const content =
        `Token usage limit reached, total token count: ${prompt + completion}, ` +
        `prompt token count: ${prompt}, completion token count: ${completion}.`;
      return { content, source: 'TokenUsageTermination' };
    },
    reset() {
      prompt = 0;
      completion = 0;
      terminated = false;
    },
    progress: () => counts().map((count) => ({ ...count, current: Math.min(count.current, count.limit) })),
    checkpoint: (): Json => ({ prompt, completion, terminated }),
    restore(checkpoint) {
      ({ prompt, completion, terminated } = Checkpoint.parse(checkpoint));
    },
  };
}
