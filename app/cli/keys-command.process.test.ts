import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Ended, spawnTroupe } from './spawn-troupe.fixture.ts';

const KEY = 'sk-canary-4f9a2b7c81';
const PASSPHRASE = { TROUPE_PASSPHRASE: 'correct horse battery' };

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'troupe-keys-'))));
afterEach(() => rmSync(folder, { recursive: true }));

async function keys(args: readonly string[], { env = {}, input = '' } = {}): Promise<Ended> {
  const { child, ended } = spawnTroupe(['keys', ...args, '--data', folder], env);
  child.stdin.end(input);
  return ended;
}

it('keeps a piped key encrypted, lists its end, and forgets it', async () => {
  const empty = await keys([], { env: PASSPHRASE });
  expect(empty).toMatchObject({ status: 0, out: 'Keys are kept encrypted with a passphrase.\n' });
  const set = await keys(['set', 'openai'], { env: PASSPHRASE, input: `${KEY}\n` });
  expect(set).toEqual({
    status: 0,
    out: 'The key openai is kept. Documents name it as secret:openai.\n',
    err: '',
  });
  await keys(['set', 'local', '--url', 'http://127.0.0.1:8080/v1'], { env: PASSPHRASE, input: KEY });
  const env = { ...PASSPHRASE, ANTHROPIC_API_KEY: 'sk-ant-of-the-environment' };
  expect((await keys(['list'], { env })).out.split('\n')).toEqual([
    'anthropic  …ment  api.anthropic.com, from ANTHROPIC_API_KEY',
    'local      …7c81  http://127.0.0.1:8080/v1',
    'openai     …7c81  api.openai.com',
    'Keys are kept encrypted with a passphrase.',
    '',
  ]);
  expect(readFileSync(join(folder, 'keys.vault'), 'utf8')).not.toContain('canary');
  expect(await keys(['remove', 'openai'], { env: PASSPHRASE })).toMatchObject({
    status: 0,
    out: 'The key openai is gone.\n',
  });
  expect(await keys(['remove', 'openai'], { env: PASSPHRASE })).toMatchObject({
    status: 1,
    err: 'There is no kept key "openai". "troupe keys" lists them.\n',
  });
  expect((await keys([])).out).toBe('The kept keys are locked: their passphrase was not given.\n');
  expect(await keys(['set', 'x', '--url', 'http://x'], { input: KEY })).toMatchObject({
    status: 1,
    err: 'The kept keys are locked. Give their passphrase, here or in TROUPE_PASSPHRASE.\n',
  });
});

it('takes no key as an argument, and does not repeat it', async () => {
  const { status, out, err } = await keys(['set', 'openai', KEY], { env: PASSPHRASE });
  expect(status).toBe(2);
  expect(err).toMatch(/^A key is no argument: other programs could read it\./);
  expect(out + err).not.toContain(KEY);
  expect(existsSync(join(folder, 'keys.vault'))).toBe(false);
});

it.each([
  ['a server that a key of no known provider may go to', ['set', 'mine'], 'Where may the key "mine" go?'],
  ['a good name', ['set', 'a b'], '"a b" cannot be the name of a key.'],
  ['an address without a password', ['set', 'mine', '--url', 'https://me:pw@host'], 'An address must not hold a name'],
])('asks for %s', async (_what, args, message) => {
  const { status, err } = await keys(args, { env: PASSPHRASE, input: KEY });
  expect([status, err]).toEqual([2, expect.stringContaining(message)]);
});

it('does not pretend to keep a key where there is neither keyring nor passphrase', async () => {
  const set = await keys(['set', 'openai'], { input: KEY });
  expect(set).toEqual({
    status: 1,
    out: '',
    err: 'This system has no keyring. Set TROUPE_PASSPHRASE to keep keys encrypted in the data folder.\n',
  });
  expect(existsSync(join(folder, 'keys.vault'))).toBe(false);
});

it('says that the passphrase of the environment does not fit', async () => {
  await keys(['set', 'openai'], { env: PASSPHRASE, input: KEY });
  const { out, err } = await keys([], { env: { TROUPE_PASSPHRASE: 'wrong' } });
  expect([out, err]).toEqual([
    'The kept keys are locked: their passphrase was not given.\n',
    'The passphrase in TROUPE_PASSPHRASE does not open the kept keys.\n',
  ]);
});
