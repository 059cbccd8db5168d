import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findNpm, NpmFailedError, NpmMissingError, npmReason, runNpm } from './npm.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'npm-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A program in npm's place. */
function fakeNpm(script: string): string {
  const file = join(folder, 'npm');
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}
const signal = new AbortController().signal;

it('finds npm where programs are looked for', () => {
  const npm = fakeNpm('exit 0');
  expect(findNpm({ PATH: `/nowhere:${folder}` }, 'linux')).toBe(npm);
  expect(() => findNpm({ PATH: '' }, 'win32')).toThrow(NpmMissingError);
});

it('runs npm in a folder, without what another npm left in the environment', async () => {
  const npm = fakeNpm('echo "$@ $npm_package_name" > said');
  process.env['npm_package_name'] = 'troupe';
  await runNpm({ npm, args: ['ci', '--prefix', '.'], folder, signal });
  delete process.env['npm_package_name'];
  expect(readFileSync(join(folder, 'said'), 'utf8')).toBe('ci --prefix . \n');
});

it('says what npm said when it failed', async () => {
  const npm = fakeNpm('echo "npm error code ECONNREFUSED" >&2; exit 1');
  const failed = await runNpm({ npm, args: ['ci'], folder, signal }).catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(NpmFailedError);
  expect(String(failed)).toContain('The package registry cannot be reached.');
});

it('ends npm and what it started when it is stopped', async () => {
  const npm = fakeNpm('trap "" TERM; echo begun > begun; sleep 600 & wait');
  const controller = new AbortController();
  const running = runNpm({ npm, args: ['ci'], folder, signal: controller.signal });
  controller.abort(new Error('stopped'));
  await expect(running).rejects.toThrow('stopped');
});

it.each([
  ['npm error code ENOSPC\nnpm error syscall write', 'The disk is full.'],
  [
    'npm error code EINTEGRITY\n',
    'A package is not the one that Troupe was made with (its hash differs), so nothing was installed.',
  ],
  [
    'npm error code E404\nnpm error 404 Not Found',
    'The package registry that npm uses here does not have this version.',
  ],
  ['npm ERR! code EODD\nnpm ERR! Something odd.', 'npm failed: Something odd.'],
  ['', 'npm failed without saying why.'],
])('explains %j', (said, reason) => expect(npmReason(said)).toBe(reason));
