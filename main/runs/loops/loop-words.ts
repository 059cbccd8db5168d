import type { Deed } from './agent-deeds.ts';
import type { Circle } from './streaks.ts';
import type { Round } from './team-rounds.ts';

/** Who goes in circles, and one sentence about it. */
export interface LoopWords {
  readonly agents: string[];
  readonly words: string;
}

/** What is said of members who say nearly the same, round by round. */
export function roundsWords({ acts, times }: Circle<Round>): LoopWords {
  const agents = [...new Set(acts.flat().map(({ speaker }) => speaker))];
  const [only] = agents;
  if (only !== undefined && agents.length === 1 && acts.length === 1) {
    return { agents, words: `${only} said nearly the same ${times} times in a row.` };
  }
  const verb = agents.length === 1 ? 'goes' : 'go';
  return { agents, words: `${listed(agents)} ${verb} in circles: nearly the same messages came ${times} times.` };
}

/** What is said of an agent that makes the same calls. */
export function deedsWords(agent: string, { acts, times }: Circle<Deed>): LoopWords {
  const tools = listed([...new Set(acts.flatMap((deed) => deed.tools))]);
  return { agents: [agent], words: `${agent} called ${tools} with the same arguments ${times} times.` };
}

function listed(names: readonly string[]): string {
  return [names.slice(0, -1).join(', '), names.at(-1) ?? ''].filter((part) => part !== '').join(' and ');
}
