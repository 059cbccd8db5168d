import { type BudgetHold, type BudgetLimits, NO_BUDGET, type RunBudget } from '../../shared/run/budget.ts';
import { nextBudget } from '../../shared/run/raise-budget.ts';
import type { RunId } from '../../shared/ids.ts';
import type { EffectKind, RunEvent } from '../../shared/run/event.ts';
import type { Usage } from '../../shared/run/usage.ts';
import {
  BudgetCounts,
  type BudgetNeed,
  type BudgetRoom,
  type BudgetScope,
  hasLimits,
  scopesAt,
} from './budget-count.ts';
import { WorkClock } from './work-clock.ts';

/** Why something does not fit into a budget. */
export type Excess = Omit<BudgetHold, 'model'>;

/** `wait`: it will fit, or not, when calls under way have ended. */
export type Verdict = { readonly type: 'fits' } | { readonly type: 'wait' } | { readonly type: 'over'; excess: Excess };

/** Time of a person is no time at work. */
const WAITS: ReadonlySet<EffectKind> = new Set(['human', 'approval']);
const FITS: Verdict = { type: 'fits' };
/** Sums of decimal fractions are off by less than this. */
const ROUNDING = 1e-9;

/**
 * Keeps the budgets of one run: a fold of its events, in the order in which they are written, and what is kept free for
 * calls that are about to begin. A call under way counts with the most that it can use, so that calls side by side never
 * use more than the budget together.
 */
export class BudgetKeeper {
  readonly #run: RunId;
  readonly #counts = new BudgetCounts();
  /** By place. What a call may use is kept free until an event says how it ended. */
  readonly #reserved = new Map<string, BudgetNeed>();
  /** By place: calls that the log has begun and not ended, with the most that they can use. */
  readonly #underWay = new Map<string, Usage>();
  /** By path: the how manieth turn it is of the run, and of its speaker. */
  readonly #openTurns = new Map<
    string,
    { readonly ofRun: number; readonly ofSpeaker: number; readonly speaker: string }
  >();
  readonly #clock = new WorkClock();
  #budget: RunBudget = NO_BUDGET;
  #hasLimits = false;

  /** What a parent used is not counted for its child; what it might use is handed on. */
  constructor(run: RunId) {
    this.#run = run;
  }

  get budget(): RunBudget {
    return this.#budget;
  }

  /** False where nothing needs to be counted. */
  get hasLimits(): boolean {
    return this.#hasLimits;
  }

  /** Folds one event of the run or of its parents in. */
  add(event: RunEvent): void {
    const { body, run } = event;
    const budget = nextBudget(this.#budget, event);
    if (budget !== this.#budget) this.#set(budget);
    if (run !== this.#run) return;
    this.#clock.add(event);
    if (body.type === 'turn-start') this.#beginTurn(body);
    else if (body.type === 'turn-end' || body.type === 'turn-abandoned') this.#openTurns.delete(body.path);
    else if (body.type === 'effect-start') this.#begin(body.place, body.reserved);
    else if (body.type === 'attempt' && (body.usage ?? body.lost) !== undefined)
      this.#settle(body.place, { usages: known(body), durationMs: 0 });
    else if (body.type === 'effect-end') {
      this.#settle(body.place, { usages: known(body), durationMs: WAITS.has(body.kind) ? 0 : body.durationMs });
    }
  }

  #set(budget: RunBudget): void {
    this.#budget = budget;
    this.#hasLimits = hasLimits(budget);
  }

  /** Calls that have begun, and of which no event says how they ended. */
  get underWay(): ReadonlyMap<string, Usage> {
    return this.#underWay;
  }

  /** An engine takes the run up. */
  resume(nowMs: number): void {
    this.#clock.resume(nowMs);
  }

  #beginTurn({ path, speaker }: { path: string; speaker: string }): void {
    const { run } = this.#counts;
    const agent = this.#counts.of(speaker);
    run.turns += 1;
    agent.turns += 1;
    this.#openTurns.set(path, { ofRun: run.turns, ofSpeaker: agent.turns, speaker });
  }

  #begin(place: string, reserved: Usage | undefined): void {
    if (reserved === undefined) return;
    this.#underWay.set(place, reserved);
    this.reserve(place, { costUsd: reserved.costUsd, tokens: reserved.promptTokens + reserved.completionTokens });
  }

  #settle(place: string, used: Parameters<BudgetCounts['use']>[1]): void {
    this.#reserved.delete(place);
    this.#underWay.delete(place);
    this.#counts.use(place, used);
  }

  /** Whether a step at this place fits. */
  judge(place: string, need: BudgetNeed, nowMs: number): Verdict {
    if (!this.hasLimits) return FITS;
    this.#counts.run.timeMs = this.#clock.at(nowMs);
    let mustWait = false;
    for (const scope of this.#scopesAt(place)) {
      const excess = this.#excessOf(scope, need);
      if (excess !== undefined) return { type: 'over', excess };
      mustWait ||= this.#isKeptByOthers(scope, need);
    }
    return mustWait ? { type: 'wait' } : FITS;
  }

  /** What is left of each budget that this place counts for. */
  rooms(place: string): readonly BudgetRoom[] {
    return this.#scopesAt(place).map(({ limits, spent, reserved }) => ({
      costUsd: (limits.costUsd ?? Number.POSITIVE_INFINITY) - spent.costUsd,
      tokens: (limits.tokens ?? Number.POSITIVE_INFINITY) - spent.tokens,
      kept: reserved,
    }));
  }

  /** Keeps free what a step at this place may use. It must fit. */
  reserve(place: string, need: BudgetNeed): void {
    this.#reserved.set(place, need);
  }

  /** Whether this turn may begin. */
  judgeTurn(path: string, nowMs: number): Verdict {
    const turn = this.#openTurns.get(path);
    if (turn === undefined || !this.hasLimits) return FITS;
    for (const scope of this.#scopesAt(path)) {
      if (scope.agent !== null && scope.agent !== turn.speaker) continue;
      const { turns } = scope.limits;
      const number = scope.agent === null ? turn.ofRun : turn.ofSpeaker;
      if (turns !== undefined && number > turns) {
        return { type: 'over', excess: excess(scope, { what: 'turns', limit: turns, spent: number - 1, needs: 1 }) };
      }
    }
    return this.judge(path, { costUsd: 0, tokens: 0 }, nowMs);
  }

  #scopesAt(place: string): BudgetScope[] {
    return scopesAt(place, { budget: this.#budget, counts: this.#counts, reserved: this.#reserved });
  }

  #excessOf(scope: BudgetScope, { costUsd, tokens }: BudgetNeed): Excess | undefined {
    const { limits, spent } = scope;
    if (limits.costUsd !== undefined && costUsd === null && this.#budget.unknownPrices === 'hold') {
      return excess(scope, { what: 'price', limit: null, spent: spent.costUsd, needs: 0 });
    }
    const units = [
      { what: 'costUsd', limit: limits.costUsd, spent: spent.costUsd, needs: costUsd ?? 0 },
      { what: 'tokens', limit: limits.tokens, spent: spent.tokens, needs: tokens },
      { what: 'timeMs', limit: limits.timeMs, spent: spent.timeMs, needs: 0 },
    ] as const;
    for (const { what, limit, ...sums } of units) {
      if (limit === undefined) continue;
      // Time has no upper estimate: what was begun is ended, and nothing more begins.
      const isOver = what === 'timeMs' ? sums.spent >= limit : sums.spent + sums.needs > limit + ROUNDING;
      if (isOver) return excess(scope, { what, limit, ...sums });
    }
    return undefined;
  }

  #isKeptByOthers({ limits, spent, reserved }: BudgetScope, need: BudgetNeed): boolean {
    const isOver = (unit: 'costUsd' | 'tokens'): boolean =>
      limits[unit] !== undefined && spent[unit] + reserved[unit] + (need[unit] ?? 0) > limits[unit] + ROUNDING;
    return isOver('costUsd') || isOver('tokens');
  }
}

function known({ usage, lost }: { usage?: Usage | undefined; lost?: Usage | undefined }): Usage[] {
  return [usage, lost].filter((one) => one !== undefined);
}

function excess(
  { agent }: { agent: string | null },
  sums: { what: keyof BudgetLimits | 'price'; limit: number | null; spent: number; needs: number },
): Excess {
  return { scope: agent === null ? 'run' : 'agent', agent, ...sums };
}
