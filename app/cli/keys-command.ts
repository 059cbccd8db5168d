import { text } from 'node:stream/consumers';
import { assertNever } from '../../shared/assert-never.ts';
import {
  MODEL_PROVIDERS,
  type ModelProviderFacts,
  type ModelProviderName,
} from '../../shared/component/model-providers.ts';
import { KeyName, KeyUrl, type KeyLine } from '../../shared/rpc/keys-contract.ts';
import { listKeys } from '../../main/secrets/list-keys.ts';
import type { SecretStore } from '../../main/secrets/secret-store.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import { keepingWords } from './keeping-words.ts';
import type { Command } from './parse-command.ts';
import { askPerson, isPersonHere, terminalSecrets } from './terminal-secrets.ts';
import { UsageError } from './usage-error.ts';

type KeysCommand = Extract<Command, { type: 'keys-list' | 'keys-set' | 'keys-remove' }>;

/** `troupe keys [list | set NAME | remove NAME]`. A key is typed or piped in, never given as an argument. */
export async function keys(command: KeysCommand): Promise<ExitStatus> {
  if (command.type === 'keys-set') checkKey(command);
  const secrets = await terminalSecrets(command.data);
  switch (command.type) {
    case 'keys-list':
      return list(secrets);
    case 'keys-set':
      return set(secrets, command);
    case 'keys-remove':
      return remove(secrets, command.name);
    default:
      return assertNever(command);
  }
}

function checkKey({ name, urls }: Extract<KeysCommand, { type: 'keys-set' }>): void {
  const named = KeyName.safeParse(name);
  if (!named.success) throw new UsageError(`"${name}" cannot be the name of a key. ${named.error.issues[0]?.message}`);
  for (const url of urls) {
    const parsed = KeyUrl.safeParse(url);
    if (!parsed.success) throw new UsageError(`--url "${url}": ${parsed.error.issues[0]?.message}`);
  }
  if (urls.length === 0 && hostOf(name) === undefined) {
    throw new UsageError(`Where may the key "${name}" go? Name its server: troupe keys set ${name} --url https://…`);
  }
}

async function list(secrets: SecretStore): Promise<ExitStatus> {
  const lines = listKeys(secrets, process.env);
  const width = Math.max(...lines.map(({ name }) => name.length));
  for (const line of lines)
    process.stdout.write(`${line.name.padEnd(width)}  ${endingWords(line)}  ${placeWords(line)}\n`);
  process.stdout.write(`${keepingWords(await secrets.keeping())}\n`);
  return EXIT.finished;
}

async function set(
  secrets: SecretStore,
  { name, urls }: Extract<KeysCommand, { type: 'keys-set' }>,
): Promise<ExitStatus> {
  if (secrets.isLocked()) return fail('The kept keys are locked. Give their passphrase, here or in TROUPE_PASSPHRASE.');
  const value = (isPersonHere() ? await askPerson(`Key for ${name} (not shown): `) : await text(process.stdin)).trim();
  if (value === '' || value.includes('\n')) return fail('A key is one line of text. Nothing was changed.');
  if (!(await canKeep(secrets))) return EXIT.failed;
  secrets.put(name, { value, baseUrls: urls.length > 0 ? urls : (secrets.secret(name)?.baseUrls ?? []) });
  await secrets.saved();
  process.stdout.write(`The key ${name} is kept. Documents name it as secret:${name}.\n`);
  return EXIT.finished;
}

/** A key of a command that ends at once would be gone with it: a passphrase is chosen where there is no keyring. */
async function canKeep(secrets: SecretStore): Promise<boolean> {
  const keeping = await secrets.keeping();
  if (keeping.type === 'unreadable') {
    process.stderr.write(`${keepingWords(keeping)}\n`);
    return false;
  }
  if (keeping.type !== 'memory') return true;
  if (!isPersonHere()) {
    process.stderr.write(
      'This system has no keyring. Set TROUPE_PASSPHRASE to keep keys encrypted in the data folder.\n',
    );
    return false;
  }
  process.stderr.write('This system has no keyring: keys are kept in the data folder, encrypted with a passphrase.\n');
  const passphrase = await askPerson('A passphrase of at least 8 characters: ');
  if (passphrase.length < 8 || passphrase !== (await askPerson('The same again: '))) {
    process.stderr.write('It is too short, or the two were not the same. Nothing was changed.\n');
    return false;
  }
  await secrets.protect(passphrase);
  return true;
}

async function remove(secrets: SecretStore, name: string): Promise<ExitStatus> {
  if (secrets.isLocked()) return fail('The kept keys are locked. Give their passphrase, here or in TROUPE_PASSPHRASE.');
  if (secrets.secret(name) === undefined) return fail(`There is no kept key "${name}". "troupe keys" lists them.`);
  secrets.remove(name);
  await secrets.saved();
  process.stdout.write(`The key ${name} is gone.\n`);
  return EXIT.finished;
}

function fail(message: string): ExitStatus {
  process.stderr.write(`${message}\n`);
  return EXIT.failed;
}

function endingWords({ ending }: KeyLine): string {
  return `…${ending}`.padEnd(5);
}

function placeWords({ name, baseUrls, variable }: KeyLine): string {
  const places = [...(hostOf(name) === undefined ? [] : [hostOf(name)]), ...baseUrls].join(', ');
  return variable === null ? places : `${places}, from ${variable}`;
}

function hostOf(name: string): string | undefined {
  const facts: Readonly<Record<string, ModelProviderFacts>> = MODEL_PROVIDERS;
  return Object.hasOwn(facts, name) ? facts[name as ModelProviderName]?.host : undefined;
}
