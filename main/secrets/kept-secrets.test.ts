import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { StoredSecret } from '../models/key-ring.ts';
import { forgetfulKeeper } from './forgetful-keeper.ts';
import { KeptSecrets } from './kept-secrets.ts';
import { listKeys } from './list-keys.ts';
import { MemoryKeyring } from './memory-keyring.fixture.ts';
import { LOWEST_COST } from './vault-file.ts';
import { VaultKeeper } from './vault-keeper.ts';

const PASSPHRASE = 'correct horse battery';
const key: StoredSecret = { value: 'sk-canary-0123456789', baseUrls: ['https://models.example/v1'] };

let file: string;
let keyring: MemoryKeyring;

beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'troupe-secrets-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  file = join(folder, 'data', 'keys.vault');
  keyring = new MemoryKeyring();
});

/** A start of the program on the same data folder. */
async function start(options: { passphrase?: string } = {}): Promise<KeptSecrets> {
  return new KeptSecrets(await VaultKeeper.open({ file, keyring, passphrase: options.passphrase, cost: LOWEST_COST }));
}

const namesOf = (secrets: KeptSecrets): string[] => [...secrets.all().keys()];

describe('where the system has a keyring', () => {
  it('keeps keys encrypted, opens them by itself at the next start, and never writes one in the clear', async () => {
    const secrets = await start();
    expect(await secrets.keeping()).toEqual({ type: 'keyring' });
    expect(namesOf(secrets)).toEqual([]);
    secrets.put('openai', key);
    secrets.put('work', { value: 'sk-other-0123456789', baseUrls: [] });
    secrets.remove('work');
    await secrets.saved();
    const next = await start();
    expect([...next.all()]).toEqual([['openai', key]]);
    expect(await next.keeping()).toEqual({ type: 'keyring' });
    expect(readFileSync(file, 'utf8')).not.toMatch(/canary|openai|models/);
    expect([...keyring.kept.values()].join()).not.toContain('canary');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(file, '..')).mode & 0o777).toBe(0o700);
  });

  it('says that keys cannot be opened when the keyring has lost its part, keeps the file, and can begin anew', async () => {
    const first = await start();
    first.put('openai', key);
    await first.saved();
    const before = readFileSync(file, 'utf8');
    keyring.kept.clear();
    const secrets = await start();
    expect([namesOf(secrets), secrets.isLocked(), (await secrets.keeping()).type]).toEqual([[], false, 'unreadable']);
    secrets.put('new', key);
    await secrets.saved();
    expect([readFileSync(file, 'utf8'), namesOf(secrets)]).toEqual([before, ['new']]);
    const aside = secrets.startOver();
    expect(readFileSync(aside, 'utf8')).toBe(before);
    secrets.put('newer', key);
    await secrets.saved();
    expect(namesOf(await start())).toEqual(['new', 'newer']);
  });
});

describe('where it has none', () => {
  beforeEach(() => void (keyring.isBroken = true));

  it('keeps keys in memory until a passphrase is chosen, then encrypted', async () => {
    const secrets = await start();
    secrets.put('openai', key);
    await secrets.saved();
    expect([await secrets.keeping(), (await start()).isLocked()]).toEqual([{ type: 'memory' }, false]);
    await secrets.protect(PASSPHRASE);
    expect(await secrets.keeping()).toEqual({ type: 'passphrase', isLocked: false });
    secrets.put('second', key);
    await secrets.saved();
    expect(readFileSync(file, 'utf8')).not.toContain('canary');

    const next = await start();
    expect([next.isLocked(), namesOf(next)]).toEqual([true, []]);
    expect(await next.keeping()).toEqual({ type: 'passphrase', isLocked: true });
    expect([await next.unlock('wrong'), next.isLocked()]).toEqual([false, true]);
    expect([await next.unlock(PASSPHRASE), next.isLocked()]).toEqual([true, false]);
    expect(namesOf(next)).toEqual(['openai', 'second']);
  });

  it('writes what came while it was locked when it is opened', async () => {
    const first = await start();
    await first.protect(PASSPHRASE);
    first.put('old', key);
    await first.saved();
    const locked = await start();
    locked.put('imported', key);
    await expect(locked.saved()).rejects.toThrow('The kept keys are locked.');
    expect(locked.secret('imported')).toEqual(key);
    await locked.unlock(PASSPHRASE);
    await locked.saved();
    expect(namesOf(await start({ passphrase: PASSPHRASE }))).toEqual(['old', 'imported']);
  });

  it('takes the passphrase of the environment before it asks anybody', async () => {
    const first = await start({ passphrase: PASSPHRASE });
    expect(await first.keeping()).toEqual({ type: 'passphrase', isLocked: false });
    first.put('openai', key);
    await first.saved();
    expect(namesOf(await start({ passphrase: PASSPHRASE }))).toEqual(['openai']);
    expect((await start({ passphrase: 'wrong' })).isLocked()).toBe(true);
  });

  it('sees what another process changed, and locks again when that chose another passphrase', async () => {
    const here = await start({ passphrase: PASSPHRASE });
    here.put('mine', key);
    await here.saved();
    const there = await start({ passphrase: PASSPHRASE });
    there.put('theirs', key);
    await there.saved();
    expect(namesOf(here)).toEqual(['mine', 'theirs']);
    await there.protect('another passphrase');
    expect([namesOf(here), here.isLocked()]).toEqual([['mine', 'theirs'], true]);
  });
});

it.each([
  ['is damaged', '{'],
  ['was made by a newer Troupe', '{"format":"troupe.keys","version":2}'],
])('leaves a file that %s as it is, and says so', async (_what, text) => {
  const first = await start({ passphrase: PASSPHRASE });
  first.put('openai', key);
  await first.saved();
  writeFileSync(file, text);
  const secrets = await start();
  expect(await secrets.keeping()).toMatchObject({ type: 'unreadable' });
  secrets.put('new', key);
  await secrets.saved();
  expect(readFileSync(file, 'utf8')).toBe(text);
});

it('does not open a file whose lock was changed', async () => {
  const first = await start({ passphrase: PASSPHRASE });
  first.put('openai', key);
  await first.saved();
  const vault = JSON.parse(readFileSync(file, 'utf8')) as { lock: { cost: number } };
  for (const cost of [2 * LOWEST_COST, 1, 2 ** 30]) {
    writeFileSync(file, JSON.stringify({ ...vault, lock: { ...vault.lock, cost } }));
    expect(namesOf(await start({ passphrase: PASSPHRASE }))).toEqual([]);
  }
});

it('leaves nothing but its file behind', async () => {
  const secrets = await start();
  secrets.put('openai', key);
  await secrets.saved();
  expect(readdirSync(join(file, '..'))).toEqual(['keys.vault']);
});

it('lists keys of the environment first, and of each its end only', async () => {
  const secrets = new KeptSecrets(forgetfulKeeper);
  secrets.put('openai', key);
  secrets.put('local', { value: 'short', baseUrls: ['http://127.0.0.1:8080'] });
  expect(listKeys(secrets, { OPENAI_API_KEY: 'sk-of-the-environment', OTHER_KEY: 'nobody asked' })).toEqual([
    { name: 'openai', ending: 'ment', baseUrls: [], variable: 'OPENAI_API_KEY' },
    { name: 'local', ending: '', baseUrls: ['http://127.0.0.1:8080'], variable: null },
    { name: 'openai', ending: '6789', baseUrls: ['https://models.example/v1'], variable: null },
  ]);
});
