// Entry of the engine's process. Electron gives such a process a port to the one that owns the window.
import { hostEngine } from './engine-host.ts';

hostEngine({ parent: process.parentPort, exit: () => process.exit(0) });
