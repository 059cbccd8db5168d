// npm run build: the page (dist/renderer), what runs on Node and Electron (dist/cli.js, dist/electron, dist/library), and the
// types of the library (dist/types).
// Without --force only what is older than its sources is built.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { clearStamp, fingerprint, isFresh, writeStamp } from './build-stamp.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const BUILDERS = { node: buildNode, renderer: buildPage, types: buildTypes };

/**
 * Builds the targets that are stale (all of those named with `force`). Only programs need the types.
 * @param {{ force?: boolean, targets?: import('./build-stamp.mjs').Target[] }} [options]
 * @returns {Promise<string[]>} what was built
 */
export async function buildStale({ force = false, targets = ['node', 'renderer'] } = {}) {
  const stale = targets.filter((target) => force || !isFresh(root, target));
  for (const target of stale) {
    const before = fingerprint(root, target);
    clearStamp(root, target);
    await BUILDERS[target]();
    writeStamp(root, target, before);
  }
  return stale;
}

async function buildPage() {
  const { build } = await import('vite');
  await build({ root: join(root, 'renderer'), configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
}

async function buildNode() {
  const { build } = await import('vite');
  for (const old of ['cli.js', 'llama-worker.js', 'pdf-worker.js', 'electron', 'library', 'chunks'])
    rmSync(join(root, 'dist', old), { recursive: true, force: true });
  for (const mode of ['node', 'library', 'preload']) {
    await build({ root, configFile: join(root, 'vite.node.config.ts'), mode, logLevel: 'warn' });
  }
}

/** The types of what a program imports as `troupe/core` and so on. */
async function buildTypes() {
  rmSync(join(root, 'dist', 'types'), { recursive: true, force: true });
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const { status, stdout } = spawnSync(process.execPath, [compiler, '-p', join(root, 'tsconfig.library.json')], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The types of the library cannot be made:\n${stdout}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const started = performance.now();
  try {
    const targets = /** @type {const} */ (['node', 'renderer', 'types']);
    const built = await buildStale({ force: process.argv.includes('--force'), targets: [...targets] });
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(built.length > 0 ? `Built ${built.join(' and ')} in ${seconds} s.` : 'The build is up to date.');
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
