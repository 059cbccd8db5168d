import type { DocumentId } from '../../shared/ids.ts';

/** What the window's process tells the engine's process. A `client` comes with the port of a page. */
export type ToEngine =
  | {
      readonly type: 'open';
      readonly dataFolder: string;
      /** Stored keys by provider, decrypted. They pass by message: arguments and environment can be read by others. */
      readonly keys: Readonly<Record<string, string>>;
      readonly notices: readonly string[];
    }
  | { readonly type: 'client' }
  | { readonly type: 'import'; readonly file: string }
  | { readonly type: 'close' };

/** What the engine's process tells the window's process. */
export type FromEngine =
  | { readonly type: 'failed'; readonly message: string }
  | { readonly type: 'store-key'; readonly provider: string; readonly key: string }
  | { readonly type: 'imported'; readonly document: DocumentId }
  | { readonly type: 'import-failed'; readonly file: string; readonly message: string };
