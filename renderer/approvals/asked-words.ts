import type { RiskRules } from '../../shared/run/approval.ts';
import type { Risk } from '../../shared/run/risk.ts';

const RISKS: readonly (readonly [Risk, string])[] = [
  ['sandboxed', 'code'],
  ['read', 'reading'],
  ['write', 'changes'],
  ['execute', 'programs'],
  ['network', 'the network'],
];

/** What is asked about, so short that it stands in one line: "Asks about changes, programs and the network". */
export function askedWords(rules: RiskRules): string {
  const asked = RISKS.filter(([risk]) => rules[risk] === 'ask').map(([, words]) => words);
  if (asked.length === 0) return 'Asks about no call';
  return asked.length === RISKS.length ? 'Asks about every call' : `Asks about ${listed(asked)}`;
}

/** "a, b and c" */
function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}
