import * as z from 'zod';
import { ContentHash } from '../ids.ts';

/** Files of a work folder: where their contents (base64) are in the blob store, by path. */
export const WorkFolder = z.record(z.string(), ContentHash);
export type WorkFolder = Readonly<z.infer<typeof WorkFolder>>;

/** What a step changed in its work folder, by path: the content that a file has now; null: the file is gone. */
export const ChangedFiles = z.record(z.string(), ContentHash.nullable());
export type ChangedFiles = Readonly<z.infer<typeof ChangedFiles>>;

/** The folder after a step. */
export function folderAfter(before: WorkFolder, changes: ChangedFiles): WorkFolder {
  const after = Object.entries({ ...before, ...changes });
  return Object.fromEntries(after.filter((entry): entry is [string, ContentHash] => entry[1] !== null));
}
