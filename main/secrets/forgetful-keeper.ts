import type { SecretKeeper } from './secret-store.ts';

/** Keeps nothing: keys last as long as their process. */
export const forgetfulKeeper: SecretKeeper = {
  keeping: () => Promise.resolve({ type: 'memory' }),
  changes: () => undefined,
  save: () => Promise.resolve(),
};
