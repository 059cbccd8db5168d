/** The part of the system's keyring that Troupe uses: one secret under an account of its own. */
export interface Keyring {
  get(account: string): Promise<string | undefined>;
  set(account: string, secret: string): Promise<void>;
}

const SERVICE = 'Troupe';
/** The keyring may ask its owner to open it; one that nobody answers must not hold a start up for ever. */
const TIME_LIMIT_MS = 60_000;
/** Without it the kernel's own keyring is taken where there is no other, which forgets all when the machine restarts. */
const OPTIONS = { linux: { store: 'secret-service' } } as const;

/**
 * The keyring of this system: Keychain, Credential Manager, or the Secret Service of a Linux desktop. Its package is
 * optional and is loaded by the first call.
 */
export const systemKeyring: Keyring = {
  get: async (account) => (await (await entryOf(account)).getPassword(timeLimit())) ?? undefined,
  set: async (account, secret) => (await entryOf(account)).setPassword(secret, timeLimit()),
};

async function entryOf(account: string) {
  const { AsyncEntry } = await import('@napi-rs/keyring');
  return new AsyncEntry(SERVICE, account, OPTIONS);
}

const timeLimit = (): AbortSignal => AbortSignal.timeout(TIME_LIMIT_MS);
