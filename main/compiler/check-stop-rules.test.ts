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
