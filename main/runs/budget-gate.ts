import type { RunId } from '../../shared/ids.ts';
import type { Json, JsonObject } from '../../shared/json.ts';
import type { HoldPoint } from '../../shared/run/event.ts';
import { costAtMost, type ModelPrice } from '../../shared/run/price.ts';
import type { Usage } from '../../shared/run/usage.ts';
import type { Bill } from '../core/effects.ts';
import type { Made } from './attempts.ts';
import type { BudgetChanges } from './budget-changes.ts';
import type { BudgetNeed } from './budget-count.ts';
import type { BudgetKeeper, Excess, Verdict } from './budget-keeper.ts';
import type { DayLedger } from './day-ledger.ts';
import type { HoldDesk } from './hold-desk.ts';
import type { ModelSwitches } from './model-switches.ts';
import { priced } from './priced.ts';
import type { RecordedHistory } from './recorded-history.ts';
import type { Spot } from './spot.ts';
import type { LiveStep, NextGate, StepGate } from './step-gate.ts';

/** What the budgets of a run consist of. */
export interface BudgetParts {
  readonly keeper: BudgetKeeper;
  readonly day: DayLedger;
  readonly switches: ModelSwitches;
  readonly changes: BudgetChanges;
  /** What a model charges in this run, by label. */
  readonly priceOf: (label: string) => ModelPrice;
}

interface BudgetGateOptions {
  readonly run: RunId;
  readonly budgets: BudgetParts;
  readonly holds: HoldDesk;
  readonly recorded: RecordedHistory;
  readonly signal: AbortSignal;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
}

/** Another engine may have ended a call that kept today's rest: look again after this time. */
const LOOK_AGAIN_MS = 1000;
const NO_NEED: BudgetNeed = { costUsd: 0, tokens: 0 };

/**
 * Reserves the most that a call can use before it is made, and prices what it did use. Where that does not fit, the run is
 * held and asks; where it does not fit yet, because calls side by side keep the rest, it waits for these.
 */
export class BudgetGate implements StepGate {
  readonly #options: BudgetGateOptions;

  constructor(options: BudgetGateOptions) {
    this.#options = options;
  }

  pass<T extends Json>(step: LiveStep<T>, next: NextGate): Promise<Made<T>> {
    const { kind, precious } = step.request;
    const isCounted = kind !== 'human' && (precious || this.#options.budgets.keeper.hasLimits);
    return isCounted ? this.#passCounted(step, next) : next(step);
  }

  async #passCounted<T extends Json>(step: LiveStep<T>, next: NextGate): Promise<Made<T>> {
    const { spot, request } = step;
    const { priceOf } = this.#options.budgets;
    const bill = request.bill?.();
    await this.#reserve(spot, bill);
    if (bill === undefined) return next(step);
    const reserved: Usage = { ...bill.atMost, costUsd: this.#needOf(bill).costUsd };
    const made = await next(request.precious ? { ...step, reserved } : step);
    return priced(made, { reserved, priceOf, designed: this.#labelOf(bill) });
  }

  /** Holds before a turn that does not fit any more; undefined where nothing is to be waited for. */
  beforeTurn(spot: Spot): Promise<void> | undefined {
    const { recorded, budgets, now } = this.#options;
    const judge = (): Verdict => budgets.keeper.judgeTurn(spot.path, now());
    if (!recorded.isExhausted && !this.#isHeld(spot)) return undefined;
    if (judge().type !== 'over' && !this.#isHeld(spot)) return undefined;
    return this.#untilItFits({ spot, point: 'turn', bill: undefined, judge, take: () => true });
  }

  async #reserve(spot: Spot, bill: Bill | undefined): Promise<void> {
    const { run, budgets, now } = this.#options;
    const { keeper, day } = budgets;
    const need = (): BudgetNeed => (bill === undefined ? NO_NEED : this.#needOf(bill));
    await this.#untilItFits({
      spot,
      point: 'effect',
      bill,
      judge: () => {
        const verdict = keeper.judge(spot.place, need(), now());
        return verdict.type === 'fits' ? this.#judgeDay(need()) : verdict;
      },
      take: () => {
        const wanted = need();
        if (wanted.costUsd !== 0 && !day.reserve(run, spot.place, wanted)) return false;
        if (bill !== undefined) keeper.reserve(spot.place, wanted);
        return true;
      },
    });
  }

  /** What is free never counts for the day. */
  #judgeDay(need: BudgetNeed): Verdict {
    const { keeper, day } = this.#options.budgets;
    if (need.costUsd === 0) return { type: 'fits' };
    if (need.costUsd === null && day.hasMoneyLimit && keeper.budget.unknownPrices === 'hold') {
      return { type: 'over', excess: { scope: 'day', agent: null, what: 'price', limit: null, spent: 0, needs: 0 } };
    }
    return day.judge(need);
  }

  async #untilItFits({ spot, point, bill, judge, take }: Wish): Promise<void> {
    const { holds, budgets, signal } = this.#options;
    for (;;) {
      const verdict = judge();
      if (verdict.type === 'over') await this.#hold({ spot, point, bill, judge }, verdict.excess);
      else {
        if (this.#isHeld(spot)) holds.letGo(holdPlace(spot));
        if (verdict.type === 'fits' && take()) return;
        await budgets.changes.next(signal, LOOK_AGAIN_MS);
      }
    }
  }

  /** Until somebody has changed something so that it fits. */
  async #hold({ spot, point, bill, judge }: Omit<Wish, 'take'>, excess: Excess): Promise<void> {
    const { holds, budgets } = this.#options;
    const place = holdPlace(spot);
    const model = bill === undefined ? null : { label: this.#labelOf(bill), designed: bill.models[0] ?? '' };
    const pending: JsonObject = { budget: { ...excess, model } };
    const released = holds.hold({ place, path: spot.path, why: 'budget', point, pending });
    const leave = budgets.changes.onChange(() => {
      if (judge().type !== 'over') holds.letGo(place);
    });
    try {
      await released;
    } finally {
      leave();
    }
  }

  /** True where the log has a hold of a budget open here. */
  #isHeld(spot: Spot): boolean {
    return this.#options.recorded.holds.get(holdPlace(spot))?.isReleased === false;
  }

  /** The most that any model may take of those that may answer. */
  #needOf({ models, atMost }: Bill): BudgetNeed {
    const { switches, priceOf } = this.#options.budgets;
    const costs = models.map((label) => costAtMost(priceOf(switches.labelFor(label)), atMost));
    const costUsd = costs.some((cost) => cost === null) ? null : Math.max(0, ...(costs as number[]));
    return { costUsd, tokens: atMost.promptTokens + atMost.completionTokens };
  }

  #labelOf({ models: [first = ''] }: Bill): string {
    return this.#options.budgets.switches.labelFor(first);
  }
}

/** Something that shall fit before it is done. */
interface Wish {
  readonly spot: Spot;
  readonly point: HoldPoint;
  readonly bill: Bill | undefined;
  readonly judge: () => Verdict;
  /** Keeps free what it needs; false where another was quicker. */
  readonly take: () => boolean;
}

function holdPlace({ place }: Spot): string {
  return `${place}/budget`;
}
