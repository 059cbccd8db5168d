// Entry of Electron's main process.
import { failureText } from '../../shared/failure.ts';
import { startDesktop } from './desktop.ts';

// Started on a folder (npm start) Electron stands first and the folder second; a packed application has no folder.
const args = process.argv.slice(process.defaultApp ? 2 : 1);
startDesktop({ args, workingFolder: process.cwd() }).catch((error: unknown) => {
  process.stderr.write(`Troupe cannot start: ${failureText(error)}\n`);
  process.exit(1);
});
