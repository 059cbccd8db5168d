// The Python environment in which the real AutoGen runs. Needs only Node 20 and nothing from node_modules.
//   node e2e/interop/venv.mjs     makes it, and prints the path of its Python
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const folder = join(here, '..', '..', 'node_modules', '.cache', 'troupe', 'interop-venv');
const python = process.platform === 'win32' ? join(folder, 'Scripts', 'python.exe') : join(folder, 'bin', 'python');
const requirements = join(here, 'requirements.txt');
/** Written when all is installed: what is there, to be compared with what is wanted. */
const stamp = join(folder, 'installed.txt');

/**
 * Makes the environment where it is missing or its pins have changed.
 * @returns {string} path of its Python
 * @throws {Error} with the reason, where there is no Python or the package index cannot be reached
 */
export function ensureVenv() {
  const wanted = readFileSync(requirements, 'utf8');
  if (existsSync(python) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return python;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true });
  makeVenv(findPython());
  console.error(
    `Installing ${wanted.trim().split('\n').join(' and ')} for the comparison; this takes about half a minute.`,
  );
  const quietly = ['--quiet', '--disable-pip-version-check', '--retries', '2', '--timeout', '20'];
  const { status, stderr } = run(python, ['-m', 'pip', 'install', ...quietly, '--requirement', requirements]);
  if (status !== 0) throw new Error(`pip could not install AutoGen from the package index:\n${lastLines(stderr)}`);
  writeFileSync(stamp, wanted);
  return python;
}

function findPython() {
  const found = knownPython();
  if (found !== undefined) return found;
  installFromDebian('there is no python3 (3.10 or newer) here');
  const installed = knownPython();
  if (installed === undefined) throw new Error('The system still has no python3 of version 3.10 or newer.');
  return installed;
}

function knownPython() {
  return ['python3', 'python'].find(
    (name) => run(name, ['-c', 'import sys; sys.exit(sys.version_info < (3, 10))']).status === 0,
  );
}

/** @param {string} system a Python of the system */
function makeVenv(system) {
  const first = run(system, ['-m', 'venv', folder]);
  if (first.status === 0) return;
  // Debian has Python without what makes environments.
  const reason = lastLines(`${first.stdout}\n${first.stderr}`);
  installFromDebian(`python3 cannot make an environment: ${reason}`);
  rmSync(folder, { recursive: true, force: true });
  const second = run(system, ['-m', 'venv', folder]);
  if (second.status !== 0) throw new Error(`python3 still cannot make an environment:\n${lastLines(second.stderr)}`);
}

/** @param {string} reason */
function installFromDebian(reason) {
  const command = 'apt-get install python3-venv';
  const isRoot = process.getuid?.() === 0 && run('apt-get', ['--version']).status === 0;
  if (!isRoot) throw new Error(`${reason}. On Debian or Ubuntu: ${command}`);
  console.error(`${reason}. Running "${command}".`);
  run('apt-get', ['update', '--quiet']);
  const { status, stderr } = run('apt-get', ['install', '--yes', '--quiet', '--no-install-recommends', 'python3-venv']);
  if (status !== 0) throw new Error(`"${command}" failed:\n${lastLines(stderr)}`);
}

/**
 * @param {string} binary
 * @param {readonly string[]} args
 */
function run(binary, args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status, stdout, stderr, error } = spawnSync(binary, args, { encoding: 'utf8', env });
  return { status, stdout: stdout ?? '', stderr: stderr || (error?.message ?? '') };
}

/** @param {string} text */
function lastLines(text) {
  return text.trim().split('\n').slice(-6).join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    console.log(ensureVenv());
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
