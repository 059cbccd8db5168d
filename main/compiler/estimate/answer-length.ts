/** How long the answers are that are counted with. */
export type Scenario = 'low' | 'mid' | 'high';

/** Tokens of an answer that nothing is said about: half of what most teams write is shorter, half longer. */
const USUAL: Readonly<Record<Scenario, number>> = { low: 70, mid: 130, high: 300 };
/** How far answers whose length is asked for are from what was asked. */
const SPREAD: Readonly<Record<Scenario, number>> = { low: 0.6, mid: 0.9, high: 1.5 };

const TOKENS_PER_SENTENCE = 25;
const TOKENS_PER_WORD = 1.35;
const NUMBERS: readonly string[] = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
];
const TENS: Readonly<Record<string, number>> = {
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  eighty: 80,
  hundred: 100,
};

/** Tokens of one answer: what its prompt asks for, in sentences or words, else what is usual. */
export function answerTokens(prompt: string, scenario: Scenario): number {
  const asked = askedTokens(prompt.toLowerCase());
  return Math.round(asked === undefined ? USUAL[scenario] : asked * SPREAD[scenario]);
}

function askedTokens(prompt: string): number | undefined {
  const sentences = countBefore(prompt, 'sentences?');
  if (sentences !== undefined) return sentences * TOKENS_PER_SENTENCE;
  const words = countBefore(prompt, 'words?');
  if (words !== undefined && words > 1) return words * TOKENS_PER_WORD; // "one word" is a signal, seldom the answer
  return /\b(brief|briefly|concise|short|terse)\b/.test(prompt) ? 70 : undefined;
}

/** The number before the first such noun: "at most three sentences", "under 60 words". */
function countBefore(prompt: string, noun: string): number | undefined {
  const found = new RegExp(`\\b(\\w+)\\s+(?:short\\s+)?${noun}\\b`).exec(prompt)?.[1];
  if (found === undefined) return undefined;
  const count = /^\d+$/.test(found) ? Number(found) : (TENS[found] ?? NUMBERS.indexOf(found));
  return count > 0 ? count : undefined;
}
