/** Tokens that models of these families take at once. Beginnings of families, the more exact before the less exact. */
const LIMITS: readonly (readonly [string, number])[] = [
  ['claude', 200_000],
  ['gemini-1.5-pro', 2_000_000],
  ['gemini', 1_000_000],
  ['gpt-5', 400_000],
  ['gpt-41', 1_000_000],
  ['gpt-4o', 128_000],
  ['gpt-45', 128_000],
  ['gpt-4', 8_192],
  ['gpt-35', 16_385],
  ['o1', 200_000],
  ['o3', 200_000],
  ['o4', 200_000],
  ['llama-4', 1_000_000],
];

/** What a model that nobody has listed takes at least, if it is not very old. */
const UNKNOWN = 32_000;

/** How many tokens a model of this family takes at once. */
export function tokenLimit(family: string): number {
  return LIMITS.find(([prefix]) => family.startsWith(prefix))?.[1] ?? UNKNOWN;
}
