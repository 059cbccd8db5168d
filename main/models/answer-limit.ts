/** Most tokens that models of these names write in one answer, thoughts among them. The more exact before the less exact. */
const LIMITS: readonly (readonly [string, number])[] = [
  ['gpt-5', 128_000],
  ['gpt-4.1', 32_768],
  ['gpt-4o', 16_384],
  ['chatgpt-4o', 16_384],
  ['gpt-4', 8_192],
  ['gpt-3.5', 4_096],
  ['o1-preview', 32_768],
  ['o1-mini', 65_536],
  ['o1', 100_000],
  ['o3', 100_000],
  ['o4', 100_000],
  ['claude-3-7', 128_000],
  ['claude-3-5', 8_192],
  ['claude-3', 4_096],
  ['claude', 128_000],
  ['gemini-1.', 8_192],
  ['gemini-2.0', 8_192],
  ['gemini', 65_536],
  ['deepseek-chat', 8_192],
  ['deepseek', 65_536],
];

/** What a model that nobody has listed is taken to write at most. */
const UNKNOWN = 32_768;

/** How many tokens a model writes at most in one answer, by its label `provider:name`, where its config sets no limit. */
export function answerLimit(label: string): number {
  const name = label.slice(label.indexOf(':') + 1).replace(/^.*\//, '');
  return LIMITS.find(([prefix]) => name.startsWith(prefix))?.[1] ?? UNKNOWN;
}

/** The limit of one answer: the config's own, and the request's where that is shorter. Undefined: none. */
export function shorterLimit(
  own: number | null | undefined,
  { answerTokensAtMost }: { readonly answerTokensAtMost?: number | undefined },
): number | undefined {
  if (own === null || own === undefined) return answerTokensAtMost;
  return answerTokensAtMost === undefined ? own : Math.min(own, answerTokensAtMost);
}
