import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type FillFolder, Packs } from './packs.ts';

const ENTRY = 'node_modules/abacus/index.js';
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'packs-'));
  pin('1.0.0');
});
afterEach(() => rmSync(root, { recursive: true }));

/** A pack that comes with Troupe, pinned to a version. */
function pin(version: string): void {
  const folder = join(root, 'sources', 'abacus');
  mkdirSync(folder, { recursive: true });
  const pack = { title: 'Abacus', summary: 'Counts.', parts: { main: ['none.js', ENTRY] }, bytes: 100 };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ dependencies: { abacus: version }, pack }));
  writeFileSync(join(folder, 'lock.json'), '{}');
}

const filled: FillFolder = async (folder) => {
  mkdirSync(join(folder, 'node_modules', 'abacus'), { recursive: true });
  writeFileSync(join(folder, 'node_modules', 'abacus', 'index.js'), 'export {};');
};
const packsWith = (fill: FillFolder): Packs =>
  new Packs({ sources: join(root, 'sources'), folder: join(root, 'data'), fill });
const states = (packs: Packs): string[] => packs.list().map(({ id, version, state }) => `${id} ${version} ${state}`);
const signal = new AbortController().signal;
const install = (packs: Packs): Promise<void> => packs.install(packs.find('abacus')!, signal, () => undefined); // `!`: it is pinned

it('installs from the pinned files, finds what was installed, and removes it', async () => {
  const seen: string[] = [];
  const packs = packsWith(async (folder, ...rest) => {
    seen.push(...readdirSync(folder).toSorted());
    await filled(folder, ...rest);
  });
  expect(states(packs)).toEqual(['abacus 1.0.0 absent']);
  await install(packs);
  expect(seen).toEqual(['package-lock.json', 'package.json']);
  expect(states(packs)).toEqual(['abacus 1.0.0 installed']);
  const entry = join(root, 'data', 'abacus', '1.0.0', 'node_modules', 'abacus', 'index.js');
  expect(packs.part(packs.find('abacus')!, 'main')).toBe(entry); // `!`: it is pinned
  await packs.remove(packs.find('abacus')!); // `!`: it is pinned
  expect([states(packs), existsSync(entry)]).toEqual([['abacus 1.0.0 absent'], false]);
});

it('leaves nothing of an install that failed', async () => {
  const packs = packsWith(() => Promise.reject(new Error('no line')));
  await expect(install(packs)).rejects.toThrow('no line');
  expect([states(packs), readdirSync(join(root, 'data', 'abacus'))]).toEqual([['abacus 1.0.0 absent'], []]);
});

it('says so where npm has nothing of a part for this machine', async () => {
  const packs = packsWith(async (folder) => {
    mkdirSync(join(folder, 'node_modules'));
  });
  await expect(install(packs)).rejects.toThrow(`"Abacus" cannot be used on this machine (${process.platform}`);
  expect(states(packs)).toEqual(['abacus 1.0.0 absent']);
});

it('sees an install that was cut off, and mends it', async () => {
  const packs = packsWith(filled);
  mkdirSync(join(root, 'data', 'abacus', '.installing-999999999'), { recursive: true });
  expect(states(packs)).toEqual(['abacus 1.0.0 incomplete']);
  await install(packs);
  expect([states(packs), readdirSync(join(root, 'data', 'abacus'))]).toEqual([['abacus 1.0.0 installed'], ['1.0.0']]);
});

it('sees that files of an installed pack are gone', async () => {
  const packs = packsWith(filled);
  await install(packs);
  rmSync(join(root, 'data', 'abacus', '1.0.0', 'node_modules'), { recursive: true });
  expect(states(packs)).toEqual(['abacus 1.0.0 incomplete']);
});

it('replaces another version, and keeps it until the new one is there', async () => {
  await install(packsWith(filled));
  pin('2.0.0');
  const failing = packsWith(() => Promise.reject(new Error('no line')));
  expect(states(failing)).toEqual(['abacus 2.0.0 outdated']);
  await expect(install(failing)).rejects.toThrow('no line');
  expect(readdirSync(join(root, 'data', 'abacus'))).toEqual(['1.0.0']);
  await install(packsWith(filled));
  expect(readdirSync(join(root, 'data', 'abacus'))).toEqual(['2.0.0']);
});

it('pins every package of the real packs by its hash, and names no registry', async () => {
  const { readFileSync } = await import('node:fs');
  const sources = join(import.meta.dirname, '..', '..', 'resources', 'packs');
  for (const { id } of new Packs({ sources, folder: root }).list()) {
    const lock = readFileSync(join(sources, id, 'lock.json'), 'utf8');
    const packages = Object.entries(JSON.parse(lock).packages as Record<string, { integrity?: string }>);
    const unpinned = packages.filter(([path, { integrity }]) => path !== '' && !integrity?.startsWith('sha512-'));
    expect(unpinned).toEqual([]);
    expect(lock).not.toContain('"resolved"');
  }
});

it('tells the versions of its packages: one where they are equal, each by its name where not', () => {
  const words = (dependencies: object): string | undefined => {
    const folder = join(root, 'sources', 'several');
    mkdirSync(folder, { recursive: true });
    const pack = { title: 'Several', summary: '', parts: { all: ['x'] }, bytes: 1 };
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ dependencies, pack }));
    return packsWith(filled)
      .list()
      .find(({ id }) => id === 'several')?.version;
  };
  expect(words({ one: '0.2.0', other: '0.2.0' })).toBe('0.2.0');
  expect(words({ deno: '2.9.6', pyodide: '314.0.7' })).toBe('deno 2.9.6, pyodide 314.0.7');
});
