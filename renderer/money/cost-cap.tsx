import './money.css';
import { useId, useState } from 'react';
import { amountText, parseAmount } from './amount.ts';

interface CostCapProps {
  /** Null: no limit. */
  readonly costUsd: number | null;
  onChange: (costUsd: number | null) => void;
}

/** How much money a new run may use before it holds and asks. */
export function CostCap({ costUsd, onChange }: CostCapProps) {
  const id = useId();
  const [text, setText] = useState(() => amountText(costUsd ?? undefined, 'costUsd'));
  const isWrong = parseAmount(text, 'costUsd') === undefined;
  const change = (typed: string): void => {
    setText(typed);
    const amount = parseAmount(typed, 'costUsd');
    if (amount !== undefined) onChange(amount);
  };
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
          onBlur={() => isWrong && setText(amountText(costUsd ?? undefined, 'costUsd'))}
        />
      </span>
    </div>
  );
}
