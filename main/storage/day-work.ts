import { localDay } from '../../shared/run/local-day.ts';
import type { RunEvent } from '../../shared/run/event.ts';
import type { Connection } from './connection.ts';
import { addWork, NO_WORK, type Work, workOf } from './settlement.ts';

/** So often it is written at least, where nothing else of the day is: a page more for each commit would be dear. */
const WRITE_EVERY_MS = 1000;

/**
 * Turns of each day and the time that its calls took, in SQLite. Exact in this process; another one sees them a second later,
 * and a crash may lose the last one. Used within the transactions of the run store.
 */
export class DayWork {
  readonly #sql: ReturnType<typeof prepare>;
  /** By day: what the commit that is made now adds, and what is not written yet. */
  readonly #fresh = new Map<string, Work>();
  readonly #unwritten = new Map<string, Work>();
  #writtenAtMs = 0;
  #isDue = false;
  #day = { minute: -1, text: '' };

  constructor(connection: Connection) {
    this.#sql = prepare(connection);
  }

  /** A commit begins; the one before may have failed. */
  begin(): void {
    this.#fresh.clear();
    this.#isDue = false;
  }

  follow({ body, timestampMs }: RunEvent): void {
    const work = workOf(body);
    if (work !== undefined) add(this.#fresh, this.#dayOf(timestampMs), work);
    this.#isDue ||= body.type === 'run-end' || timestampMs - this.#writtenAtMs >= WRITE_EVERY_MS;
    if (this.#isDue) this.#writtenAtMs = timestampMs;
  }

  /** A commit ends; `now`: the days are written in it anyway. */
  end({ now }: { readonly now: boolean }): void {
    for (const [day, work] of this.#fresh) add(this.#unwritten, day, work);
    this.#fresh.clear();
    if (!now && !this.#isDue) return;
    for (const [day, work] of this.#unwritten) this.#sql.add.run({ day, ...work });
    this.#unwritten.clear();
  }

  on(day: string): Work {
    return addWork(this.#sql.day.get(day) ?? NO_WORK, this.#unwritten.get(day) ?? NO_WORK);
  }

  /** Asked for most events, and the same for a minute at least. */
  #dayOf(atMs: number): string {
    const minute = Math.floor(atMs / 60_000);
    if (minute !== this.#day.minute) this.#day = { minute, text: localDay(atMs) };
    return this.#day.text;
  }
}

function add(to: Map<string, Work>, day: string, work: Work): void {
  to.set(day, addWork(to.get(day) ?? NO_WORK, work));
}

function prepare(connection: Connection) {
  return {
    day: connection.prepare<[day: string], Work>(`SELECT turns, time_ms AS timeMs FROM days WHERE day = ?`),
    add: connection.prepare<[Work & { day: string }]>(
      `INSERT INTO days (day, turns, time_ms) VALUES (@day, @turns, @timeMs)
       ON CONFLICT (day) DO UPDATE SET turns = turns + excluded.turns, time_ms = time_ms + excluded.time_ms`,
    ),
  };
}
