// Entry of the engine's process. Electron gives such a process a port to the one that owns the window.
import { knownSecrets } from '../engine/known-secrets.ts';
import { hostEngine } from './engine-host.ts';

// It dies as it would by itself, and its last words are without a key.
process.on('uncaughtException', (error) => {
  process.stderr.write(`${knownSecrets.text(error.stack ?? String(error))}\n`, () => process.exit(1));
});

hostEngine({ parent: process.parentPort, exit: () => process.exit(0) });
