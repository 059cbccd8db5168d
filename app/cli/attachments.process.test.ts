import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { troupe } from './spawn-troupe.fixture.ts';
import { roundRobin, scripted } from './team-files.fixture.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'troupe-attach-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const at = (name: string): string => join(folder, name);
const write = (name: string, content: string | Uint8Array): string => {
  writeFileSync(at(name), content);
  return at(name);
};
const team = (): string => write('team.json', JSON.stringify(roundRobin([scripted('a', ['Seen.'])], { max_turns: 1 })));
const data = (): string[] => ['--data', at('data')];

it('gives pictures and text files along with a task', async () => {
  const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(3000)]);
  const files = ['--attach', write('chart.png', png), '--attach', write('notes.txt', 'one\n')];
  const run = await troupe(['run', team(), '--task', 'Look.', ...files, '--jsonl', ...data()]);
  expect([run.status, run.err]).toEqual([0, '']);
  expect(JSON.parse(run.out.split('\n')[0] ?? '')).toMatchObject({
    type: 'MultiModalMessage',
    source: 'user',
    content: ['Look.\n\nFile "notes.txt":\n\n```\none\n```', { data: png.toString('base64') }],
  });
  const id = (await troupe(['runs', 'list', ...data()])).out.split(/\s/)[0] ?? '';
  expect((await troupe(['runs', 'show', id, ...data()])).out).toBe(run.out);
  expect(await troupe(['run', '--replay', id, '--jsonl', ...data()])).toEqual({ status: 0, out: run.out, err: '' });
});

it('says which file cannot be attached, and makes nothing', async () => {
  const cases = [
    [at('none.png'), 'There is no such file.'],
    [folder, 'It is no file.'],
    [
      write('x.bin', Buffer.from([1, 0, 255])),
      '"x.bin" is neither a picture (PNG, JPEG, GIF, WebP) nor text in UTF-8.',
    ],
  ] as const;
  for (const [path, reason] of cases) {
    const { status, out, err } = await troupe(['run', team(), '--task', 't', '--attach', path, ...data()]);
    expect([status, out, err.startsWith(`--attach ${path}: `), err.includes(reason)]).toEqual([2, '', true, true]);
  }
  expect((await troupe(['runs', 'list', ...data()])).out).not.toContain('team');
});
