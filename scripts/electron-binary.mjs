import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const DOWNLOAD_LIMIT_MS = 180_000;

/**
 * Finds Electron's binary without ever importing 'electron' (importing it from plain Node starts a download).
 * @param {string} root the project's folder
 * @returns {string | undefined} undefined when it was never downloaded, or is of another version
 */
export function findElectron(root) {
  const folder = join(root, 'node_modules', 'electron');
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  const names = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };
  const name = names[/** @type {keyof typeof names} */ (process.platform)] ?? 'electron';
  const binary = join(override || join(folder, 'dist'), name);
  if (!existsSync(binary)) return undefined;
  if (override) return binary;
  return read(join(folder, 'dist', 'version'))?.replace(/^v/, '') === wantedVersion(root) ? binary : undefined;
}

/**
 * Tries to download Electron, once per version: a failure is remembered until `retry`.
 * @param {string} root
 * @param {{ retry: boolean }} options
 * @returns {string | undefined} the binary; undefined when it could not be had
 */
export function fetchElectron(root, { retry }) {
  const version = wantedVersion(root);
  const remembered = join(root, 'node_modules', '.cache', 'troupe', 'electron-download-failed');
  if (version === undefined || (!retry && read(remembered) === version)) return undefined;
  console.log(`Fetching Electron ${version} for the desktop window (at most 3 minutes)…`);
  const installer = join(root, 'node_modules', 'electron', 'install.js');
  spawnSync(process.execPath, [installer], { stdio: 'ignore', timeout: DOWNLOAD_LIMIT_MS });
  const binary = findElectron(root);
  if (binary === undefined) {
    mkdirSync(dirname(remembered), { recursive: true });
    writeFileSync(remembered, version);
    console.log('It could not be fetched. "npm start -- --retry-electron" tries again.');
  }
  return binary;
}

/** @param {string} root */
function wantedVersion(root) {
  const manifest = read(join(root, 'node_modules', 'electron', 'package.json'));
  return manifest === undefined ? undefined : String(JSON.parse(manifest).version);
}

/** @param {string} file */
function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
}
