import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const here = join(import.meta.dirname, '..');
let root: string;

/** A project that is built and whose terminal program only says what it was asked. */
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'start-'));
  for (const path of ['scripts', 'app/cli/electron-binary.ts'])
    cpSync(join(here, path), join(root, path), { recursive: true });
  mkdirSync(join(root, 'dist'));
  writeFileSync(join(root, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(root, 'dist', 'cli.js'), "console.log('troupe', ...process.argv.slice(2));");
  const { fingerprint, writeStamp } = await import('../scripts/build-stamp.mjs');
  for (const target of ['node', 'renderer'] as const) writeStamp(root, target, fingerprint(root, target));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

interface Surroundings {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** What `npm start` prints, and its exit status, on a machine with a display only when `env` says so. */
function start({ args = [], env = {} }: Surroundings): { status: number | null; lines: string[] } {
  const command = [join(root, 'scripts', 'launch.mjs'), ...args];
  const plain = { ...process.env };
  for (const name of ['DISPLAY', 'WAYLAND_DISPLAY', 'ELECTRON_OVERRIDE_DIST_PATH']) delete plain[name];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    encoding: 'utf8',
    env: { ...plain, ...env },
  });
  return { status, lines: `${stdout}${stderr}`.trim().split('\n') };
}

/** Puts a program in the place of Electron. */
function installElectron(program: string): Readonly<Record<string, string>> {
  const folder = join(root, 'electron');
  mkdirSync(folder);
  writeFileSync(join(folder, 'electron'), `#!/bin/sh\n${program}\n`);
  chmodSync(join(folder, 'electron'), 0o755);
  return { ELECTRON_OVERRIDE_DIST_PATH: folder, DISPLAY: ':0' };
}

describe('npm start', () => {
  beforeEach(({ skip }) => skip(process.platform !== 'linux', 'Electron is played by a shell script of Linux'));

  it('serves in the browser where there is no display, and says so in one line', () => {
    expect(start({})).toEqual({ status: 0, lines: ['In the browser (no display for a window): troupe serve'] });
  });

  it('hands its options to the serve host', () => {
    const args = ['--serve', '--no-open', '--port', '0', '--data', '/tmp/data'];
    const lines = ['In the browser (as asked): troupe serve --port 0 --no-open --data /tmp/data'];
    expect(start({ args })).toEqual({ status: 0, lines });
  });

  it('opens the window where Electron is there', () => {
    const env = installElectron('echo window "$2" "$3"');
    expect(start({ args: ['--data', '/tmp/data'], env })).toEqual({ status: 0, lines: ['window --data /tmp/data'] });
  });

  it('serves in the browser when Electron dies at once, and says why', () => {
    const env = installElectron('exit 127');
    const lines = ['In the browser (Electron ended at once with status 127): troupe serve'];
    expect(start({ env })).toEqual({ status: 0, lines });
  });

  it('tries to fetch Electron once per version', () => {
    const electron = join(root, 'node_modules', 'electron');
    mkdirSync(electron, { recursive: true });
    writeFileSync(join(electron, 'package.json'), '{ "version": "45.0.0" }');
    writeFileSync(join(electron, 'install.js'), 'process.exit(1)');
    const served = 'In the browser (Electron is not here): troupe serve';
    const fetching = 'Fetching Electron 45.0.0 for the desktop window (at most 3 minutes)…';
    const failed = 'It could not be fetched. "npm start -- --retry-electron" tries again.';
    const env = { DISPLAY: ':0' };
    expect(start({ env }).lines).toEqual([fetching, failed, served]);
    expect(start({ env }).lines).toEqual([served]);
    expect(start({ env, args: ['--retry-electron'] }).lines).toEqual([fetching, failed, served]);
  });

  it('opens the window after fetching Electron', () => {
    const electron = join(root, 'node_modules', 'electron');
    mkdirSync(electron, { recursive: true });
    writeFileSync(join(electron, 'package.json'), '{ "version": "45.0.0" }');
    const install = `
      const { mkdirSync, writeFileSync } = require('node:fs');
      mkdirSync(__dirname + '/dist');
      writeFileSync(__dirname + '/dist/version', 'v45.0.0');
      writeFileSync(__dirname + '/dist/electron', '#!/bin/sh\\necho window\\n', { mode: 0o755 });`;
    writeFileSync(join(electron, 'install.js'), install);
    writeFileSync(join(electron, 'package.json'), '{ "version": "45.0.0", "type": "commonjs" }');
    expect(start({ env: { DISPLAY: ':0' } }).lines.at(-1)).toBe('window');
  });

  it('refuses an option it does not know', () => {
    expect(start({ args: ['--colour'] }).status).toBe(2);
  });

  it.each([
    ['it is stopped itself', 'exec'],
    ['the shell is stopped in which npm started it', ''],
  ])('stops the serve host when %s', async (_when, exec) => {
    const host = `
      process.on('SIGTERM', () => { console.log('closed'); process.exit(0); });
      setInterval(String, 1000);
      console.log('up');`;
    writeFileSync(join(root, 'dist', 'cli.js'), host);
    const command = `${exec} "${process.execPath}" "${join(root, 'scripts', 'launch.mjs')}" --serve; true`;
    const shell = spawn('sh', ['-c', command], { env: { ...process.env, npm_lifecycle_event: 'start' } });
    let printed = '';
    for await (const chunk of shell.stdout) {
      printed += String(chunk);
      if (printed.includes('up')) shell.kill('SIGTERM');
    }
    expect(printed).toBe('In the browser (as asked): up\nclosed\n');
  });
});
