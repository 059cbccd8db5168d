import { type BudgetLimits, limitsOfAgent, type RunBudget } from '../../shared/run/budget.ts';
import type { Usage } from '../../shared/run/usage.ts';

/** What was used of one budget. */
export interface BudgetCount {
  costUsd: number;
  tokens: number;
  turns: number;
  timeMs: number;
}

/** A budget and how much of it is used and kept free. */
export interface BudgetScope {
  readonly agent: string | null;
  readonly limits: BudgetLimits;
  readonly spent: Readonly<BudgetCount>;
  readonly reserved: { readonly costUsd: number; readonly tokens: number };
}

/** What a step needs: the most that it can use. `costUsd` is null where its price is unknown. */
export interface BudgetNeed {
  readonly costUsd: number | null;
  readonly tokens: number;
}

/** What is left of a budget, and how much of that others keep. */
export interface BudgetRoom {
  readonly costUsd: number;
  readonly tokens: number;
  readonly kept: { readonly costUsd: number; readonly tokens: number };
}

/** What was used by a run and by each of its participants. */
export class BudgetCounts {
  readonly run: BudgetCount = none();
  readonly #agents = new Map<string, BudgetCount>();

  of(agent: string): BudgetCount {
    let count = this.#agents.get(agent);
    if (count === undefined) {
      count = none();
      this.#agents.set(agent, count);
    }
    return count;
  }

  /**
   * Counts usage for the run and for all in whose turns the place lies, and time for these. The run has its own clock: its
   * branches work side by side.
   */
  use(place: string, { usages, durationMs }: { usages: readonly Usage[]; durationMs: number }): void {
    addUsages(this.run, usages);
    for (const agent of participantsAt(place)) {
      const count = this.of(agent);
      count.timeMs += durationMs;
      addUsages(count, usages);
    }
  }
}

function none(): BudgetCount {
  return { costUsd: 0, tokens: 0, turns: 0, timeMs: 0 };
}

function addUsages(count: BudgetCount, usages: readonly Usage[]): void {
  for (const { costUsd, promptTokens, completionTokens } of usages) {
    count.costUsd += costUsd ?? 0;
    count.tokens += promptTokens + completionTokens;
  }
}

const TURN = 'turn/';

/** Participants in whose turns a place lies, the outermost first: `turn/5/panel/turn/1/checker/model:0` is of both. */
export function participantsAt(place: string): string[] {
  const names: string[] = [];
  // Read sign by sign, not cut into pieces: each effect of a run is counted.
  let at = place.startsWith(TURN) ? 0 : place.indexOf(`/${TURN}`) + 1;
  while (place.startsWith(TURN, at)) {
    const slash = place.indexOf('/', at + TURN.length);
    if (slash < 0) break;
    const end = place.indexOf('/', slash + 1);
    const name = place.slice(slash + 1, end < 0 ? place.length : end);
    const isTurn = /^\d+$/.test(place.slice(at + TURN.length, slash));
    if (isTurn && name !== '' && !names.includes(name)) names.push(name);
    at = place.indexOf(`/${TURN}`, slash) + 1;
    if (at === 0) break;
  }
  return names;
}

/** True where a budget says anything at all. */
export function hasLimits({ run, eachAgent, agents }: RunBudget): boolean {
  return [run, eachAgent, ...Object.values(agents)].some((limits) => Object.keys(limits).length > 0);
}

/** The budgets that what happens at this place counts for: the participants' first, so that the nearest one speaks. */
export function scopesAt(
  place: string,
  { budget, counts, reserved }: { budget: RunBudget; counts: BudgetCounts; reserved: ReadonlyMap<string, BudgetNeed> },
): BudgetScope[] {
  const kept = (isOf: (other: string) => boolean): BudgetScope['reserved'] => {
    let [costUsd, tokens] = [0, 0];
    for (const [other, need] of reserved) {
      if (other === place || !isOf(other)) continue;
      costUsd += need.costUsd ?? 0;
      tokens += need.tokens;
    }
    return { costUsd, tokens };
  };
  const ofAgents = participantsAt(place)
    .toReversed()
    .map((agent) => ({
      agent,
      limits: limitsOfAgent(budget, agent),
      spent: counts.of(agent),
      reserved: kept((other) => participantsAt(other).includes(agent)),
    }));
  return [...ofAgents, { agent: null, limits: budget.run, spent: counts.run, reserved: kept(() => true) }];
}
