// npm run build: the page (dist/renderer) and what runs on Node and Electron (dist/cli.js, dist/electron).
// Without --force only what is older than its sources is built.
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { clearStamp, fingerprint, isFresh, writeStamp } from './build-stamp.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * Builds the targets that are stale (all of them with `force`).
 * @param {{ force?: boolean, targets?: import('./build-stamp.mjs').Target[] }} [options]
 * @returns {Promise<string[]>} what was built
 */
export async function buildStale({ force = false, targets = ['node', 'renderer'] } = {}) {
  const stale = targets.filter((target) => force || !isFresh(root, target));
  for (const target of stale) {
    const before = fingerprint(root, target);
    clearStamp(root, target);
    await (target === 'node' ? buildNode() : buildPage());
    writeStamp(root, target, before);
  }
  return stale;
}

async function buildPage() {
  const { build } = await import('vite');
  await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
}

async function buildNode() {
  const { build } = await import('vite');
  for (const old of ['cli.js', 'electron', 'chunks']) rmSync(join(root, 'dist', old), { recursive: true, force: true });
  for (const mode of ['node', 'preload']) {
    await build({ configFile: join(root, 'vite.node.config.ts'), mode, logLevel: 'warn' });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const started = performance.now();
  try {
    const built = await buildStale({ force: process.argv.includes('--force') });
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(built.length > 0 ? `Built ${built.join(' and ')} in ${seconds} s.` : 'The build is up to date.');
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
