import { BrowserWindow, screen, session, shell } from 'electron';
import { externalLink, isOwnPage, isPermitted } from './page-guard.ts';
import { fitBounds, loadBounds, saveBounds } from './window-bounds.ts';

export interface WindowOptions {
  /** Where the page lives, for example `app://troupe`. */
  readonly origin: string;
  readonly preload: string;
  /** File that keeps the bounds between starts. */
  readonly boundsFile: string;
}

/** Opens the window: sandboxed, without Node, bound to its own page, where it stood when it was closed. */
export function openWindow({ origin, preload, boundsFile }: WindowOptions): BrowserWindow {
  const { x, y, width, height, isMaximized } = fitBounds(
    loadBounds(boundsFile),
    screen.getAllDisplays().map(({ workArea }) => workArea),
  );
  const window = new BrowserWindow({
    ...(x !== undefined && y !== undefined && { x, y }),
    width,
    height,
    minWidth: 640,
    minHeight: 480,
    show: false,
    title: 'Troupe',
    webPreferences: { preload, sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false },
  });
  if (isMaximized) window.maximize();
  window.once('ready-to-show', () => window.show()); // no white flash
  window.on('close', () => {
    saveBounds(boundsFile, { ...window.getNormalBounds(), isMaximized: window.isMaximized() });
  });
  guardWindow(window, origin);
  return window;
}

/** Nothing but the own page is ever loaded. Links that lead out open in the user's browser. */
function guardWindow({ webContents }: BrowserWindow, origin: string): void {
  const guard = (event: { preventDefault: () => void }, url: string): void => {
    if (isOwnPage(url, origin)) return;
    event.preventDefault();
    openOutside(url);
  };
  webContents.on('will-navigate', (event) => guard(event, event.url));
  webContents.on('will-redirect', (event) => guard(event, event.url));
  webContents.on('will-frame-navigate', (event) => guard(event, event.url));
  webContents.on('will-attach-webview', (event) => event.preventDefault());
  webContents.setWindowOpenHandler(({ url }) => {
    openOutside(url);
    return { action: 'deny' };
  });
  session.defaultSession.setPermissionRequestHandler((_contents, permission, allow) => allow(isPermitted(permission)));
  session.defaultSession.setPermissionCheckHandler((_contents, permission) => isPermitted(permission));
}

function openOutside(url: string): void {
  const link = externalLink(url);
  if (link !== undefined) void shell.openExternal(link);
}
