// npm start: builds what is stale, then opens Troupe: Electron's window where there is one to be had, else the serve host.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { findElectron, hasDisplay } from '../app/cli/electron-binary.ts';
import { buildStale } from './build.mjs';
import { runAttached } from './child.mjs';
import { fetchElectron } from './fetch-electron.mjs';

const USAGE = 'npm start -- [--serve | --electron] [--no-open] [--port N] [--data DIR] [--retry-electron]';
/** A window that ends with an error sooner than this never opened: a shared library or the display is missing. */
const NEVER_OPENED_MS = 8000;

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const options = readOptions();
if (options) process.exitCode = await launch(options);

/** @typedef {NonNullable<ReturnType<typeof readOptions>>} Options */

function readOptions() {
  const flag = /** @type {const} */ ({ type: 'boolean', default: false });
  const text = /** @type {const} */ ({ type: 'string' });
  try {
    return parseArgs({
      options: { serve: flag, electron: flag, 'no-open': flag, 'retry-electron': flag, port: text, data: text },
    }).values;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
    process.exitCode = 2;
    return undefined;
  }
}

/** @param {Options} options */
async function launch(options) {
  try {
    const built = await buildStale();
    if (built.length > 0) console.log(`Built ${built.join(' and ')}.`);
  } catch (error) {
    console.error(`The build failed. ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
  const { binary, reason } = chooseHost(options);
  if (binary === undefined) {
    if (options.electron) return sayWhyNoWindow(reason);
    return serve(options, reason);
  }
  const started = performance.now();
  const code = await openWindow(binary, dataArguments(options));
  if (code === 0 || performance.now() - started > NEVER_OPENED_MS || options.electron) return code;
  return serve(options, `Electron ended at once with status ${code}`);
}

/**
 * @param {Options} options
 * @returns {{ binary?: string, reason: string }} the window's binary, or the reason why there is none
 */
function chooseHost(options) {
  if (options.serve) return { reason: 'as asked' };
  if (!hasDisplay() && !options.electron) return { reason: 'no display for a window' };
  const binary = findElectron(root) ?? fetchElectron(root, { retry: options['retry-electron'] || options.electron });
  return binary === undefined ? { reason: 'Electron is not here' } : { binary, reason: '' };
}

/**
 * @param {string} binary
 * @param {string[]} args
 */
function openWindow(binary, args) {
  const env = { ...process.env };
  delete env['ELECTRON_RUN_AS_NODE']; // set inside editors built on Electron; with it no window would open
  return runAttached(binary, [root, ...args], { cwd: root, env });
}

/** @param {string} reason */
function sayWhyNoWindow(reason) {
  console.error(`No desktop window: ${reason}. "npm start -- --serve" opens Troupe in the browser.`);
  return 1;
}

/**
 * @param {Options} options
 * @param {string} reason why not the window
 */
async function serve(options, reason) {
  // The serve host ends this line with the address.
  process.stdout.write(`In the browser (${reason}): `);
  const port = options.port === undefined ? [] : ['--port', options.port];
  const open = options['no-open'] ? ['--no-open'] : [];
  const command = [join(root, 'dist', 'cli.js'), 'serve', ...port, ...open, ...dataArguments(options)];
  return runAttached(process.execPath, command, { cwd: root });
}

/** @param {Options} options */
function dataArguments(options) {
  return options.data === undefined ? [] : ['--data', options.data];
}
