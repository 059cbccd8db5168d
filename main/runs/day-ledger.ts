import type { DayBudget } from '../../shared/run/budget.ts';
import type { RunId } from '../../shared/ids.ts';
import { localDay } from '../../shared/run/local-day.ts';
import type { RunStore } from '../core/store.ts';
import type { BudgetNeed, BudgetRoom } from './budget-count.ts';
import type { Verdict } from './budget-keeper.ts';

export interface DayLedgerOptions {
  readonly store: Pick<RunStore, 'reserve' | 'spentOn'>;
  /** What a day may come to, as it is set now. */
  readonly limit: () => DayBudget;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
}

/** The budget of the day, which all runs of this data folder share, whichever engine works on them. */
export class DayLedger {
  readonly #options: DayLedgerOptions;

  constructor(options: DayLedgerOptions) {
    this.#options = options;
  }

  get hasMoneyLimit(): boolean {
    return this.#options.limit().costUsd !== undefined;
  }

  /** Whether a call fits into what is left of today. */
  judge(need: BudgetNeed): Verdict {
    const limit = this.#options.limit();
    if (!hasLimit(limit)) return { type: 'fits' };
    const spent = this.#options.store.spentOn(localDay(this.#options.now()));
    const units = [
      {
        what: 'costUsd',
        limit: limit.costUsd,
        spent: spent.costUsd,
        kept: spent.reservedUsd,
        needs: need.costUsd ?? 0,
      },
      { what: 'tokens', limit: limit.tokens, spent: spent.tokens, kept: spent.reservedTokens, needs: need.tokens },
    ] as const;
    let mustWait = false;
    for (const { kept, ...sums } of units) {
      if (sums.limit === undefined) continue;
      const excess = { scope: 'day', agent: null, ...sums, limit: sums.limit } as const;
      if (sums.spent + sums.needs > sums.limit) return { type: 'over', excess };
      mustWait ||= sums.spent + kept + sums.needs > sums.limit;
    }
    return mustWait ? { type: 'wait' } : { type: 'fits' };
  }

  /** What is left of today. */
  room(): BudgetRoom {
    const limit = this.#options.limit();
    if (!hasLimit(limit)) return UNLIMITED;
    const { costUsd = Number.POSITIVE_INFINITY, tokens = Number.POSITIVE_INFINITY } = limit;
    const spent = this.#options.store.spentOn(localDay(this.#options.now()));
    return {
      costUsd: costUsd - spent.costUsd,
      tokens: tokens - spent.tokens,
      kept: { costUsd: spent.reservedUsd, tokens: spent.reservedTokens },
    };
  }

  /**
   * Keeps free what a call may use, before any other engine can take it. False where it does not fit (any more). Without a
   * limit the commit that begins the call keeps it: then it counts for a limit that is set meanwhile.
   */
  reserve(run: RunId, place: string, { costUsd, tokens }: BudgetNeed): boolean {
    const { store, limit, now } = this.#options;
    if (!hasLimit(limit())) return true;
    return store.reserve({ run, place, day: localDay(now()), costUsd: costUsd ?? 0, tokens, limit: limit() });
  }
}

const UNLIMITED: BudgetRoom = {
  costUsd: Number.POSITIVE_INFINITY,
  tokens: Number.POSITIVE_INFINITY,
  kept: { costUsd: 0, tokens: 0 },
};

function hasLimit({ costUsd, tokens }: DayBudget): boolean {
  return costUsd !== undefined || tokens !== undefined;
}
