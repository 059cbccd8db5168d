import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { say } from '../../main/models/contract/answers.ts';
import { chatCompletions } from '../../main/models/contract/chat-completions-dialect.ts';
import { startFakeProvider } from '../../main/models/fake-provider.ts';
import { troupe } from './spawn-troupe.fixture.ts';
import { roundRobin, scripted } from './team-files.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'troupe-budget-'));
afterAll(() => rmSync(folder, { recursive: true }));

const duo = join(folder, 'duo.json');
writeFileSync(
  duo,
  JSON.stringify(roundRobin([scripted('writer', ['One.', 'Two.']), scripted('critic', ['Good.'])], { max_turns: 3 })),
);
const data = (name: string): string[] => ['--data', join(folder, name)];

it('ends with status 3 where a budget holds the run, and goes on with a higher one', async () => {
  const held = await troupe(['run', duo, '--task', 'go', '--max-turns', '1', ...data('a')]);
  expect(held.status).toBe(3);
  const run = /troupe resume (\S+) --max-turns N/.exec(held.out)?.[1];
  expect(held.out).toContain('The run is parked: The budget is 1 turn, 1 turn of it used.');
  expect(held.out).toContain('writer: One.');
  expect(held.out).not.toContain('critic: Good.');

  const still = await troupe(['resume', String(run), ...data('a')]);
  expect(still.status).toBe(3);
  const ended = await troupe(['resume', String(run), '--max-turns', '9', ...data('a')]);
  expect([ended.status, ended.out.includes('writer: Two.')]).toEqual([0, true]);
});

it('holds before a call is made that may cost more than --max-cost, and says so as JSON', async () => {
  const { status, out } = await troupe(
    ['run', duo, '--task', 'go', '--jsonl', '--model', 'openai:gpt-4o', '--max-cost', '0.0001', ...data('b')],
    '',
    { OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' },
  );
  expect(status).toBe(3);
  const last = JSON.parse(out.trimEnd().split('\n').at(-1) ?? '') as object;
  expect(last).toMatchObject({
    type: 'Waiting',
    for: { why: 'budget', budget: { scope: 'run', what: 'costUsd', limit: 0.0001, spent: 0 } },
  });
});

it('holds where the price of a model is unknown, rather than count it as nothing', async () => {
  const { status, out } = await troupe(
    ['run', duo, '--task', 'go', '--model', 'openai:my-own', '--max-cost', '5', ...data('c')],
    '',
    { OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' },
  );
  expect(status).toBe(3);
  expect(out).toContain('The price of openai:my-own is unknown');
  expect(out).toMatch(/troupe resume \S+ --unknown-prices pass, or enter its price in the settings first\.\n/);
});

it('lets calls of unknown price pass where the command line says so, also of a run that is held', async () => {
  await using server = await startFakeProvider(say(chatCompletions, { text: ['From afar.'] }));
  const model = ['--model', `openai:my-own@${server.url}/v1`, '--max-cost', '5'];
  const free = await troupe(['run', duo, '--task', 'go', ...model, '--unknown-prices', 'pass', ...data('d')]);
  expect([free.status, free.out.includes('critic: From afar.')]).toEqual([0, true]);
  const held = await troupe(['run', duo, '--task', 'go', ...model, ...data('d')]);
  const [, run = ''] = /troupe resume (\S+)/.exec(held.out) ?? [];
  const ended = await troupe(['resume', run, '--unknown-prices', 'pass', ...data('d')]);
  expect([held.status, ended.status, ended.out.includes('critic: From afar.')]).toEqual([3, 0, true]);
});

it('lets another model answer for all of the team from here on', async () => {
  await using server = await startFakeProvider(say(chatCompletions, { text: ['From afar.'] }));
  const held = await troupe(['run', duo, '--task', 'go', '--max-turns', '1', ...data('e')]);
  const [, run = ''] = /troupe resume (\S+)/.exec(held.out) ?? [];
  expect(await troupe(['resume', run, '--model', 'gpt-4o', ...data('e')])).toMatchObject({ status: 2, out: '' });
  const model = `openai:my-own@${server.url}/v1`;
  const ended = await troupe(['resume', run, '--max-turns', '9', '--model', model, ...data('e')]);
  const said = ended.out.split('\n').filter((line) => /^(writer|critic): /.test(line));
  expect([ended.status, said]).toEqual([0, ['critic: From afar.', 'writer: From afar.']]);
});
