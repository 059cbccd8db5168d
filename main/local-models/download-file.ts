import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { open, rename, rm, statfs, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as z from 'zod';
import { failureText } from '../../shared/failure.ts';
import type { Progress } from '../jobs/job-board.ts';
import { ModelFileError } from './model-file-error.ts';

/** What is kept beside a file that is being downloaded, and beside the finished one. */
export const DownloadRecord = z.object({
  url: z.string(),
  /** What the file must hash to; after the download: what it hashed to. */
  sha256: z.string().nullable(),
  /** The server's mark of this version of the file: only the same one may be continued. */
  mark: z.string().nullable(),
  totalBytes: z.number().int().nullable(),
});
export type DownloadRecord = z.infer<typeof DownloadRecord>;

export interface Download {
  readonly url: string;
  readonly sha256: string | null;
  /** The finished file. Until then `.part` is added. */
  readonly file: string;
  readonly signal: AbortSignal;
  readonly tell: (progress: Progress) => void;
}

/** A line that is silent for so long counts as lost. */
const SILENCE_MS = 60_000;
/** So often in a row a line that was open is taken up again though nothing new came. */
const MOST_FAILURES = 5;
const TELL_EVERY_BYTES = 1_000_000;

/** Name of the record beside a file. */
export const recordFile = (file: string): string => `${file}.json`;
/** Name of a file that is not whole. */
export const partFile = (file: string): string => `${file}.part`;

/** The record beside a file, if there is a readable one. */
export function readRecord(file: string): DownloadRecord | undefined {
  try {
    return DownloadRecord.parse(JSON.parse(readFileSync(recordFile(file), 'utf8')));
  } catch {
    return undefined; // none, or not ours: the download begins anew
  }
}

/**
 * Downloads a GGUF file, going on where an earlier attempt ended. The file appears under its name when it is whole and its
 * hash is right. What came so far is kept when the line breaks or the signal aborts.
 * @throws ModelFileError
 */
export async function downloadFile(download: Download): Promise<void> {
  let failures = 0;
  for (;;) {
    const before = partBytes(download.file);
    const line = { isOpen: false };
    try {
      await fetchRest(download, line);
      break;
    } catch (error) {
      download.signal.throwIfAborted();
      if (error instanceof ModelFileError) throw error;
      failures = partBytes(download.file) > before ? 0 : failures + 1;
      if (!line.isOpen || failures > MOST_FAILURES) throw lineLost(download, error);
    }
  }
  await finish(download);
}

async function fetchRest({ url, sha256, file, signal, tell }: Download, line: { isOpen: boolean }): Promise<void> {
  const known = readRecord(file);
  const isSame = known?.url === url && known.mark !== null;
  const have = isSame ? partBytes(file) : 0;
  if (have > 0 && have === known?.totalBytes) return; // only the check of its hash was missing
  const silence = new AbortController();
  const watch = silenceWatch(silence);
  try {
    const response = await fetch(url, {
      headers: have > 0 && isSame ? { range: `bytes=${have}-`, 'if-range': known.mark ?? '' } : {},
      signal: AbortSignal.any([signal, silence.signal]),
    });
    line.isOpen = true;
    if (!response.ok || response.body === null) throw refusal(url, response.status);
    const begins = response.status === 206 ? have : 0;
    const totalBytes = totalOf(response, begins);
    const mark = response.headers.get('etag') ?? response.headers.get('last-modified');
    await checkRoom(file, totalBytes === null ? 0 : totalBytes - begins);
    await writeFile(recordFile(file), JSON.stringify({ url, sha256, mark, totalBytes } satisfies DownloadRecord));
    await write({ body: response.body, file, begins, totalBytes, tell, onBytes: watch.seen, url });
  } finally {
    watch.stop();
  }
}

interface Writing {
  readonly body: AsyncIterable<Uint8Array>;
  readonly file: string;
  readonly begins: number;
  readonly totalBytes: number | null;
  readonly tell: (progress: Progress) => void;
  readonly onBytes: () => void;
  readonly url: string;
}

async function write({ body, file, begins, totalBytes, tell, onBytes, url }: Writing): Promise<void> {
  const part = await open(partFile(file), begins > 0 ? 'a' : 'w');
  let doneBytes = begins;
  let told = doneBytes;
  tell({ doneBytes, totalBytes });
  try {
    for await (const piece of body) {
      if (doneBytes === 0) checkStart(piece, url);
      await part.write(piece);
      onBytes();
      doneBytes += piece.length;
      if (doneBytes - told >= TELL_EVERY_BYTES) tell({ doneBytes: (told = doneBytes), totalBytes });
    }
  } finally {
    await part.close();
  }
  tell({ doneBytes, totalBytes });
  if (totalBytes !== null && doneBytes < totalBytes)
    throw new Error(`it ended after ${doneBytes} of ${totalBytes} bytes`);
}

/** Servers answer with a page where they want somebody to sign in. */
function checkStart(piece: Uint8Array, url: string): void {
  const start = Buffer.from(piece.subarray(0, 4)).toString('latin1');
  if (!'GGUF'.startsWith(start) || start === '') {
    throw new ModelFileError(
      `${url} gives no GGUF file. Is it the address of the file itself, not of a page about it?`,
    );
  }
}

async function finish({ url, sha256, file, signal }: Download): Promise<void> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(partFile(file), { signal })) hash.update(piece as Buffer);
  const found = hash.digest('hex');
  if (sha256 !== null && found !== sha256.toLowerCase()) {
    await rm(partFile(file), { force: true });
    await rm(recordFile(file), { force: true });
    throw new ModelFileError(
      `What came from ${url} is not the file that was meant: its SHA-256 is ${found}, not ${sha256}.`,
    );
  }
  const totalBytes = partBytes(file);
  await writeFile(
    recordFile(file),
    JSON.stringify({ url, sha256: found, mark: null, totalBytes } satisfies DownloadRecord),
  );
  await rename(partFile(file), file);
}

function partBytes(file: string): number {
  return existsSync(partFile(file)) ? statSync(partFile(file)).size : 0;
}

function totalOf({ status, headers }: Response, begins: number): number | null {
  const range = /\/(\d+)$/.exec(headers.get('content-range') ?? '')?.[1];
  if (status === 206 && range !== undefined) return Number(range);
  const length = headers.get('content-length');
  // What is packed for the way has another length than the file.
  return length === null || headers.has('content-encoding') ? null : begins + Number(length);
}

async function checkRoom(file: string, wanted: number): Promise<void> {
  const { bavail, bsize } = await statfs(dirname(file));
  const free = bavail * bsize;
  if (free >= wanted) return;
  const [needs, has] = [wanted, free].map((bytes) => (bytes / 1e9).toFixed(1));
  throw new ModelFileError(`The disk has too little room: the download needs ${needs} GB more, ${has} GB are free.`);
}

function refusal(url: string, status: number): ModelFileError {
  const why =
    status === 401 || status === 403
      ? ': it wants somebody to sign in'
      : status === 404
        ? ': there is no such file'
        : '';
  return new ModelFileError(`${url} was refused with status ${status}${why}.`);
}

function lineLost({ url, file }: Download, error: unknown): ModelFileError {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const kept = partBytes(file) > 0 ? ' What has come is kept: it goes on from there.' : '';
  return new ModelFileError(`The download from ${new URL(url).host} broke off: ${failureText(cause)}.${kept}`, {
    cause: error,
  });
}

function silenceWatch(controller: AbortController): { seen: () => void; stop: () => void } {
  const lose = (): void => controller.abort(new Error(`nothing came for ${SILENCE_MS / 1000} seconds`));
  const timer = setTimeout(lose, SILENCE_MS);
  return { seen: () => void timer.refresh(), stop: () => clearTimeout(timer) };
}
