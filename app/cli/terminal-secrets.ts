import type { SecretStore } from '../../main/secrets/secret-store.ts';
import { dataFolderHere } from '../data-folder.ts';
import { openSecrets } from '../engine/open-secrets.ts';
import { askHidden } from './ask-hidden.ts';
import { EXIT } from './exit-status.ts';

const MOST_TRIES = 3;

/** The kept keys, as a command in the terminal uses them. Where they are locked and a person is here, he is asked. */
export async function terminalSecrets(data: string | undefined): Promise<SecretStore> {
  const secrets = await openSecrets(dataFolderHere(data));
  for (let tries = 0; secrets.isLocked() && isPersonHere() && tries < MOST_TRIES; tries += 1) {
    const passphrase = await askPerson('Passphrase of the kept keys (Enter goes on without them): ');
    if (passphrase === '') break;
    if (!(await secrets.unlock(passphrase))) process.stderr.write('This passphrase does not open them.\n');
  }
  return secrets;
}

export function isPersonHere(): boolean {
  return process.stdin.isTTY && process.stderr.isTTY;
}

/** Asks for something that must not be seen. */
export function askPerson(question: string): Promise<string> {
  const onInterrupt = (): void => process.exit(EXIT.interrupted);
  return askHidden(question, { input: process.stdin, output: process.stderr, onInterrupt });
}
