import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import * as z from 'zod';
import { StoredSecret } from '../models/key-ring.ts';

/** Keys by name. */
export const Keys = z.record(z.string(), StoredSecret);
export type Keys = z.infer<typeof Keys>;

/** The least that a file may ask for. */
export const LOWEST_COST = 16_384;

/** What opens a vault: a random key in the system's keyring, or one made from a passphrase. */
const VaultLock = z.discriminatedUnion('type', [
  /** `account`: under which the keyring holds the key. */
  z.object({ type: z.literal('keyring'), account: z.string() }),
  z.object({
    type: z.literal('scrypt'),
    salt: z.base64(),
    // Bounds of what a changed file may make this machine compute.
    cost: z.number().int().min(LOWEST_COST).max(1_048_576),
    blockSize: z.number().int().min(8).max(32),
    parallel: z.number().int().min(1).max(16),
  }),
]);
export type VaultLock = z.infer<typeof VaultLock>;

/** The file of kept keys: in the clear how it is opened, and the keys sealed with AES-256-GCM. */
export const Vault = z.object({
  format: z.literal('troupe.keys'),
  version: z.literal(1),
  lock: VaultLock,
  nonce: z.base64(),
  sealed: z.base64(),
  tag: z.base64(),
});
export type Vault = z.infer<typeof Vault>;

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const CIPHER = 'aes-256-gcm';

/** Of scrypt, as OWASP asks for it: 128 MB and a part of a second. */
export const PASSPHRASE_COST = 131_072;

/** A lock to be opened by a passphrase. */
export function newPassphraseLock(cost: number): Extract<VaultLock, { type: 'scrypt' }> {
  return { type: 'scrypt', salt: randomBytes(16).toString('base64'), cost, blockSize: 8, parallel: 1 };
}

/** A key that nobody can guess, for a keyring to hold. */
export function newVaultKey(): Buffer {
  return randomBytes(KEY_BYTES);
}

/** The key that a passphrase makes. Equal texts that are typed in different ways give equal keys. */
export function passphraseKey(
  passphrase: string,
  { salt, cost, blockSize, parallel }: Extract<VaultLock, { type: 'scrypt' }>,
): Promise<Buffer> {
  const options = { N: cost, r: blockSize, p: parallel, maxmem: 256 * cost * blockSize };
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFC'), Buffer.from(salt, 'base64'), KEY_BYTES, options, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}

/** Seals keys. The lock is part of what is sealed: it cannot be exchanged for an easier one. */
export function seal(keys: Keys, { lock, key }: { readonly lock: VaultLock; readonly key: Buffer }): Vault {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(boundTo(lock));
  const sealed = Buffer.concat([cipher.update(JSON.stringify(keys), 'utf8'), cipher.final()]);
  return {
    format: 'troupe.keys',
    version: 1,
    lock,
    nonce: nonce.toString('base64'),
    sealed: sealed.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
  };
}

/** The keys in a vault; undefined where this key does not open it, or the file was changed. */
export function unseal({ lock, nonce, sealed, tag }: Vault, key: Buffer): Keys | undefined {
  try {
    const cipher = createDecipheriv(CIPHER, key, Buffer.from(nonce, 'base64'), { authTagLength: 16 });
    cipher.setAAD(boundTo(lock)).setAuthTag(Buffer.from(tag, 'base64'));
    const text = Buffer.concat([cipher.update(Buffer.from(sealed, 'base64')), cipher.final()]).toString('utf8');
    return Keys.parse(JSON.parse(text));
  } catch {
    return undefined; // GCM says no more than that it does not fit
  }
}

function boundTo(lock: VaultLock): Buffer {
  return Buffer.from(JSON.stringify(VaultLock.parse(lock)), 'utf8'); // parsed, so that the fields have one order
}
