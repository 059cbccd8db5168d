import { oc } from '@orpc/contract';
import * as z from 'zod';

/** Where kept keys are on this machine, and whether they can be used now. */
export const KeyKeeping = z.discriminatedUnion('type', [
  /** Encrypted; what opens them lies in the keyring of the system. */
  z.object({ type: z.literal('keyring') }),
  /** Encrypted with a passphrase, which is asked for once a start. */
  z.object({ type: z.literal('passphrase'), isLocked: z.boolean() }),
  /** Until Troupe closes: there is no keyring, and nobody has chosen a passphrase. */
  z.object({ type: z.literal('memory') }),
  /** There is a file of keys that cannot be opened here. What is entered lasts until Troupe closes. */
  z.object({ type: z.literal('unreadable'), reason: z.string() }),
]);
export type KeyKeeping = z.infer<typeof KeyKeeping>;

/** A key as it is shown: never more of it than its end. */
export const KeyLine = z.object({
  name: z.string(),
  /** Its last four characters; empty where the key is so short that they would tell too much. */
  ending: z.string(),
  /** Addresses that it may go to, beside the hosts of the provider that it is named after. */
  baseUrls: z.array(z.string()),
  /** The variable that holds it, which comes before a kept key of the same name; null for a kept key. */
  variable: z.string().nullable(),
});
export type KeyLine = z.infer<typeof KeyLine>;

/** What a kept key may be called. Documents name it as `secret:NAME`. */
export const KeyName = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'A name has letters, digits, dots, dashes and underscores, at most 64.');

const SHORTEST_PASSPHRASE = 8;
const passphrase = z.string().max(1000);

/** An address that a key may be sent to. */
export const KeyUrl = z
  .url({ protocol: /^https?$/, error: 'An address begins with http:// or https://.' })
  .refine((url) => URL.parse(url)?.username === '', 'An address must not hold a name or password.');

const notFound = { NOT_FOUND: { message: 'There is no kept key of this name.' } } as const;
const locked = { LOCKED: { message: 'The kept keys are locked. Enter the passphrase first.' } } as const;
const notKept = { NOT_KEPT: { message: 'The key counts until Troupe closes, but could not be written.' } } as const;

export const keysContract = {
  list: oc.output(z.object({ keys: z.array(KeyLine), keeping: KeyKeeping })),
  /** Keeps a new key, or replaces the one of this name. Without `key` only its addresses change. A key is never sent back. */
  set: oc
    .input(z.object({ name: KeyName, key: z.string().trim().min(1).max(10_000).optional(), baseUrls: z.array(KeyUrl) }))
    .output(z.void())
    .errors({ ...notFound, ...locked, ...notKept }),
  rename: oc
    .input(z.object({ name: KeyName, to: KeyName }))
    .output(z.void())
    .errors({ ...notFound, ...locked, ...notKept, TAKEN: { message: 'Another key has this name.' } }),
  remove: oc
    .input(z.object({ name: z.string() }))
    .output(z.void())
    .errors({ ...notFound, ...locked, ...notKept }),
  /** Opens the kept keys. */
  unlock: oc
    .input(z.object({ passphrase }))
    .output(z.void())
    .errors({ WRONG_PASSPHRASE: { message: 'This passphrase does not open the kept keys.' } }),
  /** Keeps the keys of this start, and all that follow, encrypted with a passphrase. */
  protect: oc
    .input(z.object({ passphrase: passphrase.min(SHORTEST_PASSPHRASE, 'A passphrase has at least 8 characters.') }))
    .output(z.void())
    .errors(notKept),
  /** Puts a file of keys that nobody can open aside, and begins anew. */
  startOver: oc.output(z.object({ movedTo: z.string() })),
};
