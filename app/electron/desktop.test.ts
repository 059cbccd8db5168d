import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startDesktop } from './desktop.ts';
import { app, BrowserWindow, calls, FakeChild, ipcMain, system } from './fake-electron.ts';

const key = { value: 'sk-1', baseUrls: [] };

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'troupe-desktop-'));
  system.isFirstInstance = true;
  system.hasKeychain = true;
  calls.length = 0;
  BrowserWindow.opened.length = 0;
  FakeChild.forked.length = 0;
});

afterEach(() => {
  app.removeAllListeners();
  ipcMain.removeAllListeners();
  rmSync(folder, { recursive: true });
});

const start = (...files: string[]): Promise<void> =>
  startDesktop({ args: ['--data', folder, ...files], workingFolder: '/work' });

const names = (): string[] => calls.map(({ name }) => name);
const engine = (): FakeChild => FakeChild.forked.at(-1)!; // `!`: start() forks one
const window = (): BrowserWindow => BrowserWindow.opened.at(-1)!; // `!`: start() opens one
const heard = (): unknown[] => engine().received.map(({ message }) => message);

it('opens one sandboxed window on its own page, and an engine on the data folder', async () => {
  await start();
  expect(window().loadedUrl).toBe('app://troupe/index.html');
  expect(window().options['webPreferences']).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
    preload: expect.stringMatching(/dist.electron.preload\.cjs$/) as unknown,
  });
  expect(engine().entry).toMatch(/dist.electron.engine\.js$/);
  expect(heard()).toEqual([{ type: 'open', dataFolder: folder, secrets: {}, notices: [] }]);
  expect(app.paths.get('userData')).toBe(join(folder, 'window'));
});

it('hands its files to the Troupe that runs already', async () => {
  system.isFirstInstance = false;
  await start('a.team.json');
  expect(names()).toEqual(['app.quit']);
  expect(BrowserWindow.opened).toEqual([]);
});

it('imports the files of its start, of a second start, and of the system', async () => {
  await start('a.team.json');
  app.emit('second-instance', {}, ['/opt/troupe', '/root', 'b.json'], '/other');
  app.emit('open-file', { preventDefault: () => undefined }, '/abs/c.team.json');
  expect(heard().slice(1)).toEqual([
    { type: 'import', file: '/work/a.team.json' },
    { type: 'import', file: '/other/b.json' },
    { type: 'import', file: '/abs/c.team.json' },
  ]);
});

it('opens an imported document, once the page is there', async () => {
  await start('a.team.json');
  const { webContents } = window();
  webContents.isPageLoading = true;
  engine().emit('message', { type: 'imported', document: 'd-1' });
  expect(names()).not.toContain('webContents.send');
  webContents.emit('did-finish-load');
  webContents.isPageLoading = false;
  engine().emit('message', { type: 'imported', document: 'd-2' });
  expect(calls.slice(-2)).toEqual([
    { name: 'webContents.send', args: ['go-to', '#/team/d-1'] },
    { name: 'webContents.send', args: ['go-to', '#/team/d-2'] },
  ]);
});

it('gives a line to the engine only to its own page in the main frame', async () => {
  await start();
  const asked: unknown[] = [];
  const frame = (url: string, parent: unknown = null): object => ({
    senderFrame: {
      url,
      parent,
      postMessage: (channel: string, _data: unknown, ports: unknown[]) => asked.push([channel, ports.length]),
    },
  });
  ipcMain.emit('engine-port', frame('https://evil.example/'));
  ipcMain.emit('engine-port', frame('app://troupe/index.html', {}));
  ipcMain.emit('engine-port', { senderFrame: null });
  expect(asked).toEqual([]);
  ipcMain.emit('engine-port', frame('app://troupe/index.html#/team/d-1'));
  expect(asked).toEqual([['engine-port', 1]]);
  const { message, ports } = engine().received.at(-1)!; // `!`: the line above sends one
  expect({ message, ports: ports.length }).toEqual({ message: { type: 'client' }, ports: 1 });
  (ports[0] as { close(): void }).close();
});

it('starts a dead engine again, with its keys, until that is no use', async () => {
  await start();
  engine().emit('message', { type: 'keep-secrets', secrets: { openai: key } });
  for (let death = 0; death < 3; death++) engine().emit('exit', 1);
  expect(FakeChild.forked).toHaveLength(4);
  expect(heard()).toEqual([{ type: 'open', dataFolder: folder, secrets: { openai: key }, notices: [] }]);
  engine().emit('exit', 1);
  expect(FakeChild.forked).toHaveLength(4);
  expect(names().slice(-2)).toEqual(['dialog.showErrorBox', 'app.quit']);
});

it('keeps keys sealed by the keychain between starts', async () => {
  await start();
  engine().emit('message', { type: 'keep-secrets', secrets: { openai: key } });
  expect(readFileSync(join(folder, 'keys'), 'utf8')).toMatch(/^sealed [0-9a-f]+$/);
  await start();
  expect(heard()).toEqual([{ type: 'open', dataFolder: folder, secrets: { openai: key }, notices: [] }]);
});

it.each([
  ['there is no keychain', () => (system.hasKeychain = false)],
  ['keys are kept under a passphrase already', () => writeFileSync(join(folder, 'keys.vault'), '{}')],
])('leaves keys to the engine where %s', async (_why, arrange) => {
  arrange();
  await start();
  expect(heard()).toEqual([{ type: 'open', dataFolder: folder, secrets: null, notices: [] }]);
});

it('says why the engine cannot open, and ends', async () => {
  await start();
  engine().emit('message', { type: 'failed', message: 'The database is in use by another program.' });
  engine().emit('exit', 1);
  expect(FakeChild.forked).toHaveLength(1);
  expect(calls.slice(-2)).toEqual([
    { name: 'dialog.showErrorBox', args: ['Troupe cannot go on', 'The database is in use by another program.'] },
    { name: 'app.quit', args: [] },
  ]);
});

it('parks the runs before it quits', async () => {
  await start();
  let isPrevented = false;
  app.emit('before-quit', { preventDefault: () => (isPrevented = true) });
  expect(isPrevented).toBe(true);
  expect(heard().at(-1)).toEqual({ type: 'close' });
  expect(names()).not.toContain('app.quit');
  engine().emit('exit', 0);
  await Promise.resolve().then(() => undefined);
  expect(names().at(-1)).toBe('app.quit');
  isPrevented = false;
  app.emit('before-quit', { preventDefault: () => (isPrevented = true) });
  expect(isPrevented).toBe(false);
});

it('lets nothing but its own page into the window, and opens https links outside', async () => {
  await start();
  const { webContents } = window();
  const blocked: string[] = [];
  for (const url of ['app://troupe/index.html', 'https://example.org/', 'http://example.org/', 'file:///etc/passwd']) {
    webContents.emit('will-navigate', { url, preventDefault: () => blocked.push(url) });
  }
  expect(blocked).toEqual(['https://example.org/', 'http://example.org/', 'file:///etc/passwd']);
  expect(webContents.openHandler?.({ url: 'https://example.org/new' })).toEqual({ action: 'deny' });
  const opened = calls.filter(({ name }) => name === 'shell.openExternal').map(({ args }) => args[0]);
  expect(opened).toEqual(['https://example.org/', 'https://example.org/new']);
});

it('remembers where the window stood', async () => {
  await start();
  window().emit('close');
  window().emit('closed');
  app.emit('activate');
  expect(window().options).toMatchObject({ x: 10, y: 20, width: 1000, height: 700 });
});
