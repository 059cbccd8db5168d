import './money.css';
import { useId } from 'react';
import type { BudgetLimits, BudgetUnit } from '../../shared/run/budget.ts';
import { AMOUNTS, withLimit } from './amount.ts';
import { useAmount } from './use-amount.ts';

interface LimitFieldsProps {
  /** Whose limits: read before the name of each field. */
  readonly whose: string;
  readonly limits: BudgetLimits;
  onChange: (limits: BudgetLimits) => void;
}

const ALL: readonly BudgetUnit[] = ['costUsd', 'tokens', 'turns', 'timeMs'];

/** One field a limit; an empty one limits nothing. */
export function LimitFields({ whose, limits, onChange }: LimitFieldsProps) {
  return (
    <div className="limit-fields" role="group" aria-label={whose}>
      {ALL.map((unit) => (
        <LimitField
          key={unit}
          unit={unit}
          amount={limits[unit]}
          onChange={(amount) => onChange(withLimit(limits, unit, amount))}
        />
      ))}
    </div>
  );
}

interface LimitFieldProps {
  readonly unit: BudgetUnit;
  readonly amount: number | undefined;
  onChange: (amount: number | null) => void;
}

function LimitField({ unit, amount, onChange }: LimitFieldProps) {
  const id = useId();
  const { label, unit: words } = AMOUNTS[unit];
  const { text, isWrong, change, leave } = useAmount(unit, { amount, onChange });
  return (
    <div className="limit-field">
      <label className="cap" htmlFor={id}>
        {label}
      </label>
      <span className="field" aria-invalid={isWrong}>
        <input
          id={id}
          inputMode="decimal"
          autoComplete="off"
          placeholder="no limit"
          value={text}
          aria-invalid={isWrong}
          onChange={({ target }) => change(target.value)}
          onBlur={leave}
        />
        <span className="faint">{words}</span>
      </span>
    </div>
  );
}
