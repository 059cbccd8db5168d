/** Families of OpenAI's models that think before they answer: they have encrypted thoughts, and a limit of its own name. */
const THINKING_FAMILIES: ReadonlySet<string> = new Set(['o1', 'o3', 'o4', 'gpt-5']);

export function isThinkingFamily(family: string): boolean {
  return THINKING_FAMILIES.has(family);
}
