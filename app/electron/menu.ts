import type { MenuItemConstructorOptions } from 'electron';

export interface MenuActions {
  /** Asks for files and opens them. */
  readonly openFiles: () => void;
}

/**
 * The application's menu. It claims as few keys as it can: F5 to F12 and the keys of undo belong to the page, and a
 * stray reload must not cost anybody an unsaved word.
 */
export function menuTemplate(
  { platform, isDevelopment }: { platform: NodeJS.Platform; isDevelopment: boolean },
  { openFiles }: MenuActions,
): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin';
  const separator = { type: 'separator' } as const;
  const development: MenuItemConstructorOptions = {
    label: 'Development',
    submenu: [{ role: 'reload' }, { role: 'forceReload' }, { role: 'toggleDevTools' }],
  };
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    {
      label: '&File',
      submenu: [
        { label: 'Open file…', accelerator: 'CmdOrCtrl+O', click: openFiles },
        separator,
        isMac ? { role: 'close' } : { role: 'quit' },
      ],
    },
    {
      label: '&Edit',
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        separator,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
      ],
    },
    { label: '&View', submenu: [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }] },
    ...(isMac ? [{ role: 'windowMenu' } as const] : []),
    ...(isDevelopment ? [development] : []),
  ];
}
