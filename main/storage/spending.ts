import type { DaySpending, Reservation } from '../core/store.ts';
import { localDay } from '../../shared/run/local-day.ts';
import type { RunEvent } from '../../shared/run/event.ts';
import type { Connection } from './connection.ts';
import { exceeds } from './day-limit.ts';
import { DayWork } from './day-work.ts';
import { begunBy, daySums, freedBy, settlementOf, toSums } from './settlement.ts';

/** What was spent, by run and day, in SQLite. Used within the transactions of the run store. */
export class Spending {
  readonly #sql: ReturnType<typeof prepare>;
  readonly #work: DayWork;
  /** By run: places of calls that something was kept for in this process. */
  readonly #kept = new Map<number, Set<string>>();
  #hasWritten = false;

  constructor(connection: Connection) {
    this.#sql = prepare(connection);
    this.#work = new DayWork(connection);
  }

  /** A commit begins; the one before may have failed. */
  begin(): void {
    this.#hasWritten = false;
    this.#work.begin();
  }

  /** A commit ends; `now`: nothing may be left for the next one. */
  end({ now = false } = {}): void {
    this.#work.end({ now: now || this.#hasWritten });
  }

  /** Follows the events of one run, in the commit that writes them. */
  settle(run: number, event: RunEvent): void {
    const { body, timestampMs } = event;
    this.#work.follow(event);
    const begun = begunBy(body);
    if (begun !== undefined) {
      this.#sql.reserveOnce.run(run, begun.place, localDay(timestampMs), begun.costUsd, begun.tokens);
      this.#keep(run, begun.place);
    }
    if (body.type === 'run-end') {
      this.#sql.dropAll.run(run);
      this.#kept.delete(run);
    }
    const freed = freedBy(body);
    if (freed !== undefined && this.#kept.get(run)?.delete(freed)) this.#sql.take.get(run, freed);
    const settlement = settlementOf(body);
    if (settlement === undefined) return;
    const day = this.#sql.take.get(run, settlement.place)?.day ?? localDay(timestampMs);
    this.#kept.get(run)?.delete(settlement.place);
    this.#hasWritten = true;
    const ofDay = daySums(settlement);
    this.#sql.addToDay.run(day, ofDay.costUsd, ofDay.unpricedCalls, ofDay.tokens);
    const ofRun = toSums(settlement.used);
    this.#sql.addToRun.run(ofRun.costUsd, ofRun.unpricedCalls, run);
  }

  #keep(run: number, place: string): void {
    const places = this.#kept.get(run) ?? new Set();
    this.#kept.set(run, places.add(place));
  }

  on(day: string): DaySpending {
    const spent = this.#sql.day.get(day) ?? { costUsd: 0, unpricedCalls: 0, tokens: 0 };
    return { ...spent, ...this.#work.on(day), ...this.#sql.reserved.get(day, -1, '')! }; // an aggregate has always a row
  }

  /** False where the day's limit would be passed. What the same place had reserved before is given back. */
  reserve(run: number, { place, day, costUsd, tokens, limit }: Omit<Reservation, 'run'>): boolean {
    const { costUsd: spentUsd, tokens: spentTokens } = this.on(day);
    const { reservedUsd, reservedTokens } = this.#sql.reserved.get(day, run, place)!; // an aggregate has always a row
    const wouldBe = { costUsd: spentUsd + reservedUsd + costUsd, tokens: spentTokens + reservedTokens + tokens };
    if (exceeds(wouldBe, limit)) return false;
    this.#sql.reserve.run(run, place, day, costUsd, tokens);
    this.#keep(run, place);
    return true;
  }
}

function prepare(connection: Connection) {
  return {
    day: connection.prepare<[day: string], { costUsd: number; unpricedCalls: number; tokens: number }>(
      `SELECT cost_usd AS costUsd, unpriced_calls AS unpricedCalls, tokens FROM days WHERE day = ?`,
    ),
    reserved: connection.prepare<
      [day: string, exceptRun: number, exceptPlace: string],
      { reservedUsd: number; reservedTokens: number }
    >(
      `SELECT total(cost_usd) AS reservedUsd, total(tokens) AS reservedTokens FROM reservations
       WHERE day = ? AND NOT (run = ? AND place = ?)`,
    ),
    reserve: connection.prepare<[run: number, place: string, day: string, costUsd: number, tokens: number]>(
      `INSERT INTO reservations (run, place, day, cost_usd, tokens) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (run, place) DO UPDATE SET day = excluded.day, cost_usd = excluded.cost_usd, tokens = excluded.tokens`,
    ),
    reserveOnce: connection.prepare<[run: number, place: string, day: string, costUsd: number, tokens: number]>(
      `INSERT INTO reservations (run, place, day, cost_usd, tokens) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    ),
    take: connection.prepare<[run: number, place: string], { day: string }>(
      `DELETE FROM reservations WHERE run = ? AND place = ? RETURNING day`,
    ),
    dropAll: connection.prepare<[run: number]>(`DELETE FROM reservations WHERE run = ?`),
    addToDay: connection.prepare<[day: string, costUsd: number, unpricedCalls: number, tokens: number]>(
      `INSERT INTO days (day, cost_usd, unpriced_calls, tokens) VALUES (?, ?, ?, ?)
       ON CONFLICT (day) DO UPDATE SET cost_usd = cost_usd + excluded.cost_usd,
         unpriced_calls = unpriced_calls + excluded.unpriced_calls, tokens = tokens + excluded.tokens`,
    ),
    addToRun: connection.prepare<[costUsd: number, unpricedCalls: number, run: number]>(
      `UPDATE runs SET cost_usd = cost_usd + ?, unpriced_calls = unpriced_calls + ? WHERE key = ?`,
    ),
  };
}
