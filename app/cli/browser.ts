import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface BrowserQuery {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The program that shows an address in the user's browser; undefined where there is none, or nothing to show it on. */
export function findBrowser({ platform, env }: BrowserQuery): readonly [string, ...string[]] | undefined {
  if (platform === 'darwin') return ['open'];
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler'];
  if (!env['DISPLAY'] && !env['WAYLAND_DISPLAY']) return undefined;
  const folders = (env['PATH'] ?? '').split(delimiter);
  const program = folders.map((folder) => join(folder, 'xdg-open')).find((file) => existsSync(file));
  return program === undefined ? undefined : [program];
}

/** Opens the address in the browser and does not wait for it. Where that fails the user has the address to open. */
export function openBrowser(url: string): void {
  const command = findBrowser({ platform: process.platform, env: process.env });
  if (command === undefined) return;
  const [program, ...args] = command;
  // No shell stands between, so nothing in the address has a meaning to one.
  const child = spawn(program, [...args, url], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
