import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { MemoryContent } from '../../shared/chat/agent-event.ts';
import { cutText } from './cut-text.ts';
import type { FoundFile } from './find-files.ts';
import type { ReadPdf } from './pdf/pdf-text.ts';

/** What a file says; or nothing new, or why it says nothing. */
export type ReadFile =
  | { readonly type: 'pieces'; readonly hash: string; readonly pieces: readonly MemoryContent[] }
  | { readonly type: 'unchanged' }
  /** `mayPass`: it can be read another time; what it said before is not gone. */
  | { readonly type: 'left-out'; readonly why: string; readonly mayPass: boolean };

interface ReadOptions {
  /** Of what it said the last time. */
  readonly before: string | undefined;
  readonly readPdf: ReadPdf;
  readonly signal: AbortSignal;
}

/** Reads a file and cuts it into pieces. Text in UTF-8, and PDF. */
export async function readPieces({ path }: FoundFile, { before, readPdf, signal }: ReadOptions): Promise<ReadFile> {
  const bytes = Uint8Array.from(await readFile(path));
  const hash = createHash('sha256').update(bytes).digest('base64url');
  if (hash === before) return { type: 'unchanged' };
  if (/\.pdf$/i.test(path)) {
    const found = await readPdf(bytes, signal);
    if ('problem' in found) return { type: 'left-out', why: found.problem, mayPass: true };
    return { type: 'pieces', hash, pieces: pdfPieces(path, found.pages) };
  }
  const text = textOf(bytes);
  if (text === undefined) return { type: 'left-out', why: 'no text', mayPass: false };
  return { type: 'pieces', hash, pieces: textPieces(path, text) };
}

function textOf(bytes: Uint8Array): string | undefined {
  if (bytes.subarray(0, 8000).includes(0)) return undefined;
  const text = Buffer.from(bytes.buffer)
    .toString('utf8')
    .replace(/^\uFEFF/, '');
  return text.trim() === '' ? undefined : text;
}

function textPieces(path: string, text: string): MemoryContent[] {
  const isMarkdown = /\.(md|mdx|markdown)$/i.test(path);
  return cutText(text, { isMarkdown }).map(({ text: piece, line, heading }) => ({
    // What a file is about stands often only in its name and its headings.
    content: heading === '' || piece.startsWith('#') ? piece : `${heading}\n${piece}`,
    mime_type: isMarkdown ? 'text/markdown' : 'text/plain',
    metadata: { file: basename(path), line },
  }));
}

function pdfPieces(path: string, pages: readonly string[]): MemoryContent[] {
  return pages.flatMap((text, index) =>
    cutText(text, { isMarkdown: false }).map((piece) => ({
      content: piece.text,
      mime_type: 'text/plain',
      metadata: { file: basename(path), page: index + 1 },
    })),
  );
}
