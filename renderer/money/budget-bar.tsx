import './money.css';
import type { RunBudget } from '../../shared/run/budget.ts';
import { costWords, spentWords } from '../../shared/run/money-words.ts';

interface BudgetBarProps {
  readonly costUsd: number | null;
  /** What calls that broke off may cost beside it. */
  readonly lostUsd: number;
  readonly budget: RunBudget;
}

/** The money of a run, and how much of its budget that is: "$0.031 of $0.50" with a bar. */
export function BudgetBar({ costUsd, lostUsd, budget }: BudgetBarProps) {
  const limit = budget.run.costUsd;
  const spent = spentWords(costUsd, lostUsd);
  if (limit === undefined) return <span className={costUsd === null ? 'faint' : ''}>{spent}</span>;
  const share = Math.min(1, (costUsd ?? 0) / limit);
  return (
    <span className="budget-bar" data-near={share > 0.8 || undefined}>
      <span>
        <b>{spent}</b> of {costWords(limit)}
      </span>
      <i aria-hidden="true">
        <i style={{ width: `${share * 100}%` }} />
      </i>
    </span>
  );
}
