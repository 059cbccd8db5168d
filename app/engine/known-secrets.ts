import { SecretRedactor } from '../../main/secrets/secret-redactor.ts';

const sources: (() => readonly string[])[] = [];
let parts: readonly (readonly string[])[] = [];
let joined: readonly string[] = [];

/** Says where more secrets are. `values` gives the same list as long as nothing was added. */
export function addKnownSecrets(values: () => readonly string[]): void {
  sources.push(values);
}

/** All secrets that this process knows: kept keys, and variables that are named like keys. */
export const knownSecrets = new SecretRedactor(() => {
  const current = sources.map((values) => values());
  if (current.length !== parts.length || current.some((values, index) => values !== parts[index])) {
    parts = current;
    joined = current.flat();
  }
  return joined;
});

/** Values of variables that are named like keys. */
const ofEnvironment = Object.entries(process.env).flatMap(([name, value]) =>
  /(_KEY|_TOKEN|_SECRET|_PASSWORD|_PASSPHRASE)$/.test(name) && value ? [value] : [],
);
addKnownSecrets(() => ofEnvironment);
