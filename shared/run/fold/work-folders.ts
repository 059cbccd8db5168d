import type { ContentHash } from '../../ids.ts';
import type { RunEvent } from '../event.ts';
import { filesOfOutcome, folderOwnerAt } from '../work-folder.ts';

/** A file of a work folder as it is now. */
export interface FolderFile {
  readonly path: string;
  readonly hash: ContentHash;
  /** Number of the event that left it so. */
  readonly sequence: number;
}

/** Files that code of a run left, by whose folder they are in, `boss/coder`. */
export interface WorkFolders {
  readonly lastSequence: number;
  readonly folders: ReadonlyMap<string, ReadonlyMap<string, FolderFile>>;
}

/** A run without events. */
export const NO_FOLDERS: WorkFolders = { lastSequence: 0, folders: new Map() };

/** Folds one event in. An event that was folded before changes nothing. */
export function applyFolderEvent(folders: WorkFolders, { sequence, body }: RunEvent): WorkFolders {
  if (sequence <= folders.lastSequence) return folders;
  const next = { ...folders, lastSequence: sequence };
  if (body.type !== 'effect-end') return next;
  const changes = filesOfOutcome(body.outcome);
  if (changes === undefined) return next;
  const owner = folderOwnerAt(body.place);
  const folder = new Map(folders.folders.get(owner));
  for (const [path, hash] of Object.entries(changes)) {
    if (hash === null) folder.delete(path);
    else folder.set(path, { path, hash, sequence });
  }
  return { ...next, folders: new Map(folders.folders).set(owner, folder) };
}
