import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { LocalPrograms } from './local-programs.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'troupe-programs-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const programs = (timeoutMs: number): LocalPrograms =>
  new LocalPrograms({ timeoutMs, env: { PATH: process.env['PATH'] ?? '' }, platform: process.platform });

/** A shell that ends at once, while what it started holds its outputs open; that makes a file once the shell is gone. */
const LEFT_BEHIND = '(while kill -0 $$ 2>/dev/null; do :; done; echo > gone; exec sleep 600) & echo started';

it.skipIf(process.platform === 'win32')('ends what a program that has ended left running when time is up', async () => {
  const ended = await programs(500).run(['sh', '-c', LEFT_BEHIND], folder, new AbortController().signal);
  expect(ended).toEqual({
    exitCode: 124,
    output: 'started\n\nThe code did not end within 0.5 seconds, so it was ended.\n',
  });
});

it.skipIf(process.platform === 'win32')('ends what a program that has ended left running with a stop', async () => {
  const controller = new AbortController();
  const running = programs(600_000).run(['sh', '-c', LEFT_BEHIND], folder, controller.signal);
  await vi.waitFor(() => expect(existsSync(join(folder, 'gone'))).toBe(true), 10_000);
  controller.abort(new Error('stopped'));
  await expect(running).rejects.toThrow('stopped');
});
