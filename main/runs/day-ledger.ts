import type { DayBudget } from '../../shared/run/budget.ts';
import type { RunId } from '../../shared/ids.ts';
import { localDay } from '../../shared/run/local-day.ts';
import type { DaySpending, RunStore } from '../core/store.ts';
import type { BudgetNeed, BudgetRoom } from './budget-count.ts';
import type { Excess, Verdict } from './budget-keeper.ts';

export interface DayLedgerOptions {
  readonly store: Pick<RunStore, 'reserve' | 'spentOn'>;
  /** What a day may come to, as it is set now. */
  readonly limit: () => DayBudget;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
}

/** A limit that is looked up for every step may be this old. */
const LIMIT_KEPT_MS = 1000;
const FITS: Verdict = { type: 'fits' };

/** The budget of the day, which all runs of this data folder share, whichever engine works on them. */
export class DayLedger {
  readonly #options: DayLedgerOptions;
  #known: { readonly limit: DayBudget; readonly atMs: number } | undefined;
  /** Turns that the log has begun, and that wait for the day. */
  #waiting = 0;

  constructor(options: DayLedgerOptions) {
    this.#options = options;
  }

  get hasMoneyLimit(): boolean {
    return this.#options.limit().costUsd !== undefined;
  }

  /** Whether turns or time of the day are limited, so that every step has to be judged. */
  get limitsWork(): boolean {
    const { limit, now } = this.#options;
    const nowMs = now();
    if (this.#known === undefined || Math.abs(nowMs - this.#known.atMs) > LIMIT_KEPT_MS) {
      this.#known = { limit: limit(), atMs: nowMs };
    }
    const { turns, timeMs } = this.#known.limit;
    return turns !== undefined || timeMs !== undefined;
  }

  /** The limit may have changed. */
  lookAgain(): void {
    this.#known = undefined;
  }

  /** A turn waits for the day from here on, until what is given back is called, once or more. The log has begun it. */
  enterTurn(): () => void {
    let waits = 1;
    this.#waiting += waits;
    return () => {
      this.#waiting -= waits;
      waits = 0;
    };
  }

  /** Whether one of the turns that wait may go on. */
  judgeTurn(): Verdict {
    const { turns: limit } = this.#options.limit();
    const begun = this.#spent().turns - this.#waiting;
    if (limit === undefined || begun < limit) return this.judgeTime();
    return over({ what: 'turns', limit, spent: begun, needs: 1 });
  }

  /** Whether there is time left today. It has no upper estimate: what was begun is ended, and nothing more begins. */
  judgeTime(): Verdict {
    const { timeMs: limit } = this.#options.limit();
    if (limit === undefined) return FITS;
    const { timeMs } = this.#spent();
    return timeMs < limit ? FITS : over({ what: 'timeMs', limit, spent: timeMs, needs: 0 });
  }

  /** Whether a call fits into what is left of today. */
  judge(need: BudgetNeed): Verdict {
    const limit = this.#options.limit();
    if (!hasLimit(limit)) return FITS;
    const spent = this.#spent();
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
      if (sums.spent + sums.needs > sums.limit) return over({ ...sums, limit: sums.limit });
      mustWait ||= sums.spent + kept + sums.needs > sums.limit;
    }
    return mustWait ? { type: 'wait' } : FITS;
  }

  /** What is left of today. */
  room(): BudgetRoom {
    const limit = this.#options.limit();
    if (!hasLimit(limit)) return UNLIMITED;
    const { costUsd = Number.POSITIVE_INFINITY, tokens = Number.POSITIVE_INFINITY } = limit;
    const spent = this.#spent();
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

  #spent(): DaySpending {
    return this.#options.store.spentOn(localDay(this.#options.now()));
  }
}

function over(sums: Pick<Excess, 'what' | 'limit' | 'spent' | 'needs'>): Verdict {
  return { type: 'over', excess: { scope: 'day', agent: null, ...sums } };
}

const UNLIMITED: BudgetRoom = {
  costUsd: Number.POSITIVE_INFINITY,
  tokens: Number.POSITIVE_INFINITY,
  kept: { costUsd: 0, tokens: 0 },
};

/** Of what calls are reserved for. */
function hasLimit({ costUsd, tokens }: DayBudget): boolean {
  return costUsd !== undefined || tokens !== undefined;
}
