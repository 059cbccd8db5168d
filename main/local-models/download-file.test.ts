import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startFileServer, type FileServer } from './file-server.fixture.ts';
import { downloadFile, type Download } from './download-file.ts';

const content = Buffer.concat([Buffer.from('GGUF'), Buffer.alloc(3_000_000, 7)]);
const hash = createHash('sha256').update(content).digest('hex');

let folder: string;
let server: FileServer;
let file: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'download-'));
  file = join(folder, 'a.gguf');
  server = await startFileServer(content);
});
afterEach(async () => {
  await server[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

const download = (changes: Partial<Download> = {}): Promise<void> =>
  downloadFile({
    url: `${server.url}/a.gguf`,
    sha256: null,
    file,
    signal: new AbortController().signal,
    tell: () => undefined,
    ...changes,
  });

it('brings a file, tells how far it is, and keeps where it came from and its hash', async () => {
  const told: unknown[] = [];
  await download({ sha256: hash.toUpperCase(), tell: (progress) => told.push(progress) });
  expect(readFileSync(file).equals(content)).toBe(true);
  expect([told[0], told.at(-1)]).toEqual([
    { doneBytes: 0, totalBytes: content.length },
    { doneBytes: content.length, totalBytes: content.length },
  ]);
  expect(JSON.parse(readFileSync(`${file}.json`, 'utf8'))).toEqual({
    url: `${server.url}/a.gguf`,
    sha256: hash,
    mark: null,
    totalBytes: content.length,
  });
  expect(existsSync(`${file}.part`)).toBe(false);
});

it('takes a lost line up again where it broke', async () => {
  server.pauseAfter(2_000_000);
  await download({ tell: ({ doneBytes }) => doneBytes > 1_000_000 && server.cut() });
  expect(readFileSync(file).equals(content)).toBe(true);
  expect([server.ranges.length, server.ranges[0]]).toEqual([2, undefined]);
  expect(server.ranges[1]).toMatch(/^bytes=\d+-$/);
});

it('goes on with what a stopped download left', async () => {
  const stop = new AbortController();
  server.pauseAfter(100_000);
  const stopped = download({ signal: stop.signal, tell: () => undefined });
  await server.paused;
  stop.abort();
  await expect(stopped).rejects.toThrow();
  server.flow();
  await download();
  expect(readFileSync(file).equals(content)).toBe(true);
});

it('begins anew where the file at the address has changed', async () => {
  writeFileSync(`${file}.part`, content.subarray(0, 5000));
  const record = { url: `${server.url}/a.gguf`, sha256: null, mark: '"old"', totalBytes: content.length };
  writeFileSync(`${file}.json`, JSON.stringify(record));
  await download();
  expect(readFileSync(file).equals(content)).toBe(true);
});

it('keeps nothing of a file with another hash than was said', async () => {
  await expect(download({ sha256: '0'.repeat(64) })).rejects.toThrow(`its SHA-256 is ${hash}, not 000`);
  expect([file, `${file}.part`, `${file}.json`].filter((one) => existsSync(one))).toEqual([]);
});

it('refuses what is no GGUF file at its first bytes', async () => {
  server.serve(Buffer.from('<html>Please sign in</html>'));
  await expect(download()).rejects.toThrow('gives no GGUF file');
});

it.each([
  [404, 'there is no such file'],
  [403, 'it wants somebody to sign in'],
])('says why status %i refuses', async (status, why) => {
  server.refuse(status);
  await expect(download()).rejects.toThrow(why);
});

it('says that nobody answers', async () => {
  await server[Symbol.asyncDispose]();
  await expect(download()).rejects.toThrow(/^The download from 127\.0\.0\.1:\d+ broke off: .*ECONNREFUSED/);
  server = await startFileServer(content);
});
