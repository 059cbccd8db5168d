import type { ContentHash, DocumentId, RunId } from '../../shared/ids.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { DayBudget } from '../../shared/run/budget.ts';
import type { RunEvent, RunParent } from '../../shared/run/event.ts';
import type { RunStatus } from '../../shared/run/summary.ts';
import type { ChangedSettings } from '../../shared/settings/change-settings.ts';
import type { KeptPart } from '../../shared/team/kept-part.ts';
import type { Settings, SettingsChange } from '../../shared/settings/settings.ts';
import type { TeamDocument } from '../../shared/team/document.ts';

/** A process that works on runs. Its heartbeat, and its process id on the same machine, tell whether it is alive. */
export interface Owner {
  readonly id: string;
  readonly pid: number;
}

/** A run as it is kept beside its events. `status` never says `interrupted`: that is seen from the owner. */
export interface RunRow {
  readonly id: RunId;
  readonly title: string;
  readonly document: DocumentId | null;
  readonly status: RunStatus;
  readonly createdAtMs: number;
  readonly endedAtMs: number | null;
  readonly lastSequence: number;
  readonly stopReason: string | null;
  readonly parent: RunParent | null;
  readonly owner: Owner | null;
  readonly ownerSeenAtMs: number | null;
  readonly hidden: boolean;
  /** The known part of what it cost, US dollars. */
  readonly costUsd: number;
  /** Model calls of it whose price is unknown. */
  readonly unpricedCalls: number;
}

export interface NewRun {
  readonly id: RunId;
  readonly title: string;
  readonly document: DocumentId | null;
  readonly parent: RunParent | null;
  readonly createdAtMs: number;
}

/** Events of one run that are committed together, numbered by the owner without gaps. */
export interface EventBatch {
  readonly run: RunId;
  readonly owner: string;
  readonly events: readonly RunEvent[];
  /** The run's new status, where these events change it. */
  readonly status?: RunStatus;
  readonly stopReason?: string | null;
}

/** What one day of the user's calendar has cost, over all runs. Models that are free do not count. */
export interface DaySpending {
  readonly costUsd: number;
  readonly unpricedCalls: number;
  readonly tokens: number;
  /** Turns that were begun, of nested teams among them. */
  readonly turns: number;
  /** What all calls of models and tools took, added up. */
  readonly timeMs: number;
  /** Kept free for calls under way. */
  readonly reservedUsd: number;
  readonly reservedTokens: number;
}

/** What is kept free for one call until the event that settles it is committed. */
export interface Reservation {
  readonly run: RunId;
  readonly place: string;
  /** `2026-11-28` */
  readonly day: string;
  readonly costUsd: number;
  readonly tokens: number;
  /** What the day may come to. */
  readonly limit: DayBudget;
}

/**
 * The logs of all runs.
 *
 * Contract:
 * - a run's events are numbered from 1 without gaps; a child goes on at `parent.sequence + 1`;
 * - an event read through a child still names the run in whose log it stands;
 * - a place of one run holds at most one `effect-end`: what was paid for or done in the world is there once;
 * - what `commit` returned from is there after a crash of the process; with `full` also after a loss of power;
 * - past events never change;
 * - one commit is one transaction: all of its batches, but those of runs that the owner has lost;
 * - what was spent, by run and by day, and what calls under way may use, is there with the commit of the events that say so;
 * - what does not fit the log (a gap, a number or place used twice, an unknown run) throws, and nothing is written.
 */
export interface RunStore {
  /** Makes the run's row, takes it for the owner, and writes its first event, all in one transaction that is flushed. */
  create(run: NewRun, owner: Owner, start?: RunEvent): void;
  /** Gives back the runs whose batch was refused because another owner has them. */
  commit(batches: readonly EventBatch[], durability: 'full' | 'normal'): readonly RunId[];
  /** Events after `after`, oldest first, at most `limit`, through the parents where the run is a child. */
  read(query: { run: RunId; after: number; limit: number }): RunEvent[];
  /** All events of the lineage in order, one at a time: for folds over long runs. */
  scan(run: RunId, after: number): IterableIterator<RunEvent>;
  get(run: RunId): RunRow | undefined;
  /** Newest first; hidden ones left out. */
  list(filter: { document?: DocumentId }): RunRow[];
  /** Those in which a person is waited for, as `list` has them; asked every few seconds. */
  waiting(): RunRow[];
  /** Takes the run for the owner unless a live one has it. `isAlive` is asked about the present owner. */
  claim(query: {
    run: RunId;
    owner: Owner;
    nowMs: number;
    isAlive: (owner: Owner, seenAtMs: number) => boolean;
  }): boolean;
  /** Says that the owner is alive. */
  beat(owner: Owner, nowMs: number): void;
  /** Gives the run free, with the status it is left in. */
  release(run: RunId, owner: string, status: RunStatus): void;
  /** Leaves the run out of lists. A run is never deleted while forks read from it. */
  hide(run: RunId): void;
  spentOn(day: string): DaySpending;
  /**
   * Reserves for a call, in one transaction, so that no two engines pass the limit together; false where the limit would be
   * passed. The event that ends the call at this place settles it, and the end of the run drops what is left.
   */
  reserve(reservation: Reservation): boolean;
  /** A checkpoint is for the run and the number it was taken at; the latest at or before `atOrBefore` counts. */
  putCheckpoint(checkpoint: { run: RunId; owner: string; sequence: number; body: JsonObject }): void;
  latestCheckpoint(run: RunId, atOrBefore: number): { sequence: number; body: JsonObject } | undefined;
}

/** Content-addressed store for what is large or pinned: plans, documents, files. */
export interface BlobStore {
  put(content: string): ContentHash;
  get(hash: ContentHash): string | undefined;
}

/** One stored version of a team document. */
export interface DocumentVersion {
  readonly document: TeamDocument;
  readonly version: number;
  readonly savedAtMs: number;
}

/** Team documents with their history. `save` fails with the newest number where `base` is not the newest. */
export interface DocumentStore {
  create(document: TeamDocument): DocumentVersion;
  save(document: TeamDocument, base: number): { ok: true; version: number } | { ok: false; newest: number };
  open(id: DocumentId, version?: number): DocumentVersion | undefined;
  list(): { id: DocumentId; name: string; version: number; updatedAtMs: number; agents: number }[];
  versions(id: DocumentId): { version: number; savedAtMs: number; name: string }[];
  /** Hides the document; its versions stay for the runs that were made from it. False when it is not there. */
  remove(id: DocumentId): boolean;
}

/** The user's own parts, to be put into any team. */
export interface PartStore {
  /** By title. */
  list(): KeptPart[];
  /** In place of one of the same title and kind; true where there was one. */
  keep(part: KeptPart): boolean;
  /** False when it is not there. */
  remove(id: string): boolean;
}

/**
 * The settings of this data folder.
 *
 * Contract:
 * - `read` gives what is stored now, also where another process has changed it;
 * - `update` reads, changes and writes in one transaction, so two windows that change different fields both win;
 * - a change that does not fit is refused as a whole, with the fields that do not, and nothing is written;
 * - listeners of this process are told after the change is stored.
 */
export interface SettingsStore {
  /** @throws StoredDataError where what is stored cannot be settings. */
  read(): Settings;
  update(
    change: SettingsChange,
  ): Exclude<ChangedSettings, { ok: true }> | { readonly ok: true; readonly settings: Settings };
  /** Gives back how to leave. */
  onChange(listener: (settings: Settings) => void): () => void;
}

/** One kept value: `space` keeps those of different caches apart, `key` is a digest of the question. */
export interface CacheEntry {
  readonly space: string;
  readonly key: string;
}

/**
 * Values that may be had again without asking for them. (AutoGen: CacheStore)
 *
 * Contract:
 * - `get` gives what was last put there, or undefined: a value may be gone at any time;
 * - what was used longest ago goes first, when all together grow too large;
 * - nothing is read of a value here: whoever put it looks whether it is still what it should be.
 */
export interface CacheStore {
  get(entry: CacheEntry): string | undefined;
  put(entry: CacheEntry, value: string): void;
}
