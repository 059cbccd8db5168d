import type { Connection } from '../../main/storage/connection.ts';
import { NO_BUDGET } from '../../shared/run/budget.ts';
import type { RunEvent } from '../../shared/run/event.ts';
import { nextBudget } from '../../shared/run/raise-budget.ts';
import type { Usage } from '../../shared/run/usage.ts';

const ROUNDING = 1e-9;

/** What is wrong with the money of a run, as its log and the sums beside it tell it; undefined where all is well. */
export function moneyProblem(connection: Connection, events: readonly RunEvent[]): string | undefined {
  let budget = NO_BUDGET;
  const [sum, reserved] = [{ used: 0, lost: 0 }, new Map<string, number>()];
  for (const event of events) {
    budget = nextBudget(budget, event);
    const { body } = event;
    if (body.type === 'effect-start' && body.reserved !== undefined) {
      reserved.set(body.place, costOf(body.reserved));
      const kept = [...reserved.values()].reduce((all, one) => all + one, 0);
      const limit = budget.run.costUsd ?? Number.POSITIVE_INFINITY;
      if (sum.used + sum.lost + kept > limit + ROUNDING) return `event ${event.sequence} passes the budget of ${limit}`;
    }
    if (body.type !== 'effect-end' && body.type !== 'attempt') continue;
    if (body.type === 'effect-end' || body.lost !== undefined) reserved.delete(body.place);
    sum.used += costOf(body.usage);
    sum.lost += costOf(body.lost);
  }
  const isOver = events.at(-1)?.body.type === 'run-end';
  return sumsProblem(connection, { ...sum, isOver });
}

function costOf(usage: Usage | undefined): number {
  return usage?.costUsd ?? 0;
}

interface Expected {
  readonly used: number;
  readonly lost: number;
  readonly isOver: boolean;
}

function sumsProblem(connection: Connection, { used, lost, isOver }: Expected): string | undefined {
  const sums = connection
    .prepare<[], { days: number; runs: number; open: number }>(
      `SELECT (SELECT total(cost_usd) FROM days) AS days, (SELECT total(cost_usd) FROM runs) AS runs,
         (SELECT count(*) FROM reservations) AS open`,
    )
    .get();
  if (sums === undefined) return 'there are no sums';
  if (Math.abs(sums.days - used - lost) > ROUNDING) return `the days sum up to ${sums.days}, the log to ${used + lost}`;
  if (Math.abs(sums.runs - used) > ROUNDING) return `the run sums up to ${sums.runs}, its log to ${used}`;
  return isOver && sums.open > 0 ? `${sums.open} reservations are left of a run that is over` : undefined;
}
