import type { BudgetLimits, RunBudget } from '../../shared/run/budget.ts';
import { UsageError } from './usage-error.ts';

/** The options that limit a run, as they were written. */
interface LimitOptions {
  readonly 'max-cost'?: string;
  readonly 'max-tokens'?: string;
  readonly 'max-turns'?: string;
}

/** What a command line says of calls whose price nobody knows; undefined where it says nothing. @throws UsageError */
export function unknownPricesOf(text: string | undefined): RunBudget['unknownPrices'] | undefined {
  if (text === undefined) return undefined;
  if (text === 'hold') return 'hold';
  if (text === 'pass') return 'count-as-zero';
  throw new UsageError(`--unknown-prices is "${text}": expected hold or pass.`);
}

/** The limits that a command line names. @throws UsageError */
export function limitsOf(options: LimitOptions): BudgetLimits {
  const costUsd = amountOf(options, 'max-cost', /^\$?(\d+\.?\d*|\.\d+)$/);
  const tokens = amountOf(options, 'max-tokens', /^(\d+)$/);
  const turns = amountOf(options, 'max-turns', /^(\d+)$/);
  return {
    ...(costUsd !== undefined && { costUsd }),
    ...(tokens !== undefined && { tokens }),
    ...(turns !== undefined && { turns }),
  };
}

function amountOf(options: LimitOptions, name: keyof LimitOptions, form: RegExp): number | undefined {
  const text = options[name];
  if (text === undefined) return undefined;
  const amount = Number(form.exec(text)?.[1]);
  if (amount > 0) return amount;
  const wanted = name === 'max-cost' ? 'US dollars above 0, for example 0.50' : 'a whole number above 0';
  throw new UsageError(`--${name} is "${text}": expected ${wanted}.`);
}
