import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Electron's binary in a checkout; undefined when it was never downloaded, or is of another version. It is looked up as a
 * file, because importing 'electron' from plain Node begins to download it.
 */
export function findElectron(root: string): string | undefined {
  const folder = join(root, 'node_modules', 'electron');
  const dist = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(folder, 'dist');
  const binary = join(dist, BINARIES[process.platform] ?? 'electron');
  if (!existsSync(binary)) return undefined;
  return process.env['ELECTRON_OVERRIDE_DIST_PATH'] || isRightVersion(folder) ? binary : undefined;
}

const BINARIES: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
};

function isRightVersion(folder: string): boolean {
  const version = join(folder, 'dist', 'version');
  if (!existsSync(version)) return false;
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  return readFileSync(version, 'utf8').trim().replace(/^v/, '') === manifest.version;
}

/** True where a window can be shown. */
export function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}
