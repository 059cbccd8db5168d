import { homedir } from 'node:os';
import path from 'node:path';

/** What decides where Troupe keeps documents and runs. */
export interface DataFolderQuery {
  /** The folder that was asked for on the command line. */
  readonly asked: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly home: string;
}

/** The folder of documents and runs; window, page and terminal use the same one. It need not be there yet. */
export function dataFolder({ asked, env, platform, home }: DataFolderQuery): string {
  const { join, resolve, isAbsolute } = platform === 'win32' ? path.win32 : path.posix;
  const chosen = asked ?? (env['TROUPE_DATA'] || undefined);
  if (chosen !== undefined) return resolve(chosen);
  if (platform === 'win32') return join(env['APPDATA'] || join(home, 'AppData', 'Roaming'), 'Troupe');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Troupe');
  // The specification of these variables says that a relative path counts as none.
  const xdg = env['XDG_DATA_HOME'];
  return join(xdg !== undefined && isAbsolute(xdg) ? xdg : join(home, '.local', 'share'), 'troupe');
}

/** The same, on this machine. */
export function dataFolderHere(asked: string | undefined): string {
  return dataFolder({ asked, env: process.env, platform: process.platform, home: homedir() });
}

/** The one database in a data folder. */
export function databaseFile(folder: string): string {
  return path.join(folder, 'troupe.db');
}

/** Where packs are installed. */
export function packFolder(folder: string): string {
  return path.join(folder, 'packs');
}

/** Where models that were downloaded are kept. */
export function modelFolder(folder: string): string {
  return path.join(folder, 'models');
}
