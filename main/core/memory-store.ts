import type { MemoryContent } from '../../shared/chat/agent-event.ts';
import type { RunId } from '../../shared/ids.ts';
import type { SpaceName } from '../../shared/run/memory-outcome.ts';

/** Which runs' entries a run sees: those of all runs, or only its own and those of what it goes on from. */
export type MemoryLifetime = 'between runs' | 'each run';

/**
 * What one run sees of a space: what people put there as it is now, what runs wrote as it was where this one begins.
 * Opaque to whoever asks.
 */
export interface MemoryView {
  /** Rows of the run and its ancestors, each with the last number that belongs to this run's past. */
  readonly lineage: readonly (readonly [run: number, upTo: number])[];
  /** Entries of other runs that are older: milliseconds since the Unix epoch. Infinity: all, -1: none. */
  readonly othersUntilMs: number;
}

/** One entry of a space. */
export interface MemoryEntry {
  readonly id: number;
  readonly content: MemoryContent;
  /** An agent's name, a file's path, or nothing where a person wrote it. */
  readonly source: string;
  /** The run that wrote it, and the number of the event there. */
  readonly run: RunId | null;
  readonly sequence: number | null;
  readonly createdAtMs: number;
}

/** An entry that fits a question. */
export interface FoundEntry extends MemoryEntry {
  /** 0 to 1. */
  readonly score: number;
}

/** A space, and how much is in it. */
export interface MemorySpace extends SpaceName {
  readonly entries: number;
  readonly files: number;
  readonly lastAtMs: number | null;
}

export interface SpaceQuestion {
  readonly space: SpaceName;
  readonly view: MemoryView;
  /** At most so many results. */
  readonly most: number;
  readonly threshold: number | undefined;
}

/** A piece of a file, or what a person wrote. */
export interface NewEntry {
  readonly content: MemoryContent;
  readonly source: string;
}

/** A file as it was indexed: its content by hash. */
export interface IndexedFile {
  readonly path: string;
  readonly hash: string;
}

/**
 * What is remembered between runs, and found again.
 *
 * Contract:
 * - entries of runs are written by the commit that says so, in its transaction, and only there;
 * - an entry never changes; a number is never used again;
 * - what people removed is gone for every run, also for one that goes on from a time when it was there;
 * - words are compared without case, accents and English endings.
 */
export interface MemoryStore {
  spaces(): MemorySpace[];
  /** Newest first; with `search` those that hold words with all of its beginnings, best first. */
  entries(query: { space: SpaceName; search?: string; before?: number; most: number }): MemoryEntry[];
  view(run: RunId, lifetime: MemoryLifetime): MemoryView;
  /** Those that share words with the text, the rarest words first. The score is the share of its words that they hold. */
  findText(text: string, question: SpaceQuestion): FoundEntry[];
  add(space: SpaceName, entry: NewEntry): void;
  /** Files of a space by path. */
  files(space: SpaceName): IndexedFile[];
  /** Puts the pieces of a file in the place of those that it had. Without pieces it is taken out. */
  putFile(space: SpaceName, file: IndexedFile, pieces: readonly MemoryContent[]): void;
  remove(space: SpaceName, id: number): void;
  /** Takes all entries out, and the space with them. */
  clear(space: SpaceName): void;
  /** Nearness by meaning. Loads what that needs; @throws VectorsMissingError where this machine has it not. */
  vectors(): VectorStore;
}

/** One vector of an entry. Those of different embedders are never compared. */
export interface EntryVector {
  readonly entry: number;
  readonly vector: Float32Array;
}

/**
 * Entries by meaning. Vectors follow from entries: they are made when they are needed, and are gone with them.
 *
 * Contract:
 * - all vectors of one embedder in one space have the same length; another length begins anew.
 */
export interface VectorStore {
  /** Embedders whose vectors a space has. */
  embedders(space: SpaceName): string[];
  /** Entries that have no vector of this embedder yet, oldest first. */
  missing(space: SpaceName, embedder: string, most: number): { id: number; text: string }[];
  put(space: SpaceName, embedder: string, vectors: readonly EntryVector[]): void;
  /** The nearest first; the score is 1 for the same direction, 0.5 at a right angle, 0 for the opposite. */
  findNear(vector: Float32Array, embedder: string, question: SpaceQuestion): FoundEntry[];
}
