import Database from 'better-sqlite3';
import type { DaySpending, EventBatch, NewRun, Owner, Reservation, RunRow, RunStore } from '../core/store.ts';
import type { DocumentId, RunId } from '../../shared/ids.ts';
import { JsonObject } from '../../shared/json.ts';
import { RunEvent } from '../../shared/run/event.ts';
import type { RunStatus } from '../../shared/run/summary.ts';
import type { Connection, Durability } from './connection.ts';
import { eventId } from './event-id.ts';
import { prepareLineage, type Segment } from './lineage.ts';
import {
  checkCheckpoint,
  checkNumbers,
  checkParent,
  endedAtMs,
  placeOf,
  placeTaken,
  runExists,
  unknownRun,
} from './log-rules.ts';
import { toRunRow } from './run-row.ts';
import { prepareRunStatements, type RunHead, type RunStatements, type StoredEvent } from './run-statements.ts';
import { MemoryLog } from './memory-log.ts';
import { Pictures } from './pictures.ts';
import { Spending } from './spending.ts';
import { parseJson, parseStored } from './stored-data-error.ts';

const SCAN_PAGE = 500;

/**
 * The logs of all runs in SQLite. An event that is read through a child names the run in whose log it stands.
 *
 * @throws LogConflictError from writes that do not fit the log; then nothing of the commit is written.
 * @throws StorageError where the file, the disk or a lock forbids it.
 */
export class SqliteRunStore implements RunStore {
  readonly #connection: Connection;
  readonly #sql: RunStatements;
  readonly #lineage: (run: RunId, after: number) => Segment[];
  readonly #spending: Spending;
  readonly #memories: MemoryLog;
  readonly #pictures: Pictures;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#spending = new Spending(connection);
    this.#memories = new MemoryLog(connection);
    this.#pictures = new Pictures(connection);
    this.#sql = prepareRunStatements(connection);
    this.#lineage = prepareLineage(connection);
  }

  create({ id, title, document, parent, createdAtMs }: NewRun, owner: Owner, start?: RunEvent): void {
    this.#connection.write('full', () => {
      if (this.#sql.head.get(id) !== undefined) throw runExists(id);
      const parentHead = parent === null ? undefined : this.#sql.head.get(parent.run);
      if (parent !== null) checkParent(parent, parentHead);
      this.#sql.see.run(owner.id, owner.pid, createdAtMs);
      this.#sql.create.run({
        id,
        title,
        document,
        createdAtMs,
        parent: parentHead?.key ?? null,
        parentSequence: parent?.sequence ?? null,
        parentKind: parent?.kind ?? null,
        owner: owner.id,
      });
      this.#spending.begin();
      if (start !== undefined) this.#append({ run: id, owner: owner.id, events: [start] });
      this.#spending.end();
    });
  }

  commit(batches: readonly EventBatch[], durability: Durability): readonly RunId[] {
    return this.#connection.write(durability, () => {
      this.#spending.begin();
      const lost = batches.filter((batch) => !this.#append(batch)).map((batch) => batch.run);
      this.#spending.end();
      return lost;
    });
  }

  read({ run, after, limit }: { run: RunId; after: number; limit: number }): RunEvent[] {
    return this.#connection.read(() => {
      const events: RunEvent[] = [];
      for (const segment of this.#lineage(run, after).toReversed()) {
        if (events.length >= limit) break;
        const page = this.#page({ ...segment, after: Math.max(after, segment.after) }, limit - events.length);
        for (const event of page) events.push(event); // spread into `push`, a large page would overflow the stack
      }
      return events;
    });
  }

  /** Reads page by page: an open statement would block every write until the fold that scans is done. */
  *scan(run: RunId, after: number): Generator<RunEvent, void> {
    const segments = this.#connection.read(() => this.#lineage(run, after));
    for (const segment of segments.toReversed()) {
      let last = Math.max(after, segment.after);
      while (last < segment.upTo) {
        const page = this.#connection.read(() => this.#page({ ...segment, after: last }, SCAN_PAGE));
        yield* page;
        last = page.at(-1)?.sequence ?? segment.upTo;
      }
    }
  }

  get(run: RunId): RunRow | undefined {
    const row = this.#connection.read(() => this.#sql.get.get(run));
    return row === undefined ? undefined : toRunRow(row);
  }

  list({ document }: { document?: DocumentId }): RunRow[] {
    const rows = this.#connection.read(() =>
      document === undefined ? this.#sql.list.all() : this.#sql.listOfDocument.all(document),
    );
    return rows.map(toRunRow);
  }

  waiting(): RunRow[] {
    return this.#connection.read(() => this.#sql.waiting.all()).map(toRunRow);
  }

  claim({ run, owner, nowMs, isAlive }: Parameters<RunStore['claim']>[0]): boolean {
    return this.#connection.write('normal', () => {
      const row = this.get(run);
      if (row === undefined) throw unknownRun(run);
      const isTaken = row.owner !== null && row.owner.id !== owner.id && isAlive(row.owner, row.ownerSeenAtMs ?? 0);
      if (isTaken) return false;
      this.#sql.see.run(owner.id, owner.pid, nowMs);
      this.#sql.claim.run(owner.id, run);
      return true;
    });
  }

  beat(owner: Owner, nowMs: number): void {
    this.#connection.write('normal', () => this.#sql.see.run(owner.id, owner.pid, nowMs));
  }

  release(run: RunId, owner: string, status: RunStatus): void {
    this.#connection.write('normal', () => {
      this.#sql.release.run(status, run, owner);
      this.#spending.end({ now: true }); // nothing more may come
    });
  }

  hide(run: RunId): void {
    this.#connection.write('normal', () => this.#sql.hide.run(run));
  }

  spentOn(day: string): DaySpending {
    return this.#connection.read(() => this.#spending.on(day));
  }

  reserve({ run, ...reservation }: Reservation): boolean {
    return this.#connection.write('normal', () => this.#spending.reserve(this.#head(run).key, reservation));
  }

  putCheckpoint({ run, owner, sequence, body }: Parameters<RunStore['putCheckpoint']>[0]): void {
    this.#connection.write('normal', () => {
      const head = this.#head(run);
      if (head.owner !== owner) return; // fenced, as a commit is
      checkCheckpoint(sequence, { run, ...head });
      this.#sql.putCheckpoint.run(eventId(head.key, sequence), head.key, sequence, JSON.stringify(body));
    });
  }

  latestCheckpoint(run: RunId, atOrBefore: number): { sequence: number; body: JsonObject } | undefined {
    return this.#connection.read(() => {
      for (const { key, upTo } of this.#lineage(run, 0)) {
        const row = this.#sql.latestCheckpoint.get(eventId(key, 0), eventId(key, Math.min(atOrBefore, upTo)));
        if (row === undefined) continue;
        const what = `checkpoint ${row.sequence} of run ${run}`;
        const value = parseJson({ text: row.body, what });
        return { sequence: row.sequence, body: parseStored(JsonObject, { value, what }) };
      }
      return undefined;
    });
  }

  /** False where the owner has lost the run. */
  #append(batch: EventBatch): boolean {
    const head = this.#head(batch.run);
    if (head.owner !== batch.owner) return false;
    checkNumbers(batch, head.lastSequence);
    for (const event of batch.events) {
      this.#insert(head.key, event);
      this.#spending.settle(head.key, event);
      this.#memories.follow(head.key, event);
    }
    const ended = endedAtMs(batch);
    if (batch.status !== undefined || ended !== null) this.#sql.setStatus.run(batch.status ?? null, ended, head.key);
    if (batch.stopReason !== undefined) this.#sql.setStopReason.run(batch.stopReason, head.key);
    return true;
  }

  #insert(key: number, { run, sequence, timestampMs, body }: RunEvent): void {
    const place = placeOf(body);
    try {
      this.#sql.insertEvent.run(
        eventId(key, sequence),
        key,
        sequence,
        timestampMs,
        body.type,
        place,
        this.#pictures.toText(body),
      );
    } catch (error) {
      const isTaken = error instanceof Database.SqliteError && error.code === 'SQLITE_CONSTRAINT_UNIQUE';
      throw isTaken ? placeTaken({ run, place }) : error; // the number was checked: only the place can be there twice
    }
  }

  #head(run: RunId): RunHead {
    const head = this.#sql.head.get(run);
    if (head === undefined) throw unknownRun(run);
    return head;
  }

  #page({ key, run, after, upTo }: Segment, limit: number): RunEvent[] {
    return this.#sql.page.all(eventId(key, after), eventId(key, upTo), limit).map((row) => this.#toEvent(run, row));
  }

  #toEvent(run: RunId, { sequence, timestampMs, body: text }: StoredEvent): RunEvent {
    const what = `event ${sequence} of run ${run}`;
    const body = this.#pictures.restore(text, parseJson({ text, what }));
    return parseStored(RunEvent, { value: { run, sequence, timestampMs, body }, what });
  }
}
