import type { BudgetLimits, BudgetUnit } from '../../shared/run/budget.ts';

/** How people write an amount of each unit. */
export const AMOUNTS: Readonly<
  Record<
    BudgetUnit,
    { readonly label: string; readonly unit: string; readonly factor: number; readonly isWhole: boolean }
  >
> = {
  costUsd: { label: 'Money', unit: 'US$', factor: 1, isWhole: false },
  tokens: { label: 'Tokens', unit: 'tokens', factor: 1, isWhole: true },
  turns: { label: 'Turns', unit: 'turns', factor: 1, isWhole: true },
  timeMs: { label: 'Time at work', unit: 'min', factor: 60_000, isWhole: false },
};

/** The amount that a person wrote; null where nothing stands there, undefined where it is none. */
export function parseAmount(text: string, unit: BudgetUnit): number | null | undefined {
  const written = text
    .trim()
    .replace(/^\$/, '')
    .replace(/,(?=\d{3}\b)/g, '')
    .replace(',', '.');
  if (written === '') return null;
  const { factor, isWhole } = AMOUNTS[unit];
  const amount = Number(written);
  if (!(amount > 0) || !Number.isFinite(amount) || (isWhole && !Number.isInteger(amount))) return undefined;
  return amount * factor;
}

/** An amount as it is written into a field. */
export function amountText(amount: number | undefined, unit: BudgetUnit): string {
  return amount === undefined ? '' : String(amount / AMOUNTS[unit].factor);
}

/** The limits with another amount; null takes the limit away. */
export function withLimit(limits: BudgetLimits, unit: BudgetUnit, amount: number | null): BudgetLimits {
  const { [unit]: _before, ...others } = limits;
  return amount === null ? others : { ...others, [unit]: amount };
}
