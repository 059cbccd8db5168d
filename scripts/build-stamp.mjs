import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What each part of the build is made from. */
const INPUTS = {
  node: ['app', 'main', 'shared', 'vite.node.config.ts', 'package-lock.json'],
  types: ['app/library', 'main', 'shared', 'tsconfig.base.json', 'tsconfig.library.json', 'package-lock.json'],
  renderer: ['renderer', 'shared', 'vite.config.ts', 'package-lock.json'],
};

/** @typedef {keyof typeof INPUTS} Target */

/**
 * Whether a target was built from exactly the sources that are there now (by path, size and time of change).
 * @param {string} root
 * @param {Target} target
 */
export function isFresh(root, target) {
  const file = stampFile(root, target);
  return existsSync(file) && readFileSync(file, 'utf8') === fingerprint(root, target);
}

/**
 * Forgets that a target was built, so that a build broken off half-way is never taken for a whole one.
 * @param {string} root
 * @param {Target} target
 */
export function clearStamp(root, target) {
  rmSync(stampFile(root, target), { force: true });
}

/**
 * @param {string} root
 * @param {Target} target
 * @param {string} value the fingerprint taken before the build began
 */
export function writeStamp(root, target, value) {
  mkdirSync(dirname(stampFile(root, target)), { recursive: true });
  writeFileSync(stampFile(root, target), value);
}

/**
 * @param {string} root
 * @param {Target} target
 */
export function fingerprint(root, target) {
  const hash = createHash('sha256');
  for (const input of INPUTS[target]) addTo(hash, join(root, input));
  return hash.digest('hex');
}

/**
 * @param {string} root
 * @param {Target} target
 */
const stampFile = (root, target) => join(root, 'dist', `.built-${target}`);

/**
 * @param {import('node:crypto').Hash} hash
 * @param {string} path
 */
function addTo(hash, path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined || /\.test\.tsx?$/.test(path)) return;
  if (!stats.isDirectory()) return void hash.update(`${path}\0${stats.size}\0${stats.mtimeMs}\0`);
  for (const name of readdirSync(path).toSorted()) addTo(hash, join(path, name));
}
