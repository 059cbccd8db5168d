import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Embedder } from '../core/embedder.ts';
import type { Progress } from '../jobs/job-board.ts';
import { SqliteMemoryStore } from '../storage/memory-store.ts';
import { openTemporary } from '../storage/open-temporary.ts';
import { indexPaths, indexWords } from './index-paths.ts';
import { pagesOf, pdfOf } from './pdf/pdf.fixture.ts';
import { pdfReader } from './pdf/pdf-reader.ts';

const SPACE = { name: 'docs', document: null };
const never = new AbortController().signal;

let folder: string;
let store: SqliteMemoryStore;
let progress: Progress[];
const readPdf = pdfReader(join(import.meta.dirname, 'pdf', 'pdf-worker.ts'));

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'index-')));
  store = new SqliteMemoryStore({ connection: openTemporary(), nowMs: () => 0 });
  progress = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}

async function index(paths = [folder], embedder?: Embedder): Promise<string> {
  const tell = (at: Progress): void => void progress.push(at);
  return indexWords(await indexPaths({ store, space: SPACE, paths, embedder, readPdf, signal: never, tell }));
}

const indexed = () =>
  store
    .entries({ space: SPACE, most: 50 })
    .map(({ content, source }) => [source.slice(folder.length), content.content]);

it('indexes text, Markdown and code below a folder, and says what it left out and why', async () => {
  write('a.txt', 'Trams run all night.');
  write('sub/b.md', '# Ferries\n\nNever.');
  write('sub/c.ts', 'export const a = 1;\n');
  write('d.pdf', '%PDF');
  write('e.dat', Uint8Array.of(65, 0, 66));
  write('f.png', 'no');
  write('empty.txt', ' \n');
  write('.git/config', 'hidden');
  write('node_modules/x/index.js', 'foreign');
  symlinkSync('/etc', join(folder, 'link'));
  expect(await index()).toBe(
    '3 files read. Left out: f.png (no text), d.pdf (broken: Invalid PDF structure), e.dat (no text) and 1 more.',
  );
  expect(indexed().toReversed()).toEqual([
    ['/a.txt', 'Trams run all night.'],
    ['/sub/b.md', '# Ferries\n\nNever.'],
    ['/sub/c.ts', 'export const a = 1;'],
  ]);
  expect(progress.at(-1)).toEqual({ doneBytes: 66, totalBytes: 66 });
});

it('reads again only what changed, and takes out what is gone from the folders that are named', async () => {
  write('one/a.txt', 'first');
  write('one/b.txt', 'second');
  write('two/c.txt', 'third');
  await index();
  write('one/a.txt', 'changed');
  rmSync(join(folder, 'one/b.txt'));
  rmSync(join(folder, 'two/c.txt'));
  expect(await index([join(folder, 'one')])).toBe('1 file read, 1 gone.');
  expect(await index([join(folder, 'one')])).toBe('0 files read, 1 unchanged.');
  expect(indexed()).toEqual([
    ['/one/a.txt', 'changed'],
    ['/two/c.txt', 'third'],
  ]);
});

it('makes vectors on the way where it is told a model, and goes on where it was cut off', async () => {
  write('a.txt', 'first');
  write('b.txt', 'second');
  const seen: string[] = [];
  let fails = true;
  const embedder: Embedder = {
    label: 'e',
    isPaid: false,
    batch: 8,
    embed: async (texts) => {
      seen.push(...texts);
      if (texts.includes('second') && fails) throw new Error('no line');
      return { vectors: texts.map(() => Float32Array.of(1, 0)), tokens: undefined };
    },
  };
  await expect(index([folder], embedder)).rejects.toThrow('no line');
  fails = false;
  expect(await index([folder], embedder)).toBe('0 files read, 2 unchanged.');
  expect([seen, store.vectors().missing(SPACE, 'e', 5)]).toEqual([['first', 'second', 'second'], []]);
});

it('reads PDF, says on which page a piece stands, and keeps what it said before where it cannot be read any more', async () => {
  write('map.pdf', pdfOf(pagesOf(['Line 2 runs all night.', '', 'No ferry runs after ten.'])));
  expect(await index()).toBe('1 file read.');
  const places = () =>
    store.entries({ space: SPACE, most: 9 }).map(({ content }) => [content.content, content.metadata]);
  const read = [
    ['No ferry runs after ten.', { file: 'map.pdf', page: 3 }],
    ['Line 2 runs all night.', { file: 'map.pdf', page: 1 }],
  ];
  expect(places()).toEqual(read);
  expect(await index()).toBe('0 files read, 1 unchanged.');
  write('map.pdf', '%PDF');
  expect(await index()).toBe(
    '0 files read. Left out: map.pdf (broken: Invalid PDF structure; what it said before stays).',
  );
  expect(places()).toEqual(read);
});

it('says which path is not there', async () => {
  await expect(index([join(folder, 'nothing')])).rejects.toThrow(
    `There is no file or folder at ${join(folder, 'nothing')}`,
  );
  await expect(index([' '])).rejects.toThrow('Name a file or a folder.');
});
