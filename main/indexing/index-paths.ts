import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, sep } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { MemoryContent } from '../../shared/chat/agent-event.ts';
import type { SpaceName } from '../../shared/run/memory-outcome.ts';
import type { Embedder } from '../core/embedder.ts';
import type { MemoryStore } from '../core/memory-store.ts';
import type { Progress } from '../jobs/job-board.ts';
import { embedMissing } from '../memory/embed-missing.ts';
import { cutText } from './cut-text.ts';
import { findFiles, type FoundFile, type LeftOut, rootAt } from './find-files.ts';

interface Indexing {
  readonly store: MemoryStore;
  readonly space: SpaceName;
  readonly paths: readonly string[];
  /** Makes vectors at once; without it the first question by meaning does. */
  readonly embedder: Embedder | undefined;
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
export async function indexPaths({ store, space, paths, embedder, signal, tell }: Indexing): Promise<IndexReport> {
  const { files, leftOut } = await findFiles(paths, signal);
  const before = new Map(store.files(space).map(({ path, hash }) => [path, hash]));
  const totalBytes = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const none: LeftOut[] = [];
  let [doneBytes, read, unchanged] = [0, 0, 0];
  for (const file of files) {
    signal.throwIfAborted();
    const found = await readText(file);
    if (found === undefined) none.push({ path: file.path, why: 'no text' });
    else if (before.get(file.path) === found.hash) unchanged += 1;
    else {
      store.putFile(space, { path: file.path, hash: found.hash }, piecesOf(file, found.text));
      read += 1;
    }
    tell({ doneBytes: doneBytes + file.bytes * CUT_SHARE, totalBytes });
    if (embedder !== undefined) await embedMissing({ store, space, embedder, signal });
    doneBytes += file.bytes;
    tell({ doneBytes, totalBytes });
    await setImmediate(); // runs go on between two files
  }
  const there = new Set(files.map(({ path }) => path));
  for (const { path } of none) there.delete(path);
  const gone = await goneFrom(paths, [...before.keys()], there);
  for (const path of gone) store.putFile(space, { path, hash: '' }, []);
  return { read, unchanged, gone: gone.length, leftOut: [...leftOut, ...none] };
}

async function readText({ path }: FoundFile): Promise<{ text: string; hash: string } | undefined> {
  const bytes = await readFile(path);
  if (bytes.subarray(0, 8000).includes(0)) return undefined;
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  return text.trim() === '' ? undefined : { text, hash: createHash('sha256').update(bytes).digest('base64url') };
}

function piecesOf({ path }: FoundFile, text: string): MemoryContent[] {
  const isMarkdown = /\.(md|mdx|markdown)$/i.test(path);
  return cutText(text, { isMarkdown }).map(({ text: piece, line, heading }) => ({
    // What a file is about stands often only in its name and its headings.
    content: heading === '' || piece.startsWith('#') ? piece : `${heading}\n${piece}`,
    mime_type: isMarkdown ? 'text/markdown' : 'text/plain',
    metadata: { file: basename(path), line },
  }));
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
