// The part of 'electron' that app/electron uses, for tests: vitest puts this file in its place. It opens nothing, and
// remembers what it was asked for.
import { EventEmitter } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';

/** All calls that reach the system, in order. */
export const calls: { readonly name: string; readonly args: readonly unknown[] }[] = [];
const record =
  (name: string) =>
  (...args: unknown[]): void => {
    calls.push({ name, args });
  };

/** What the system answers; tests change it. */
export const system = { isFirstInstance: true, hasKeychain: true, pickedFiles: [] as string[] };

class FakeApp extends EventEmitter {
  readonly paths = new Map<string, string>();
  setPath = (name: string, path: string): unknown => this.paths.set(name, path);
  requestSingleInstanceLock = (): boolean => system.isFirstInstance;
  whenReady = (): Promise<void> => Promise.resolve();
  quit = record('app.quit');
}
export const app = new FakeApp();

export const ipcMain = new EventEmitter();
export const protocol = {
  registerSchemesAsPrivileged: record('protocol.registerSchemesAsPrivileged'),
  handle: record('protocol.handle'),
};
export const Menu = { buildFromTemplate: (template: unknown) => template, setApplicationMenu: record('menu') };
export const dialog = {
  showErrorBox: record('dialog.showErrorBox'),
  showOpenDialog: () => Promise.resolve({ filePaths: system.pickedFiles }),
};
export const shell = {
  openExternal: (url: string): Promise<void> => {
    calls.push({ name: 'shell.openExternal', args: [url] });
    return Promise.resolve();
  },
};
export const screen = { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] };
export const session = {
  defaultSession: {
    setPermissionRequestHandler: record('session.setPermissionRequestHandler'),
    setPermissionCheckHandler: record('session.setPermissionCheckHandler'),
  },
};
export const safeStorage = {
  isEncryptionAvailable: () => system.hasKeychain,
  getSelectedStorageBackend: () => 'gnome_libsecret',
  encryptString: (text: string) => Buffer.from(`sealed ${Buffer.from(text).toString('hex')}`),
  decryptString: (sealed: Buffer) => Buffer.from(sealed.toString().slice('sealed '.length), 'hex').toString(),
};

class FakeWebContents extends EventEmitter {
  send = record('webContents.send');
  isPageLoading = false;
  isLoading = (): boolean => this.isPageLoading;
  openHandler: ((details: { url: string }) => { action: string }) | undefined;
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler;
  }
}

export class BrowserWindow extends EventEmitter {
  static readonly opened: BrowserWindow[] = [];
  readonly options: Readonly<Record<string, unknown>>;
  readonly webContents = new FakeWebContents();
  loadedUrl: string | undefined;

  constructor(options: Readonly<Record<string, unknown>>) {
    super();
    this.options = options;
    BrowserWindow.opened.push(this);
  }
  loadURL(url: string): Promise<void> {
    this.loadedUrl = url;
    return Promise.resolve();
  }
  isMinimized = (): boolean => false;
  isMaximized = (): boolean => false;
  getNormalBounds = (): object => ({ x: 10, y: 20, width: 1000, height: 700 });
  show = record('window.show');
  focus = record('window.focus');
  maximize = record('window.maximize');
  restore = record('window.restore');
}

/** A process that never starts. Tests speak for it. */
export class FakeChild extends EventEmitter {
  static readonly forked: FakeChild[] = [];
  readonly pid = 4711;
  readonly entry: string;
  readonly received: { readonly message: unknown; readonly ports: readonly unknown[] }[] = [];

  constructor(entry: string) {
    super();
    this.entry = entry;
    FakeChild.forked.push(this);
  }
  postMessage(message: unknown, ports: readonly unknown[] = []): void {
    this.received.push({ message, ports });
  }
  kill = record('child.kill');
}
export const utilityProcess = { fork: (entry: string) => new FakeChild(entry) };

/** Electron's ports emit `{ data, ports }`, where Node's emit the bare value. */
export class FakeMessagePortMain extends EventEmitter {
  readonly #port: MessagePort;

  constructor(port: MessagePort) {
    super();
    this.#port = port;
    port.on('message', (data: unknown) => this.emit('message', { data, ports: [] }));
    port.on('close', () => this.emit('close'));
  }
  postMessage(message: unknown): void {
    this.#port.postMessage(message, []);
  }
  start(): void {
    this.#port.start();
  }
  close(): void {
    this.#port.close();
  }
}

/** Both ends are real ports; only the first looks like Electron's, because the second goes to the page. */
export class MessageChannelMain {
  readonly port1: FakeMessagePortMain;
  readonly port2: MessagePort;
  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.port1 = new FakeMessagePortMain(port1);
    this.port2 = port2;
  }
}
