import type { MenuItemConstructorOptions } from 'electron';
import { expect, it } from 'vitest';
import { menuTemplate } from './menu.ts';

/** Every item that claims a key, by its role or its accelerator, through all submenus. */
function claims(template: readonly MenuItemConstructorOptions[]): string[] {
  return template.flatMap(({ role, accelerator, submenu }) => [
    ...[role, accelerator].filter((claim) => typeof claim === 'string'),
    ...(Array.isArray(submenu) ? claims(submenu) : []),
  ]);
}

const actions = { openFiles: () => undefined };
const product = { platform: 'linux', isDevelopment: false } as const;

it('leaves reload, developer tools and full screen to nobody in the product', () => {
  const claimed = claims(menuTemplate(product, actions));
  expect(claimed).toEqual([
    'CmdOrCtrl+O',
    'quit',
    'undo',
    'redo',
    'cut',
    'copy',
    'paste',
    'selectAll',
    'resetZoom',
    'zoomIn',
    'zoomOut',
  ]);
});

it('has the menus that a Mac expects', () => {
  const template = menuTemplate({ ...product, platform: 'darwin' }, actions);
  expect(template.map(({ role, label }) => role ?? label)).toEqual([
    'appMenu',
    '&File',
    '&Edit',
    '&View',
    'windowMenu',
  ]);
});

it('brings the tools for development', () => {
  expect(claims(menuTemplate({ ...product, isDevelopment: true }, actions))).toContain('toggleDevTools');
});
