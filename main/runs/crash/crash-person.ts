import type { JsonObject } from '../../../shared/json.ts';
import { BudgetHold, NO_BUDGET, type RunBudget } from '../../../shared/run/budget.ts';
import type { RunControl } from '../../../shared/run/command.ts';
import type { RunEventBody } from '../../../shared/run/event.ts';
import type { CrashTeam } from './crash-teams.ts';

type Hold = Extract<RunEventBody, { type: 'hold' }>;

/** So little that calls are capped, and that what a kill takes is soon too much. */
const FIRST_LIMIT_USD = 0.3;
const RAISE_USD = 0.5;

export const FIRST_BUDGET = budgetOf(FIRST_LIMIT_USD);

/**
 * What the person says at a hold; undefined: nothing. Asked whether something happened, the person looks at the world
 * (`done`: names of all effects that were done) and tells the truth.
 */
export function answerTo(
  { place, why, pending }: Hold,
  team: CrashTeam,
  done: ReadonlySet<string>,
): RunControl | undefined {
  if (why === 'budget') return { type: 'set-budget', budget: budgetOf(usedIn(pending) + RAISE_USD) };
  if (why === 'human') return { type: 'answer', place, text: `answer at ${place}` };
  if (why === 'approval') return approve(place, pending, team);
  if (why !== 'did-it-happen') return undefined;
  const name = `${String(pending['tool'])}(${String((pending['arguments'] as JsonObject)['of'])})`;
  return done.has(name)
    ? { type: 'did-it-happen', place, answer: 'it-did', result: name }
    : { type: 'did-it-happen', place, answer: 'run-again' };
}

function approve(place: string, pending: JsonObject, { answers = {} }: CrashTeam): RunControl {
  const args = pending['arguments'] as JsonObject;
  switch (answers[String(pending['tool'])]) {
    case 'edit':
      return { type: 'approve', place, decision: 'allow', arguments: { ...args, of: `${String(args['of'])} changed` } };
    case 'deny':
      return { type: 'approve', place, decision: 'deny', reason: 'Not today.' };
    case 'allow-for-run':
      return { type: 'approve', place, decision: 'allow-for-run' };
    default:
      return { type: 'approve', place, decision: 'allow' };
  }
}

function budgetOf(costUsd: number): RunBudget {
  return { ...NO_BUDGET, run: { costUsd } };
}

/** Not the limit alone: a hold of an earlier life is answered once more, and may set a limit that is passed by now. */
function usedIn({ budget }: JsonObject): number {
  const { limit, spent } = BudgetHold.parse(budget);
  return Math.max(limit ?? 0, spent);
}
