import { forgetfulKeeper } from '../../main/secrets/forgetful-keeper.ts';
import { KeptSecrets } from '../../main/secrets/kept-secrets.ts';
import type { SecretStore } from '../../main/secrets/secret-store.ts';

/** Keys that nobody keeps beyond this process. */
export function secretsOfThisProcess(): SecretStore {
  return new KeptSecrets(forgetfulKeeper);
}
