import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { clerk } from './clerk-team.fixture.ts';
import { type Ended, troupe } from './spawn-troupe.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'troupe-approve-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'clerk.json');
writeFileSync(file, clerk.text);

function run(name: string, options: readonly string[], input = ''): Promise<Ended> {
  return troupe(['run', file, '--task', 'Write.', '--jsonl', '--data', join(folder, name), ...options], input);
}
const written = (name: string): string[] =>
  readdirSync(join(folder, name, 'workspace'), { recursive: true })
    .map(String)
    .toSorted();
const lastLine = ({ out }: Ended): unknown => JSON.parse(out.trimEnd().split('\n').at(-1) ?? '');

it('parks at the end of the input, and says what waits; resuming answers the rest', async () => {
  const parked = await run('parked', [], 'no not this one\n');
  expect([parked.status, lastLine(parked)]).toMatchObject([
    4,
    {
      type: 'Waiting',
      for: { why: 'approval', tool: 'write_file', risk: 'write', arguments: { path: 'price.txt', content: '9.99' } },
    },
  ]);
  const { run: id } = lastLine(parked) as { run: string };
  const resumed = await troupe(
    ['resume', id, '--jsonl', '--data', join(folder, 'parked')],
    'edit {"path":"p.txt","content":"1"}\n',
  );
  expect([resumed.status, lastLine(resumed)]).toMatchObject([0, { type: 'TaskResult' }]);
  expect(resumed.out).toContain('The user did not allow it: not this one');
  expect([written('parked'), readFileSync(join(folder, 'parked', 'workspace', 'p.txt'), 'utf8')]).toEqual([
    ['p.txt'],
    '1',
  ]);
});

it('asks nothing with --approve all, also for a run that is resumed with it', async () => {
  expect((await run('all', ['--approve', 'all'])).status).toBe(0);
  expect(written('all')).toEqual(['notes', 'notes/plan.md', 'price.txt']);
  const parked = await run('later', ['--approve', 'read']);
  expect(parked.status).toBe(4);
  const { run: id } = lastLine(parked) as { run: string };
  const resumed = await troupe(['resume', id, '--approve', 'all', '--data', join(folder, 'later')]);
  expect([resumed.status, written('later')]).toEqual([0, ['notes', 'notes/plan.md', 'price.txt']]);
});

it('allows a tool for the run with one answer', async () => {
  expect((await run('once', [], 'run\n')).status).toBe(0);
  expect(written('once')).toEqual(['notes', 'notes/plan.md', 'price.txt']);
});
