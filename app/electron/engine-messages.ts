import type { Keys } from '../../main/secrets/vault-file.ts';
import type { DocumentId } from '../../shared/ids.ts';

/** What the window's process tells the engine's process. A `client` comes with the port of a page. */
export type ToEngine =
  | {
      readonly type: 'open';
      readonly dataFolder: string;
      /**
       * Keys that the system's keychain keeps, decrypted; null where they are kept by a passphrase instead. They pass by
       * message: arguments and environment can be read by others.
       */
      readonly secrets: Keys | null;
      readonly notices: readonly string[];
    }
  | { readonly type: 'client' }
  | { readonly type: 'import'; readonly file: string }
  /** A process of local models is there; its port comes with this. */
  | { readonly type: 'worker'; readonly worker: number }
  | { readonly type: 'worker-exit'; readonly worker: number; readonly code: number }
  | { readonly type: 'close' };

/** What the engine's process tells the window's process. */
export type FromEngine =
  | { readonly type: 'failed'; readonly message: string }
  | { readonly type: 'keep-secrets'; readonly secrets: Keys }
  | { readonly type: 'start-worker' | 'end-worker'; readonly worker: number }
  | { readonly type: 'imported'; readonly document: DocumentId }
  | { readonly type: 'import-failed'; readonly file: string; readonly message: string };
