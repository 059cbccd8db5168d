// node scripts/on-node.mjs scripts/pin-pack.mjs NAME: writes resources/packs/NAME/lock.json anew from its
// package.json. Needed only when the version of a pack is raised.
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', 'resources', 'packs', process.argv[2] ?? '');
const npm = ['install', '--prefix', folder, '--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund'];
const { status } = spawnSync('npm', npm, { cwd: folder, stdio: 'inherit', shell: process.platform === 'win32' });
if (status !== 0) process.exit(1);
const file = join(folder, 'package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8'));
const { leaveOut } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).pack;

/** @type {Record<string, { optionalDependencies?: Record<string, string>, peerDependencies?: Record<string, string>, cpu?: string[], resolved?: string }>} */
const packages = lock.packages;
for (const [path, entry] of Object.entries(packages)) {
  // npm takes the lock file's word for what a package needs and where it runs: what is left out here is never fetched.
  if (leaveOut !== undefined && new RegExp(leaveOut).test(path)) delete packages[path];
  for (const wanted of [entry.optionalDependencies ?? {}, entry.peerDependencies ?? {}]) {
    for (const name of Object.keys(wanted)) {
      if (leaveOut !== undefined && new RegExp(leaveOut).test(name)) delete wanted[name];
    }
  }
  // Some builds say that they are for a second processor too, for cross-compiling; each machine needs only its own.
  const own = entry.cpu?.filter((cpu) => path.includes(cpu)) ?? [];
  if (own.length > 0) entry.cpu = own;
  delete entry.resolved; // the registry is the one that npm is set up for
}
writeFileSync(join(folder, 'lock.json'), `${JSON.stringify(lock, null, 2)}\n`);
rmSync(file);
