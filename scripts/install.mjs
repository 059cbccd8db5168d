import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Runs `npm ci` when node_modules is missing, half-made or older than package-lock.json; else does nothing.
 * @param {string} root the project's folder
 * @throws when npm fails; its own words are already on the terminal
 */
export function ensureInstalled(root) {
  if (isInstalled(root)) return;
  console.log('Installing packages (npm ci); the first time this takes about half a minute.');
  const command = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status, error } = runNpm(root, command);
  if (status !== 0) throw new Error(`npm ci failed${error ? `: ${error.message}` : ''}. Its message stands above.`);
  const stamp = stampFile(root);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, lockHash(root));
}

/** @param {string} root */
export function isInstalled(root) {
  const written = join(root, 'node_modules', '.package-lock.json'); // npm writes it last
  if (!existsSync(written)) return false;
  if (statSync(written).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs) return true;
  // Switching branches touches the lock file without changing it.
  return existsSync(stampFile(root)) && readFileSync(stampFile(root), 'utf8') === lockHash(root);
}

/** @param {string} root */
const stampFile = (root) => join(root, 'node_modules', '.cache', 'troupe', 'installed');

/** @param {string} root */
const lockHash = (root) =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');

/**
 * @param {string} root
 * @param {string[]} command
 */
function runNpm(root, command) {
  const npm = process.env['npm_execpath'];
  /** @type {import('node:child_process').SpawnSyncOptions} */
  const options = { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] };
  if (npm && /npm-cli\.c?js$/.test(npm)) return spawnSync(process.execPath, [npm, ...command], options);
  // On Windows npm is a .cmd file, which only a shell can start; the words are ours, so nothing needs quoting.
  return spawnSync('npm', command, { ...options, shell: process.platform === 'win32' });
}
