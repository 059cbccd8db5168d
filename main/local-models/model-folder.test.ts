import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startFileServer } from './file-server.fixture.ts';
import { ModelFolder } from './model-folder.ts';

let root: string;
let models: ModelFolder;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'models-'));
  models = new ModelFolder(join(root, 'models'));
});
afterEach(() => rmSync(root, { recursive: true }));

const signal = new AbortController().signal;
const known = (): string[] =>
  models.list().map(({ name, state, bytes, isOurs }) => `${name} ${state} ${bytes} ${isOurs}`);

it('lists what was downloaded and what was chosen, and finds it by name', async () => {
  await using server = await startFileServer(Buffer.from('GGUF model'));
  await models.download({ url: `${server.url}/some/a%20b.gguf?x=1`, sha256: undefined }, signal, () => undefined);
  const own = join(root, 'own.gguf');
  writeFileSync(own, 'GGUF');
  expect(await models.choose(own)).toMatchObject({ name: own, state: 'ready', isOurs: false });
  await models.choose(own);
  expect(known()).toEqual(['a-20b.gguf ready 10 true', `${own} ready 4 false`]);
  expect(models.find('a-20b.gguf')).toBe(join(root, 'models', 'a-20b.gguf'));
  expect([models.find(own), models.find('~/x.gguf'), models.find('b.gguf')]).toEqual([
    own,
    join(homedir(), 'x.gguf'),
    undefined,
  ]);
});

it('takes a chosen file from the list and leaves it, and deletes a downloaded one', async () => {
  await using server = await startFileServer(Buffer.from('GGUF model'));
  await models.download({ url: `${server.url}/a.gguf`, sha256: undefined }, signal, () => undefined);
  const own = join(root, 'own.gguf');
  writeFileSync(own, 'GGUF');
  await models.choose(own);
  await models.remove(own);
  await models.remove('a.gguf');
  expect([known(), existsSync(own), readdirSync(join(root, 'models'))]).toEqual([[], true, ['chosen.json']]);
  await expect(models.remove('a.gguf')).rejects.toThrow('a.gguf is not on the list.');
});

it('shows a download that was cut off, and a chosen file that is gone', async () => {
  const own = join(root, 'own.gguf');
  writeFileSync(own, 'GGUF');
  await models.choose(own);
  rmSync(own);
  writeFileSync(join(root, 'models', 'a.gguf.part'), 'GGUF mo');
  expect(known()).toEqual(['a.gguf incomplete 7 true', `${own} gone 0 false`]);
  expect(models.find('a.gguf')).toBeUndefined();
});

it.each([
  ['ftp://host/a.gguf', 'is no address of a file'],
  ['a.gguf', 'is no address of a file'],
  ['https://me:secret@host/a.gguf', 'holds a name or a password'],
  ['https://host/', 'names no file'],
])('refuses the address %s', (url, message) => expect(() => models.nameFor(url)).toThrow(message));

it('keeps what is downloaded inside of its folder', () => {
  expect(models.nameFor('https://host/..%2F..%2Fevil')).toBe('2F..-2Fevil.gguf');
});

it('refuses a file that is no model, is not there, or has no whole path', async () => {
  writeFileSync(join(root, 'text.gguf'), 'Hello');
  await expect(models.choose(join(root, 'text.gguf'))).rejects.toThrow('is not a GGUF file.');
  await expect(models.choose(join(root, 'gone.gguf'))).rejects.toThrow('cannot be read, or is not there.');
  await expect(models.choose('own.gguf')).rejects.toThrow('is no whole path');
});
