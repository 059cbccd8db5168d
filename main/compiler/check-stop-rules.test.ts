import { expect, it } from 'vitest';
import type { Json } from '../../shared/json.ts';
import { checkStopRules } from './check-stop-rules.ts';
import { treeOfComponent } from './component-tree.ts';

function rulesFor(maxTurns: Json): string[] {
  const provider = 'autogen_agentchat.teams.RoundRobinGroupChat';
  const team = treeOfComponent({ provider, config: { participants: [], max_turns: maxTurns } });
  return checkStopRules(team).map(({ rule }) => rule);
}

it('counts a number of turns as it is read, also where it is written as text', () => {
  expect([rulesFor(7), rulesFor('7'), rulesFor(null)]).toEqual([[], [], ['no-stop-rule']]);
});

it('refuses a rule about tokens that names no number of them', () => {
  const provider = 'autogen_agentchat.conditions.TokenUsageTermination';
  const issues = [{}, { max_total_token: null }, { max_prompt_token: 5 }].map((config) =>
    checkStopRules(treeOfComponent({ provider, config })),
  );
  const message = 'This rule names no number of tokens, so it never comes true. Give it at least one.';
  const refused = [{ rule: 'no-limit', severity: 'error', path: '$.config', message }];
  expect(issues).toEqual([refused, refused, []]);
});
