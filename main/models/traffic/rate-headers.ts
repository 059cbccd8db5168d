/** The kinds of limit that providers count. */
const KINDS = ['requests', 'tokens', 'input-tokens', 'output-tokens'] as const;

/** Names of the two headers of each limit: what is left, and when it is full again. */
const LIMITS: readonly (readonly [remaining: string, reset: string])[] = [
  // OpenAI, Azure, Groq, Mistral and many that speak their language.
  ...KINDS.map((kind) => [`x-ratelimit-remaining-${kind}`, `x-ratelimit-reset-${kind}`] as const),
  // Anthropic.
  ...KINDS.map((kind) => [`anthropic-ratelimit-${kind}-remaining`, `anthropic-ratelimit-${kind}-reset`] as const),
  // OpenRouter, and the draft of a standard.
  ['x-ratelimit-remaining', 'x-ratelimit-reset'],
  ['ratelimit-remaining', 'ratelimit-reset'],
];

/** When a provider will take the next call again, where an answer says that nothing is left. Milliseconds since the epoch. */
export function exhaustedUntil(headers: Headers, nowMs: number): number | undefined {
  const times = LIMITS.flatMap(([remaining, reset]) => {
    if (headers.get(remaining)?.trim() !== '0') return [];
    const timeMs = resetTime(headers.get(reset)?.trim() ?? '', nowMs);
    return timeMs === undefined ? [] : [timeMs];
  });
  return times.length === 0 ? undefined : Math.max(...times);
}

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
/** Numbers from here on are times, not lengths: seconds, or milliseconds, since the epoch. */
const FIRST_EPOCH_SECONDS = 1_000_000_000;
const FIRST_EPOCH_MS = 1_000_000_000_000;

/** A length (`6m0s`, `120ms`, `7.66s`, seconds alone), a time since the epoch, or a date. */
function resetTime(text: string, nowMs: number): number | undefined {
  if (/^\d+(\.\d+)?$/.test(text)) {
    const value = Number.parseFloat(text);
    if (value >= FIRST_EPOCH_MS) return value;
    return value >= FIRST_EPOCH_SECONDS ? value * 1000 : nowMs + value * 1000;
  }
  if (/^(\d+(\.\d+)?(ms|[smhd]))+$/.test(text)) {
    const parts = text.matchAll(/(\d+(?:\.\d+)?)(ms|[smhd])/g);
    return nowMs + [...parts].reduce((sum, [, count, unit]) => sum + Number(count) * (UNIT_MS[unit ?? ''] ?? 0), 0);
  }
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : date;
}
