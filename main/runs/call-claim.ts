import type { RunId } from '../../shared/ids.ts';
import { costAtMost } from '../../shared/run/price.ts';
import type { Usage } from '../../shared/run/usage.ts';
import type { Bill } from '../core/effects.ts';
import type { BudgetNeed, BudgetRoom } from './budget-count.ts';
import type { Verdict } from './budget-keeper.ts';
import type { BudgetParts } from './budget-parts.ts';

interface ClaimOptions {
  readonly run: RunId;
  readonly place: string;
  /** What is known of the call; asked anew each time it is judged, because another model may answer by then. */
  readonly bill: () => Bill;
  /** A shorter answer than this many tokens is not asked for; undefined: the shortest that the bill calls useful. */
  readonly least: number | undefined;
  readonly budgets: BudgetParts;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
}

/**
 * What one call asks of all budgets that it counts for: its longest answer, else the longest that is left for, else nothing.
 * Judged anew whenever something has changed.
 */
export class CallClaim {
  readonly #options: ClaimOptions;
  #bill: Bill;
  #completionTokens: number;

  constructor(options: ClaimOptions) {
    this.#options = options;
    this.#bill = options.bill();
    this.#completionTokens = this.#bill.atMost.completionTokens;
  }

  /** As it was judged last. */
  get bill(): Bill {
    return this.#bill;
  }

  /** True where what is left allows a shorter answer only. */
  get isCapped(): boolean {
    return this.#completionTokens < this.#bill.atMost.completionTokens;
  }

  /** The most that the call can use, as it was judged last. */
  get atMost(): Usage {
    const { promptTokens } = this.#bill.atMost;
    return {
      promptTokens,
      completionTokens: this.#completionTokens,
      costUsd: this.#need(this.#completionTokens).costUsd,
    };
  }

  judge(): Verdict {
    this.#bill = this.#options.bill();
    const longest = this.#bill.atMost.completionTokens;
    const least = Math.min(longest, this.#options.least ?? this.#bill.completionTokensAtLeast);
    const verdict = this.#judge(longest);
    this.#completionTokens = longest;
    if (verdict.type !== 'over' || !(verdict.excess.what === 'costUsd' || verdict.excess.what === 'tokens'))
      return verdict;
    const left = this.#leftFor('others-too');
    if (left >= least) {
      this.#completionTokens = left;
      return this.#judge(left);
    }
    // Once the calls under way have ended there may be enough for an answer of use.
    return this.#leftFor('this-alone') >= least ? { type: 'wait' } : verdict;
  }

  /** Keeps free what was judged last. False where another engine was quicker. */
  take(): boolean {
    const { run, place, budgets } = this.#options;
    const need = this.#need(this.#completionTokens);
    if (need.costUsd !== 0 && !budgets.day.reserve(run, place, need)) return false;
    budgets.keeper.reserve(place, need);
    return true;
  }

  #judge(completionTokens: number): Verdict {
    const { place, budgets, now } = this.#options;
    const need = this.#need(completionTokens);
    const verdict = budgets.keeper.judge(place, need, now());
    return verdict.type === 'fits' ? this.#judgeDay(need) : verdict;
  }

  /** What is free never counts for the day, but for its time. */
  #judgeDay(need: BudgetNeed): Verdict {
    const { keeper, day } = this.#options.budgets;
    const inTime = day.judgeTime();
    if (inTime.type === 'over' || need.costUsd === 0) return inTime;
    if (need.costUsd === null && day.hasMoneyLimit && keeper.budget.unknownPrices === 'hold') {
      return { type: 'over', excess: { scope: 'day', agent: null, what: 'price', limit: null, spent: 0, needs: 0 } };
    }
    return day.judge(need);
  }

  /** The most that any model may take of those that may answer. */
  #need(completionTokens: number): BudgetNeed {
    const { priceOf } = this.#options.budgets;
    const { models, atMost } = this.#bill;
    const tokens = { promptTokens: atMost.promptTokens, completionTokens };
    const costs = models.map((label) => costAtMost(priceOf(label), tokens));
    const costUsd = costs.some((cost) => cost === null) ? null : Math.max(0, ...(costs as number[]));
    return { costUsd, tokens: tokens.promptTokens + completionTokens };
  }

  /** Tokens of an answer that what is left of all budgets pays for, beside what others keep, or as if they kept nothing. */
  #leftFor(whom: 'others-too' | 'this-alone'): number {
    const { place, budgets } = this.#options;
    const { atMost } = this.#bill;
    const prompt = this.#need(0);
    const isFree = this.#need(1_000_000).costUsd === 0;
    const rooms: readonly BudgetRoom[] = [...budgets.keeper.rooms(place), ...(isFree ? [] : [budgets.day.room()])];
    const perToken = ((this.#need(1_000_000).costUsd ?? 0) - (prompt.costUsd ?? 0)) / 1_000_000;
    const left = rooms.map(({ costUsd, tokens, kept }) => {
      const [keptUsd, keptTokens] = whom === 'others-too' ? [kept.costUsd, kept.tokens] : [0, 0];
      const paid = perToken > 0 ? (costUsd - keptUsd - (prompt.costUsd ?? 0)) / perToken : Number.POSITIVE_INFINITY;
      return Math.min(paid, tokens - keptTokens - atMost.promptTokens);
    });
    return Math.floor(Math.min(...left, atMost.completionTokens));
  }
}
