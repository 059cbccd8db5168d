import './money.css';
import { useId } from 'react';
import { useAmount } from './use-amount.ts';

interface CostCapProps {
  /** Null: no limit. */
  readonly costUsd: number | null;
  onChange: (costUsd: number | null) => void;
}

/** How much money a new run may use before it holds and asks. */
export function CostCap({ costUsd, onChange }: CostCapProps) {
  const id = useId();
  const { text, isWrong, change, leave } = useAmount('costUsd', { amount: costUsd ?? undefined, onChange });
  return (
    <div className="row t12">
      <label className="grow" htmlFor={id}>
        Hold and ask before it costs more than
      </label>
      <span className="field run-cap" aria-invalid={isWrong}>
        <span className="faint">$</span>
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
      </span>
    </div>
  );
}
