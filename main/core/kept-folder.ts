import type { JsonObject } from '../../shared/json.ts';
import { type ChangedFiles, folderAfter, WorkFolder } from '../../shared/run/work-folder.ts';

/** A work folder as it stands in states and checkpoints, where an empty one is left out. */
export const SavedFolder = WorkFolder.default({});

/** The work folder of what runs code: goes on from step to step, as the outcomes say. */
export class KeptFolder {
  #files: WorkFolder = {};

  get files(): WorkFolder {
    return this.#files;
  }

  get isEmpty(): boolean {
    return Object.keys(this.#files).length === 0;
  }

  /** Follows the outcome of a step, also of one that is read from the log. */
  take(changes: ChangedFiles = {}): void {
    this.#files = folderAfter(this.#files, changes);
  }

  reset(): void {
    this.#files = {};
  }

  /** For states and checkpoints; nothing while it is empty. */
  saved(key: string): JsonObject {
    return this.isEmpty ? {} : { [key]: { ...this.#files } };
  }

  load(files: WorkFolder): void {
    this.#files = files;
  }
}
