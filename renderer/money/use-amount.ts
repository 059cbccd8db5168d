import { useState } from 'react';
import type { BudgetUnit } from '../../shared/run/budget.ts';
import { amountText, parseAmount } from './amount.ts';

/** What a field for a limit holds. */
export interface AmountDraft {
  readonly text: string;
  readonly isWrong: boolean;
  change: (typed: string) => void;
  /** What is no amount gives way to the one that counts. */
  leave: () => void;
}

/** A limit while it is typed: `onChange` hears of every amount, null for none. */
export function useAmount(
  unit: BudgetUnit,
  { amount, onChange }: { readonly amount: number | undefined; readonly onChange: (amount: number | null) => void },
): AmountDraft {
  const [text, setText] = useState(() => amountText(amount, unit));
  const isWrong = parseAmount(text, unit) === undefined;
  return {
    text,
    isWrong,
    change: (typed) => {
      setText(typed);
      const wanted = parseAmount(typed, unit);
      if (wanted !== undefined) onChange(wanted);
    },
    leave: () => isWrong && setText(amountText(amount, unit)),
  };
}
