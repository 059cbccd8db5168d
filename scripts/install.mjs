import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Runs `npm ci` when node_modules is missing, half-made or not what package-lock.json says; else does nothing.
 * @param {string} root the project's folder
 * @throws when npm fails; its own words are already on the terminal
 */
export function ensureInstalled(root) {
  if (isInstalled(root)) return;
  const folder = join(root, 'node_modules');
  if (lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink()) {
    // npm ci would empty the folder at the other end, which somebody else is using.
    throw new Error(
      `${folder} is a link, and what it leads to is not what package-lock.json asks for. Run npm ci there.`,
    );
  }
  console.log('Installing packages (npm ci); the first time this takes about half a minute.');
  const command = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status, error } = runNpm(root, command);
  if (status !== 0) throw new Error(`npm ci failed${error ? `: ${error.message}` : ''}. Its message stands above.`);
}

/**
 * Whether every package of package-lock.json is installed in its version. Optional ones may be missing: they are for
 * other platforms.
 * @param {string} root
 */
export function isInstalled(root) {
  const record = join(root, 'node_modules', '.package-lock.json'); // npm writes it when all else is done
  if (!existsSync(record)) return false;
  const wanted = readPackages(join(root, 'package-lock.json'));
  const installed = readPackages(record);
  return Object.entries(wanted).every(([path, { version, optional, devOptional, peer }]) => {
    if (path === '') return true; // the project itself
    const found = installed[path];
    return found === undefined ? optional === true || devOptional === true || peer === true : found.version === version;
  });
}

/**
 * @typedef {{ version?: string, optional?: boolean, devOptional?: boolean, peer?: boolean }} LockedPackage
 * @param {string} file a package-lock.json
 * @returns {Record<string, LockedPackage>} by path
 */
function readPackages(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
}

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
