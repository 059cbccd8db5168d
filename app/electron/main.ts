// Entry of Electron's main process.
import { startDesktop } from './desktop.ts';

// Started on a folder (npm start) Electron stands first and the folder second; a packed application has no folder.
const args = process.argv.slice(process.defaultApp ? 2 : 1);
await startDesktop({ args, workingFolder: process.cwd() });
