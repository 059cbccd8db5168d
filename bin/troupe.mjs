#!/usr/bin/env node
// The command `troupe` of a checkout. It moves to a Node that can run Troupe, builds what is stale, and hands over.
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { runAttached } from '../scripts/child.mjs';
import { findNode, isNewEnough, missingNodeMessage } from '../scripts/node-binary.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

if (isNewEnough(process.version)) await runHere();
else process.exitCode = await runOnNewerNode();

async function runHere() {
  const { isFresh } = await import('../scripts/build-stamp.mjs');
  const hasPage = ['serve', undefined].includes(process.argv[2]);
  const targets = /** @type {const} */ (['node', 'renderer']).filter((target) => target === 'node' || hasPage);
  if (targets.some((target) => !isFresh(root, target))) {
    console.error('Building Troupe…');
    const { buildStale } = await import('../scripts/build.mjs');
    await buildStale({ targets });
  }
  await import(pathToFileURL(join(root, 'dist', 'cli.js')).href);
}

async function runOnNewerNode() {
  const node = findNode(root);
  if (node !== undefined) return runAttached(node, process.argv.slice(1));
  console.error(missingNodeMessage());
  return 1;
}
