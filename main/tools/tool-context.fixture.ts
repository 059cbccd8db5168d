import type { EffectContext } from '../core/effects.ts';

/** The context of a tool call that nobody stops and that asks nobody, for tests. */
export const neverAborted: EffectContext = {
  signal: new AbortController().signal,
  nowMs: () => 0,
  onDelta: () => undefined,
  dropDraft: () => undefined,
  onFallback: () => undefined,
  onWait: () => undefined,
  onNotice: () => undefined,
  askPerson: () => Promise.reject(new Error('Nobody is there.')),
};
