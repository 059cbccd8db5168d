// Runs a script of the project on a Node that can (22.18 or newer), installing packages first if they are missing.
// Itself it needs only Node 20 and nothing from node_modules.
//   node scripts/on-node.mjs bench/run.ts --json
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runAttached } from './child.mjs';
import { ensureInstalled } from './install.mjs';
import { findNode, missingNodeMessage } from './node-binary.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * Runs a script as a child with our own standard streams and ends with its exit status.
 * @param {string} script path from the project's folder
 * @param {string[]} args
 */
export async function runOnNode(script, args) {
  const node = prepare();
  if (node === undefined) return;
  const path = [join(root, 'node_modules', '.bin'), dirname(node), process.env['PATH']].join(delimiter);
  process.exitCode = await runAttached(node, [join(root, script), ...args], {
    cwd: root,
    env: { ...process.env, PATH: path },
  });
}

function prepare() {
  if (Number(process.versions.node.split('.')[0]) < 20) return fail(missingNodeMessage());
  try {
    ensureInstalled(root);
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
  return findNode(root) ?? fail(missingNodeMessage());
}

/**
 * @param {string} message
 * @returns {undefined}
 */
function fail(message) {
  console.error(message);
  process.exitCode = 1;
}

const [, self, script, ...args] = process.argv;
if (self === fileURLToPath(import.meta.url) && script) await runOnNode(script, args);
