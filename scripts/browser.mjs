import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

const LINUX_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const DOWNLOAD_LIMIT_MS = 300_000;

/**
 * Finds a Chromium or Chrome for the journeys: $CHROMIUM, then one of the system, then Playwright's own download.
 * @returns {string | undefined}
 * @throws when $CHROMIUM names a file that is not there
 */
export function findBrowser() {
  const chosen = process.env['CHROMIUM'];
  if (chosen) {
    if (!existsSync(chosen)) throw new Error(`CHROMIUM is "${chosen}", but there is no such file.`);
    return chosen;
  }
  return systemBrowsers().find((path) => existsSync(path)) ?? downloadedBrowser();
}

/** Chromium refuses its sandbox to root, and a machine without a graphics card needs none of its GPU process. */
export function browserArguments() {
  return [...(isRoot() ? ['--no-sandbox'] : []), '--disable-gpu'];
}

/**
 * Finds a browser or gets one: Playwright's download, or Debian's package when root. Says what it does.
 * @param {string} root the project's folder
 * @returns {string | undefined} undefined when there is none to be had; `missingBrowserMessage` says what to do
 */
export function ensureBrowser(root) {
  return findBrowser() ?? installFromPlaywright(root) ?? installFromDebian();
}

export function missingBrowserMessage() {
  return (
    'The journeys need a Chromium or Chrome, and none was found or could be installed. Please do one of these:\n' +
    '  Debian, Ubuntu   sudo apt-get install chromium fonts-dejavu-core\n' +
    '  anywhere         npx playwright install chromium   (on Linux also: npx playwright install-deps chromium)\n' +
    '  anywhere         CHROMIUM=/path/to/chrome npm test'
  );
}

function systemBrowsers() {
  if (process.platform === 'darwin') {
    const apps = ['/Applications', join(homedir(), 'Applications')];
    const names = ['Google Chrome', 'Chromium'];
    return apps.flatMap((folder) => names.map((name) => join(folder, `${name}.app`, 'Contents', 'MacOS', name)));
  }
  if (process.platform === 'win32') {
    const folders = [process.env['PROGRAMFILES'], process.env['PROGRAMFILES(X86)'], process.env['LOCALAPPDATA']];
    const products = ['Google\\Chrome', 'Chromium'];
    return folders.flatMap((folder) =>
      folder ? products.map((product) => join(folder, product, 'Application', 'chrome.exe')) : [],
    );
  }
  const folders = [...new Set(['/usr/bin', '/usr/local/bin', ...(process.env['PATH'] ?? '').split(delimiter)])];
  return LINUX_NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
}

function downloadedBrowser() {
  try {
    const { chromium } = createRequire(import.meta.url)('@playwright/test');
    const path = chromium.executablePath();
    return existsSync(path) ? path : undefined;
  } catch {
    return undefined; // Playwright does not know this platform, so it has no download for it either
  }
}

/** @param {string} root */
function installFromPlaywright(root) {
  console.log('No Chromium or Chrome found. Trying Playwright’s own (npx playwright install chromium)…');
  const command = [join(root, 'node_modules', '@playwright', 'test', 'cli.js'), 'install', 'chromium'];
  const { status } = spawnSync(process.execPath, command, { stdio: 'ignore', timeout: DOWNLOAD_LIMIT_MS });
  if (status !== 0) console.log('It could not be downloaded.');
  return downloadedBrowser();
}

function installFromDebian() {
  if (process.platform !== 'linux' || !isRoot() || !existsSync('/usr/bin/apt-get')) return undefined;
  console.log('Installing Debian’s package: apt-get install --no-install-recommends chromium fonts-dejavu-core');
  /** @type {import('node:child_process').SpawnSyncOptions} */
  const options = {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  spawnSync('apt-get', ['update', '-qq'], options);
  const packages = ['chromium', 'fonts-dejavu-core'];
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], options);
  return systemBrowsers().find((path) => existsSync(path));
}

function isRoot() {
  return process.getuid?.() === 0;
}
