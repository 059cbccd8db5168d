import type { RunId } from '../../shared/ids.ts';
import { localDay } from '../../shared/run/local-day.ts';
import type { RunEvent } from '../../shared/run/event.ts';
import type { DaySpending, Reservation } from '../core/store.ts';
import { exceeds } from './day-limit.ts';
import {
  addWork,
  begunBy,
  daySums,
  freedBy,
  NO_WORK,
  settlementOf,
  type Sums,
  toSums,
  type Work,
  workOf,
} from './settlement.ts';

const NOTHING: Sums = { costUsd: 0, unpricedCalls: 0, tokens: 0 };

/** What was spent, by run and day, in memory: as `Spending` does it. */
export class MemorySpending {
  readonly #days = new Map<string, Sums>();
  readonly #work = new Map<string, Work>();
  readonly #runs = new Map<RunId, Sums>();
  /** By run and place. */
  readonly #reserved = new Map<string, Omit<Reservation, 'limit'>>();

  settle({ run, body, timestampMs }: RunEvent): void {
    const begun = begunBy(body);
    if (begun !== undefined && !this.#reserved.has(keyOf(run, begun.place))) {
      this.#reserved.set(keyOf(run, begun.place), { run, day: localDay(timestampMs), ...begun });
    }
    if (body.type === 'run-end') {
      for (const [key, held] of this.#reserved) if (held.run === run) this.#reserved.delete(key);
    }
    const [work, today] = [workOf(body), localDay(timestampMs)];
    if (work !== undefined) this.#work.set(today, addWork(this.#work.get(today) ?? NO_WORK, work));
    const freed = freedBy(body);
    if (freed !== undefined) this.#reserved.delete(keyOf(run, freed));
    const settlement = settlementOf(body);
    if (settlement === undefined) return;
    const key = keyOf(run, settlement.place);
    const day = this.#reserved.get(key)?.day ?? localDay(timestampMs);
    this.#reserved.delete(key);
    this.#days.set(day, sum(this.#days.get(day) ?? NOTHING, daySums(settlement)));
    this.#runs.set(run, sum(this.ofRun(run), toSums(settlement.used)));
  }

  ofRun(run: RunId): Sums {
    return this.#runs.get(run) ?? NOTHING;
  }

  on(day: string): DaySpending {
    return { ...(this.#days.get(day) ?? NOTHING), ...(this.#work.get(day) ?? NO_WORK), ...this.#reservedOn(day, '') };
  }

  reserve({ limit, ...reservation }: Reservation): boolean {
    const { run, place, day, costUsd, tokens } = reservation;
    const spent = this.#days.get(day) ?? NOTHING;
    const { reservedUsd, reservedTokens } = this.#reservedOn(day, keyOf(run, place));
    const wouldBe = { costUsd: spent.costUsd + reservedUsd + costUsd, tokens: spent.tokens + reservedTokens + tokens };
    if (exceeds(wouldBe, limit)) return false;
    this.#reserved.set(keyOf(run, place), reservation);
    return true;
  }

  #reservedOn(day: string, except: string): { reservedUsd: number; reservedTokens: number } {
    let [reservedUsd, reservedTokens] = [0, 0];
    for (const [key, held] of this.#reserved) {
      if (held.day !== day || key === except) continue;
      reservedUsd += held.costUsd;
      reservedTokens += held.tokens;
    }
    return { reservedUsd, reservedTokens };
  }
}

function keyOf(run: RunId, place: string): string {
  return `${run} ${place}`;
}

function sum(one: Sums, other: Sums): Sums {
  return {
    costUsd: one.costUsd + other.costUsd,
    unpricedCalls: one.unpricedCalls + other.unpricedCalls,
    tokens: one.tokens + other.tokens,
  };
}
