import type { RunId } from '../../shared/ids.ts';
import type { Json, JsonObject } from '../../shared/json.ts';
import type { HoldPoint } from '../../shared/run/event.ts';
import type { Bill } from '../core/effects.ts';
import type { Made } from './attempts.ts';
import type { Excess, Verdict } from './budget-keeper.ts';
import type { BudgetParts } from './budget-parts.ts';
import { CallClaim } from './call-claim.ts';
import type { Drafts } from './drafts.ts';
import type { HoldDesk } from './hold-desk.ts';
import { priced } from './priced.ts';
import type { RecordedHistory } from './recorded-history.ts';
import type { RunLog } from './run-log.ts';
import type { Spot } from './spot.ts';
import type { LiveStep, NextGate, StepGate } from './step-gate.ts';

interface BudgetGateOptions {
  readonly run: RunId;
  readonly budgets: BudgetParts;
  readonly log: RunLog;
  readonly drafts: Drafts;
  readonly holds: HoldDesk;
  readonly recorded: RecordedHistory;
  readonly signal: AbortSignal;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
}

/** Another engine may have ended a call that kept today's rest: look again after this time. */
const LOOK_AGAIN_MS = 1000;

/**
 * Reserves the most that a call can use before it is made, and prices what it did use. Where not even a shorter answer fits,
 * the run is held and asks; where it does not fit yet, because calls side by side keep the rest, it waits for these.
 */
export class BudgetGate implements StepGate {
  readonly #options: BudgetGateOptions;

  constructor(options: BudgetGateOptions) {
    this.#options = options;
  }

  pass<T extends Json>(step: LiveStep<T>, next: NextGate): Promise<Made<T>> {
    const { kind, precious, bill } = step.request;
    const { keeper, day } = this.#options.budgets;
    if (kind === 'human' || (!precious && !keeper.hasLimits && !day.limitsWork)) return next(step);
    return bill === undefined ? this.#passInTime(step, next) : this.#passPaid(step, { bill, next });
  }

  /** What has no bill is begun while there is time. */
  async #passInTime<T extends Json>(step: LiveStep<T>, next: NextGate): Promise<Made<T>> {
    const { budgets, now } = this.#options;
    const { spot } = step;
    const { keeper, day } = budgets;
    const judge = (): Verdict =>
      both(keeper.judge(spot.place, { costUsd: 0, tokens: 0 }, now()), () => day.judgeTime());
    await this.#untilItFits({ spot, point: 'effect', bill: undefined, judge, take: () => true });
    return next(step);
  }

  async #passPaid<T extends Json>(step: LiveStep<T>, { bill, next }: Paid): Promise<Made<T>> {
    const { spot, request } = step;
    const { run, budgets, now } = this.#options;
    for (let least: number | undefined; ;) {
      const claim = new CallClaim({ run, place: spot.place, bill, least, budgets, now });
      const judge = (): Verdict => claim.judge();
      await this.#untilItFits({ spot, point: 'effect', bill: () => claim.bill, judge, take: () => claim.take() });
      const { atMost, isCapped } = claim;
      const { models, designed, isCut } = claim.bill;
      const made = await next({
        ...step,
        ...(request.precious && { reserved: atMost }),
        ...(isCapped && { completionTokensAtMost: atMost.completionTokens }),
      });
      const known = priced(made, { atMost, priceOf: budgets.priceOf, asked: models[0] ?? designed });
      if (!isCapped || known.outcome === undefined || !isCut(known.outcome.value)) return known;
      this.#bookCut(step, known);
      least = 2 * atMost.completionTokens;
    }
  }

  /** An answer that was cut off because a budget allowed no more is of no use, and is asked for again. */
  #bookCut<T extends Json>({ spot, request }: LiveStep<T>, { outcome, lost }: Made<T>): void {
    const { log, drafts } = this.#options;
    const message =
      'The answer was cut off: what is left of the budget allowed no longer one. It is asked for again once more is left.';
    log.append({
      type: 'attempt',
      place: spot.place,
      number: 1,
      error: { code: 'cut-off', message },
      waitMs: 0,
      ...(outcome?.usage && { usage: outcome.usage }),
      ...(lost && { lost }),
    });
    if (request.draft) drafts.drop(request.draft.messageId);
  }

  /** Holds before a turn that does not fit any more; undefined where nothing is to be waited for. */
  beforeTurn(spot: Spot): Promise<void> | undefined {
    const { recorded, budgets, now } = this.#options;
    const judge = (): Verdict => budgets.keeper.judgeTurn(spot.path, now());
    if (!recorded.isExhausted && !this.#isHeld(spot)) return undefined;
    if (budgets.day.limitsWork) return this.#turnOfDay(spot, judge);
    if (judge().type !== 'over' && !this.#isHeld(spot)) return undefined;
    return this.#untilItFits({ spot, point: 'turn', bill: undefined, judge, take: () => true });
  }

  /** The day counts what is committed: so the turn's own beginning first has to be. */
  async #turnOfDay(spot: Spot, ofRun: () => Verdict): Promise<void> {
    const { budgets, log } = this.#options;
    const leave = budgets.day.enterTurn();
    try {
      await log.flushed();
      const judge = (): Verdict => both(ofRun(), () => budgets.day.judgeTurn());
      const take = (): boolean => (leave(), true); // at once: the next one is judged in the same turn of the loop
      await this.#untilItFits({ spot, point: 'turn', bill: undefined, judge, take });
    } finally {
      leave();
    }
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
    const pending: JsonObject = { budget: { ...excess, model: bill === undefined ? null : modelOf(bill()) } };
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
}

function both(one: Verdict, other: () => Verdict): Verdict {
  return one.type === 'fits' ? other() : one;
}

interface Paid {
  readonly bill: () => Bill;
  readonly next: NextGate;
}

/** Something that shall fit before it is done. */
interface Wish {
  readonly spot: Spot;
  readonly point: HoldPoint;
  readonly bill: (() => Bill) | undefined;
  readonly judge: () => Verdict;
  /** Keeps free what it needs; false where another was quicker. */
  readonly take: () => boolean;
}

function modelOf({ models, designed }: Bill): { label: string; designed: string } {
  return { label: models.join(', else '), designed };
}

function holdPlace({ place }: Spot): string {
  return `${place}/budget`;
}
