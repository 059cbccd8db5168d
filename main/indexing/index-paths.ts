import { basename, sep } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { SpaceName } from '../../shared/run/memory-outcome.ts';
import type { Embedder } from '../core/embedder.ts';
import type { MemoryStore } from '../core/memory-store.ts';
import type { Progress } from '../jobs/job-board.ts';
import { embedMissing } from '../memory/embed-missing.ts';
import { findFiles, type LeftOut, rootAt } from './find-files.ts';
import type { ReadPdf } from './pdf/pdf-text.ts';
import { readPieces } from './read-pieces.ts';

interface Indexing {
  readonly store: MemoryStore;
  readonly space: SpaceName;
  readonly paths: readonly string[];
  /** Makes vectors at once; without it the first question by meaning does. */
  readonly embedder: Embedder | undefined;
  readonly readPdf: ReadPdf;
  readonly signal: AbortSignal;
  readonly tell: (progress: Progress) => void;
}

/** What came of it: numbers of files. */
export interface IndexReport {
  /** New or changed. */
  readonly read: number;
  readonly unchanged: number;
  /** Not there any more. */
  readonly gone: number;
  readonly leftOut: readonly LeftOut[];
}

/** Part of the way's length that a read file takes; its vectors take the rest. */
const CUT_SHARE = 0.2;

/**
 * Puts the texts of files into a space. Only what has changed since the last time is read again, by its hash; what is
 * gone from the folders named is taken out. What is done stays when it is cut off.
 */
export async function indexPaths({
  store,
  space,
  paths,
  embedder,
  readPdf,
  signal,
  tell,
}: Indexing): Promise<IndexReport> {
  const { files, leftOut } = await findFiles(paths, signal);
  const before = new Map(store.files(space).map(({ path, hash }) => [path, hash]));
  const totalBytes = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const there = new Set(files.map(({ path }) => path));
  const none: LeftOut[] = [];
  let [doneBytes, read, unchanged] = [0, 0, 0];
  for (const file of files) {
    signal.throwIfAborted();
    const found = await readPieces(file, { before: before.get(file.path), readPdf, signal });
    if (found.type === 'unchanged') unchanged += 1;
    else if (found.type === 'left-out') {
      const stays = found.mayPass && before.has(file.path);
      if (!stays) there.delete(file.path);
      none.push({ path: file.path, why: stays ? `${found.why}; what it said before stays` : found.why });
    } else {
      store.putFile(space, { path: file.path, hash: found.hash }, found.pieces);
      read += 1;
    }
    tell({ doneBytes: doneBytes + file.bytes * CUT_SHARE, totalBytes });
    if (embedder !== undefined) await embedMissing({ store, space, embedder, signal });
    doneBytes += file.bytes;
    tell({ doneBytes, totalBytes });
    await setImmediate(); // runs go on between two files
  }
  const gone = await goneFrom(paths, [...before.keys()], there);
  for (const path of gone) store.putFile(space, { path, hash: '' }, []);
  return { read, unchanged, gone: gone.length, leftOut: [...leftOut, ...none] };
}

async function goneFrom(
  paths: readonly string[],
  known: readonly string[],
  there: ReadonlySet<string>,
): Promise<string[]> {
  const roots = await Promise.all(paths.map((path) => rootAt(path)));
  const isBelow = (path: string): boolean => roots.some((root) => path === root || path.startsWith(`${root}${sep}`));
  return known.filter((path) => isBelow(path) && !there.has(path));
}

/** What came of it, in words: `3 files read, 2 unchanged. Left out: a.pdf (PDF …)`. */
export function indexWords({ read, unchanged, gone, leftOut }: IndexReport): string {
  const parts = [`${read} ${read === 1 ? 'file' : 'files'} read`];
  if (unchanged > 0) parts.push(`${unchanged} unchanged`);
  if (gone > 0) parts.push(`${gone} gone`);
  const shown = leftOut.slice(0, 3).map(({ path, why }) => `${basename(path)} (${why})`);
  const more = leftOut.length > 3 ? ` and ${leftOut.length - 3} more` : '';
  return `${parts.join(', ')}.${leftOut.length > 0 ? ` Left out: ${shown.join(', ')}${more}.` : ''}`;
}
