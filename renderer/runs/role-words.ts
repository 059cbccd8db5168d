/** Names that a design gives the person at the desk. Any other is a role that the person plays. */
const NAMES_OF_YOU: ReadonlySet<string> = new Set(['you', 'user', 'human', 'person', 'user_proxy']);

/** " as Alice", where a person is asked in a role. */
export function roleWords(agent: string): string {
  return NAMES_OF_YOU.has(agent.toLowerCase()) ? '' : ` as ${agent}`;
}
