import type { RunId } from '../../shared/ids.ts';
import type { MemoryLifetime, MemoryView } from '../core/memory-store.ts';
import type { Connection } from './connection.ts';
import { eventId } from './event-id.ts';
import { prepareLineage, type Segment } from './lineage.ts';

/**
 * Says what a run sees of memory. Where a fork stands among its ancestors, entries of other runs count up to the time of the
 * event at which it was made: what was remembered later, by its parent or by others, is not in its past.
 */
export class MemoryViews {
  readonly #lineage: (run: RunId, after: number) => Segment[];
  readonly #sql;

  constructor(connection: Connection) {
    this.#lineage = prepareLineage(connection);
    this.#sql = {
      forkedAt: connection.prepare<[run: number], { sequence: number }>(
        `SELECT parent_sequence AS sequence FROM runs WHERE key = ? AND parent_kind = 'fork'`,
      ),
      time: connection.prepare<[event: number], { atMs: number }>(
        `SELECT timestamp_ms AS atMs FROM events WHERE id = ?`,
      ),
    };
  }

  of(run: RunId, lifetime: MemoryLifetime): MemoryView {
    const segments = this.#lineage(run, 0);
    // The run itself goes on: what it writes while it lives is always its own.
    const lineage = segments.map(({ key, upTo }, index) => [key, index === 0 ? 2 ** 32 : upTo] as const);
    if (lifetime === 'each run') return { lineage, othersUntilMs: -1 };
    return { lineage, othersUntilMs: Math.min(Infinity, ...segments.map((one) => this.#forkTime(one, segments))) };
  }

  #forkTime({ key }: Segment, segments: readonly Segment[]): number {
    const sequence = this.#sql.forkedAt.get(key)?.sequence;
    if (sequence === undefined) return Infinity;
    const holder = segments.find((one) => one.key !== key && one.after < sequence && sequence <= one.upTo);
    return (holder && this.#sql.time.get(eventId(holder.key, sequence))?.atMs) ?? Infinity;
  }
}
