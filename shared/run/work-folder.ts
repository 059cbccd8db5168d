import * as z from 'zod';
import { ContentHash } from '../ids.ts';
import { isJsonObject, type Json } from '../json.ts';
import { askerAt } from './prompt.ts';

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

/** What the outcome of a step says of its work folder; undefined where it changed no file. */
export function filesOfOutcome(outcome: Json | undefined): ChangedFiles | undefined {
  if (!isJsonObject(outcome) || outcome['files'] === undefined) return undefined;
  const { data } = ChangedFiles.safeParse(outcome['files']);
  return data === undefined || Object.keys(data).length === 0 ? undefined : data;
}

/** Whose work folder it is that a step at this place changes, from the outermost team down: `coder`, `boss/coder`. */
export function folderOwnerAt(place: string): string {
  const names = askerAt(place).split('/');
  return names.filter((name) => !/^call:\d+$/.test(name)).join('/');
}

/** A file as a step left it, for people. */
export const LeftFile = z.object({
  path: z.string(),
  /** `gone`: the step deleted it. `lost`: its content is not there any more. */
  kind: z.enum(['picture', 'text', 'other', 'gone', 'lost']),
  /** Of the content; 0 where there is none. */
  bytes: z.number().int().nonnegative(),
});
export type LeftFile = z.infer<typeof LeftFile>;
