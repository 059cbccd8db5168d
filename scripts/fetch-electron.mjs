import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findElectron } from '../app/cli/electron-binary.ts';

const DOWNLOAD_LIMIT_MS = 180_000;

/**
 * Tries to download Electron, once per version: a failure is remembered until `retry`.
 * @param {string} root the project's folder
 * @param {{ retry: boolean }} options
 * @returns {string | undefined} the binary; undefined when it could not be had
 */
export function fetchElectron(root, { retry }) {
  const folder = join(root, 'node_modules', 'electron');
  if (!existsSync(folder)) return undefined;
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const remembered = join(root, 'node_modules', '.cache', 'troupe', 'electron-download-failed');
  if (!retry && existsSync(remembered) && readFileSync(remembered, 'utf8') === version) return undefined;
  console.log(`Fetching Electron ${version} for the desktop window (at most 3 minutes)…`);
  spawnSync(process.execPath, [join(folder, 'install.js')], { stdio: 'ignore', timeout: DOWNLOAD_LIMIT_MS });
  const binary = findElectron(root);
  if (binary === undefined) {
    mkdirSync(dirname(remembered), { recursive: true });
    writeFileSync(remembered, version);
    console.log('It could not be fetched. "npm start -- --retry-electron" tries again.');
  }
  return binary;
}
