import { spawn } from 'node:child_process';

/**
 * Runs a command with our own standard streams, passes signals on, and waits for its end.
 * @param {string} binary
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<number>} its exit status: 127 when it did not start, 130 when it was interrupted
 */
export function runAttached(binary, args, options = {}) {
  const child = spawn(binary, args, { ...options, stdio: 'inherit' });
  const pass = /** @param {NodeJS.Signals} signal */ (signal) => void child.kill(signal);
  // A terminal sends its Ctrl-C to the child as well; passing it on would count twice.
  const interrupted = process.stdin.isTTY ? () => {} : pass;
  process.on('SIGTERM', pass).on('SIGHUP', pass).on('SIGINT', interrupted);
  const watch = watchParent(() => child.kill('SIGTERM'));
  return new Promise((resolve) => {
    const settle = /** @param {number} code */ (code) => {
      clearInterval(watch);
      process.off('SIGTERM', pass).off('SIGHUP', pass).off('SIGINT', interrupted);
      resolve(code);
    };
    child.on('error', (error) => {
      console.error(`${binary} did not start: ${error.message}`);
      settle(127);
    });
    child.on('exit', (code, signal) => settle(code ?? (signal === 'SIGINT' ? 130 : 1)));
  });
}

/**
 * npm starts scripts through a shell, which dies of a signal without passing it on; the program would stay behind.
 * Looks every second whether that shell is still there. Without npm nothing is watched: `nohup node …` is to survive.
 * @param {() => void} onGone
 */
function watchParent(onGone) {
  const parent = process.ppid;
  if (process.env['npm_lifecycle_event'] === undefined) return undefined;
  return setInterval(() => {
    if (process.ppid !== parent) onGone();
  }, 1000).unref();
}
