import { assertNever } from '../../shared/assert-never.ts';
import type { KeyKeeping } from '../../shared/rpc/keys-contract.ts';

/** How keys are kept, for a person. */
export function keepingWords(keeping: KeyKeeping): string {
  switch (keeping.type) {
    case 'keyring':
      return 'Keys are kept encrypted; the keyring of this system opens them.';
    case 'passphrase':
      return keeping.isLocked
        ? 'The kept keys are locked: their passphrase was not given.'
        : 'Keys are kept encrypted with a passphrase.';
    case 'memory':
      return 'No key is kept yet. This system has no keyring: the first key asks for a passphrase.';
    case 'unreadable':
      return `The kept keys cannot be opened. ${keeping.reason}`;
    default:
      return assertNever(keeping);
  }
}
