import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { call } from '@orpc/server';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { router } from '../../main/rpc/router.ts';
import { DocumentId } from '../../shared/ids.ts';
import { composeEngine, type ComposedEngine } from './compose-engine.ts';
import { secretsOfThisProcess } from './process-secrets.ts';

const SPACE = { name: 'notes', document: null };

let folder: string;
let composed: ComposedEngine;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'troupe-memory-page-'));
  composed = composeEngine({ host: 'serve', dataFolder: folder, notices: [], secrets: secretsOfThisProcess() });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await composed.close();
  rmSync(folder, { recursive: true });
});

const { memory } = router;
const context = () => ({ context: composed.engine });

it('tells which team a space belongs to', async () => {
  const own = { name: 'notes', document: DocumentId.parse('gone') };
  await call(memory.add, { space: own, text: 'Of a team.' }, context());
  await call(memory.add, { space: SPACE, text: 'Of all.' }, context());
  const spaces = await call(memory.spaces, undefined, context());
  expect(spaces.map(({ space, documentName, entries }) => [space, documentName, entries])).toEqual([
    [SPACE, null, 1],
    [own, null, 1],
  ]);
});

it('gives entries page by page, and searches in all of them', async () => {
  for (let index = 1; index <= 101; index += 1)
    await call(memory.add, { space: SPACE, text: `Entry ${index}` }, context());
  const first = await call(memory.entries, { space: SPACE, search: '' }, context());
  expect([first.entries.length, first.hasMore, first.entries[0]?.text]).toEqual([100, true, 'Entry 101']);
  const rest = await call(memory.entries, { space: SPACE, search: '', before: first.entries.at(-1)!.id }, context());
  expect([rest.entries.map(({ text }) => text), rest.hasMore]).toEqual([['Entry 1'], false]);
  const found = await call(memory.entries, { space: SPACE, search: 'entry 10' }, context());
  expect(found.entries.map(({ text }) => text).toSorted()).toEqual(['Entry 10', 'Entry 100', 'Entry 101']);
});

it('indexes as a job, one at a time for a space, and says what is wrong before it begins', async () => {
  writeFileSync(join(folder, 'a.md'), 'Trams.');
  const index = (path: string, embedding = '') => call(memory.index, { space: SPACE, path, embedding }, context());
  await expect(index(join(folder, 'nowhere'))).rejects.toMatchObject({
    code: 'REFUSED',
    message: expect.stringContaining('no file or folder'),
  });
  await expect(index(folder, 'small')).rejects.toMatchObject({
    message: expect.stringContaining('names no embedding model'),
  });
  const { job } = await index(join(folder, 'a.md'));
  expect(await composed.engine.jobs.outcome(job)).toMatchObject({ state: 'done', note: '1 file read.' });
  vi.spyOn(composed.engine.jobs, 'isRunning').mockReturnValue(true);
  await expect(index(folder)).rejects.toMatchObject({ message: expect.stringContaining('already') });
});
