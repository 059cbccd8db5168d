import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { app, dialog, ipcMain, Menu, MessageChannelMain, protocol, type BrowserWindow } from 'electron';
import { assertNever } from '../../shared/assert-never.ts';
import type { DocumentId } from '../../shared/ids.ts';
import { dataFolderHere } from '../data-folder.ts';
import { addressOf } from '../page/address-of.ts';
import { projectRoot } from '../project-root.ts';
import { answerAppRequest, APP_ORIGIN } from './app-protocol.ts';
import type { FromEngine } from './engine-messages.ts';
import { EngineProcess } from './engine-process.ts';
import { menuTemplate } from './menu.ts';
import { isOwnPage } from './page-guard.ts';
import { StoredKeys } from './stored-keys.ts';
import { teamFilesIn } from './team-files.ts';
import { openWindow } from './window.ts';
import { WorkerProcesses } from './worker-processes.ts';

/** The arguments after Electron's own and the application's folder. */
export interface DesktopArguments {
  readonly args: readonly string[];
  readonly workingFolder: string;
}

/** Starts the desktop application, or hands its files to the one that runs already. */
export async function startDesktop({ args, workingFolder }: DesktopArguments): Promise<void> {
  const folder = dataFolderHere(dataOption(args));
  // Bounds, caches and the lock of the single instance go with the data folder: another folder is another Troupe.
  app.setPath('userData', join(folder, 'window'));
  if (!app.requestSingleInstanceLock()) return app.quit();
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
  const early = teamFilesIn(args, workingFolder);
  let openFile = (file: string): void => void early.push(file);
  app.on('open-file', (event, file) => {
    event.preventDefault();
    openFile(file);
  });
  app.on('second-instance', (_event, argv, cwd) => teamFilesIn(argv.slice(1), cwd).forEach((file) => openFile(file)));
  await app.whenReady();
  const desktop = new Desktop(folder);
  desktop.open();
  openFile = (file) => desktop.importFile(file);
  early.forEach(openFile);
}

/** The window and the engine's process, and what they say to each other. */
class Desktop {
  readonly #folder: string;
  readonly #root = projectRoot();
  readonly #origin = process.env['DEV_URL'] ?? APP_ORIGIN;
  readonly #keys: StoredKeys;
  readonly #engine: EngineProcess;
  readonly #workers: WorkerProcesses;
  #window: BrowserWindow | undefined;
  #isClosed = false;

  constructor(folder: string) {
    this.#folder = folder;
    this.#keys = new StoredKeys(folder);
    this.#workers = new WorkerProcesses({
      entry: join(this.#root, 'dist', 'electron', 'llama-worker.js'),
      tellEngine: (message, ports) => this.#engine.send(message, ports),
    });
    this.#engine = new EngineProcess({
      entry: join(this.#root, 'dist', 'electron', 'engine.js'),
      opening: () => {
        this.#workers.endAll(); // those of an engine that is gone
        return { type: 'open', dataFolder: folder, secrets: this.#keys.all(), notices: this.#keys.notices };
      },
      onMessage: (message) => this.#onEngineMessage(message),
      onGivenUp: () => this.#giveUp('The engine ended several times. The terminal says why.'),
      nowMs: () => performance.now(),
    });
  }

  open(): void {
    protocol.handle('app', (request) => answerAppRequest(join(this.#root, 'dist', 'renderer'), request));
    ipcMain.on('engine-port', ({ senderFrame }) => {
      // Only the page itself, in the frame of the window, is given a line to the engine.
      if (senderFrame === null || senderFrame.parent !== null || !isOwnPage(senderFrame.url, this.#origin)) return;
      const { port1, port2 } = new MessageChannelMain();
      this.#engine.connect(port1);
      senderFrame.postMessage('engine-port', null, [port2]);
    });
    app.on('before-quit', (event) => {
      if (this.#isClosed) return;
      event.preventDefault();
      void this.#close();
    });
    app.on('window-all-closed', () => {
      if (process.platform !== 'darwin') app.quit();
    });
    app.on('activate', () => this.#show());
    const isDevelopment = process.env['DEV_URL'] !== undefined;
    const actions = { openFiles: () => void this.#askForFiles() };
    Menu.setApplicationMenu(
      Menu.buildFromTemplate(menuTemplate({ platform: process.platform, isDevelopment }, actions)),
    );
    this.#show();
  }

  importFile(file: string): void {
    this.#show();
    this.#engine.importFile(file);
  }

  #show(): void {
    if (this.#window !== undefined) {
      if (this.#window.isMinimized()) this.#window.restore();
      return this.#window.focus();
    }
    this.#window = openWindow({
      origin: this.#origin,
      preload: join(this.#root, 'dist', 'electron', 'preload.cjs'),
      boundsFile: join(this.#folder, 'window', 'bounds.json'),
    });
    this.#window.once('closed', () => (this.#window = undefined));
    void this.#window.loadURL(this.#pageUrl());
  }

  #pageUrl(): string {
    return this.#origin === APP_ORIGIN ? `${APP_ORIGIN}/index.html` : this.#origin;
  }

  async #askForFiles(): Promise<void> {
    const filters = [{ name: 'Teams', extensions: ['json'] }];
    const { filePaths } = await dialog.showOpenDialog({ filters, properties: ['openFile', 'multiSelections'] });
    for (const file of filePaths) this.importFile(file);
  }

  #onEngineMessage(message: FromEngine): void {
    switch (message.type) {
      case 'keep-secrets':
        return this.#keys.keep(message.secrets);
      case 'start-worker':
      case 'end-worker':
        return this.#workers.receive(message);
      case 'imported':
        return this.#openDocument(message.document);
      case 'import-failed':
        return dialog.showErrorBox(`${message.file} cannot be opened`, message.message);
      case 'failed':
        return this.#giveUp(message.message);
      default:
        return assertNever(message);
    }
  }

  #openDocument(document: DocumentId): void {
    const contents = this.#window?.webContents;
    const send = (): void => contents?.send('go-to', addressOf(document));
    if (contents?.isLoading()) contents.once('did-finish-load', send);
    else send();
  }

  #giveUp(reason: string): void {
    dialog.showErrorBox('Troupe cannot go on', reason);
    app.quit();
  }

  async #close(): Promise<void> {
    await this.#engine.close();
    this.#workers.endAll();
    this.#isClosed = true;
    app.quit();
  }
}

function dataOption(args: readonly string[]): string | undefined {
  const { values } = parseArgs({ args: [...args], options: { data: { type: 'string' } }, strict: false });
  return typeof values.data === 'string' ? values.data : undefined;
}
