import { join } from 'node:path';
import { KeptSecrets } from '../../main/secrets/kept-secrets.ts';
import { systemKeyring } from '../../main/secrets/keyring.ts';
import type { SecretStore } from '../../main/secrets/secret-store.ts';
import { PASSPHRASE_COST } from '../../main/secrets/vault-file.ts';
import { VaultKeeper } from '../../main/secrets/vault-keeper.ts';

/** The encrypted file of keys in a data folder. */
export function vaultFile(dataFolder: string): string {
  return join(dataFolder, 'keys.vault');
}

/**
 * The kept keys of a data folder, opened by the keyring of the system or by `TROUPE_PASSPHRASE`; else locked until
 * somebody gives the passphrase. `TROUPE_KEYRING=off` leaves the keyring alone.
 */
export async function openSecrets(dataFolder: string): Promise<SecretStore> {
  const passphrase = process.env['TROUPE_PASSPHRASE'] || undefined;
  delete process.env['TROUPE_PASSPHRASE']; // what Troupe starts does not inherit it
  const keyring = process.env['TROUPE_KEYRING'] === 'off' ? undefined : systemKeyring;
  const file = vaultFile(dataFolder);
  const secrets = new KeptSecrets(await VaultKeeper.open({ file, keyring, passphrase, cost: PASSPHRASE_COST }));
  if (passphrase !== undefined && secrets.isLocked()) {
    process.stderr.write('The passphrase in TROUPE_PASSPHRASE does not open the kept keys.\n');
  }
  return secrets;
}
