import type { DaySpending, EventBatch, NewRun, Owner, Reservation, RunRow, RunStore } from '../core/store.ts';
import type { DocumentId, RunId } from '../../shared/ids.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { RunEvent } from '../../shared/run/event.ts';
import type { RunStatus } from '../../shared/run/summary.ts';
import {
  checkCheckpoint,
  checkNumbers,
  checkParent,
  endedAtMs,
  placeTaken,
  runExists,
  unknownRun,
} from './log-rules.ts';
import { MemorySpending } from './memory-spending.ts';

interface MemoryRun {
  row: Omit<RunRow, 'ownerSeenAtMs' | 'costUsd' | 'unpricedCalls'>;
  /** Own events as JSON, so that what is read is a copy, as it is from a file. */
  readonly events: string[];
  readonly places: Set<string>;
  readonly checkpoints: Map<number, string>;
}

/** How a run stood before a batch. */
interface Before {
  readonly log: MemoryRun;
  readonly row: MemoryRun['row'];
  readonly count: number;
}

/** The logs of all runs in memory, under the same contract as `SqliteRunStore`. For tests and dry runs. */
export class MemoryRunStore implements RunStore {
  readonly #runs = new Map<RunId, MemoryRun>();
  readonly #seenAtMs = new Map<string, number>();
  readonly #spending = new MemorySpending();

  create({ id, title, document, parent, createdAtMs }: NewRun, owner: Owner, start?: RunEvent): void {
    if (this.#runs.has(id)) throw runExists(id);
    if (parent !== null) checkParent(parent, this.#runs.get(parent.run)?.row);
    this.beat(owner, createdAtMs);
    const row = {
      id,
      title,
      document,
      status: 'running' as const,
      createdAtMs,
      endedAtMs: null,
      lastSequence: parent?.sequence ?? 0,
      stopReason: null,
      parent,
      owner,
      hidden: false,
    };
    this.#runs.set(id, { row, events: [], places: new Set(), checkpoints: new Map() });
    if (start !== undefined) this.commit([{ run: id, owner: owner.id, events: [start] }]);
  }

  commit(batches: readonly EventBatch[]): readonly RunId[] {
    const before: Before[] = [];
    try {
      const lost = new Set(batches.filter((batch) => !this.#append(batch, before)).map((batch) => batch.run));
      for (const { run, events } of batches)
        if (!lost.has(run)) for (const event of events) this.#spending.settle(event);
      return [...lost];
    } catch (error) {
      for (const one of before.toReversed()) takeBack(one);
      throw error;
    }
  }

  read({ run, after, limit }: { run: RunId; after: number; limit: number }): RunEvent[] {
    return this.scan(run, after).take(limit).toArray();
  }

  *scan(run: RunId, after: number): Generator<RunEvent, void> {
    for (const { log, upTo } of this.#lineage(run).toReversed()) {
      const base = log.row.parent?.sequence ?? 0;
      for (let sequence = Math.max(after, base) + 1; sequence <= upTo; sequence += 1) {
        yield JSON.parse(log.events[sequence - base - 1]!) as RunEvent; // `!`: numbered from base + 1 to upTo without gaps
      }
    }
  }

  get(run: RunId): RunRow | undefined {
    const found = this.#runs.get(run);
    if (found === undefined) return undefined;
    const { owner } = found.row;
    const { costUsd, unpricedCalls } = this.#spending.ofRun(run);
    const ownerSeenAtMs = owner === null ? null : (this.#seenAtMs.get(owner.id) ?? null);
    return { ...found.row, ownerSeenAtMs, costUsd, unpricedCalls };
  }

  list({ document }: { document?: DocumentId }): RunRow[] {
    return [...this.#runs.keys()]
      .toReversed()
      .map((run) => this.get(run)!) // `!`: the keys are those of the map
      .filter((row) => !row.hidden && (document === undefined || row.document === document))
      .toSorted((one, other) => other.createdAtMs - one.createdAtMs);
  }

  waiting(): RunRow[] {
    return this.list({}).filter(({ status }) => status === 'waiting');
  }

  claim({ run, owner, nowMs, isAlive }: Parameters<RunStore['claim']>[0]): boolean {
    const { row } = this.#at(run);
    const seenAtMs = row.owner === null ? 0 : (this.#seenAtMs.get(row.owner.id) ?? 0);
    if (row.owner !== null && row.owner.id !== owner.id && isAlive(row.owner, seenAtMs)) return false;
    this.beat(owner, nowMs);
    this.#at(run).row = { ...row, owner };
    return true;
  }

  beat(owner: Owner, nowMs: number): void {
    this.#seenAtMs.set(owner.id, Math.max(nowMs, this.#seenAtMs.get(owner.id) ?? nowMs));
  }

  release(run: RunId, owner: string, status: RunStatus): void {
    const found = this.#runs.get(run);
    if (found?.row.owner?.id === owner) found.row = { ...found.row, owner: null, status };
  }

  hide(run: RunId): void {
    const found = this.#runs.get(run);
    if (found !== undefined) found.row = { ...found.row, hidden: true };
  }

  spentOn(day: string): DaySpending {
    return this.#spending.on(day);
  }

  reserve(reservation: Reservation): boolean {
    this.#at(reservation.run);
    return this.#spending.reserve(reservation);
  }

  putCheckpoint({ run, owner, sequence, body }: Parameters<RunStore['putCheckpoint']>[0]): void {
    const { row, checkpoints } = this.#at(run);
    if (row.owner?.id !== owner) return; // fenced, as a commit is
    checkCheckpoint(sequence, { run, base: row.parent?.sequence ?? 0, lastSequence: row.lastSequence });
    checkpoints.set(sequence, JSON.stringify(body));
  }

  latestCheckpoint(run: RunId, atOrBefore: number): { sequence: number; body: JsonObject } | undefined {
    for (const { log, upTo } of this.#lineage(run)) {
      const limit = Math.min(atOrBefore, upTo);
      const sequence = Math.max(...[...log.checkpoints.keys()].filter((taken) => taken <= limit));
      const text = log.checkpoints.get(sequence);
      if (text !== undefined) return { sequence, body: JSON.parse(text) as JsonObject };
    }
    return undefined;
  }

  /** False where the owner has lost the run. */
  #append(batch: EventBatch, before: Before[]): boolean {
    const log = this.#at(batch.run);
    const { row } = log;
    if (row.owner?.id !== batch.owner) return false;
    checkNumbers(batch, row.lastSequence);
    before.push({ log, row, count: log.events.length });
    for (const event of batch.events) {
      if (event.body.type === 'effect-end') takePlace(log, event.body.place);
      log.events.push(JSON.stringify(event));
    }
    log.row = {
      ...row,
      lastSequence: row.lastSequence + batch.events.length,
      status: batch.status ?? row.status,
      stopReason: batch.stopReason === undefined ? row.stopReason : batch.stopReason,
      endedAtMs: endedAtMs(batch) ?? row.endedAtMs,
    };
    return true;
  }

  #at(run: RunId): MemoryRun {
    const found = this.#runs.get(run);
    if (found === undefined) throw unknownRun(run);
    return found;
  }

  /** The run itself first, its root last, each with the number up to which it is read. */
  #lineage(run: RunId): { log: MemoryRun; upTo: number }[] {
    const lineage: { log: MemoryRun; upTo: number }[] = [];
    let log = this.#runs.get(run);
    let upTo = log?.row.lastSequence ?? 0;
    while (log !== undefined) {
      lineage.push({ log, upTo });
      const { parent } = log.row;
      if (parent === null) break;
      upTo = Math.min(upTo, parent.sequence);
      log = this.#runs.get(parent.run);
    }
    return lineage;
  }
}

function takePlace({ row, places }: MemoryRun, place: string): void {
  if (places.has(place)) throw placeTaken({ run: row.id, place });
  places.add(place);
}

function takeBack({ log, row, count }: Before): void {
  for (const text of log.events.splice(count)) {
    const { body } = JSON.parse(text) as RunEvent;
    if (body.type === 'effect-end') log.places.delete(body.place);
  }
  log.row = row;
}
