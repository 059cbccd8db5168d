import { expect, it } from 'vitest';
import { dataFolder } from './data-folder.ts';

const linux = { asked: undefined, env: {}, platform: 'linux', home: '/home/ada' } as const;

it('is where each system keeps such things', () => {
  const windows = { ...linux, platform: 'win32', home: 'C:\\Users\\ada' } as const;
  expect([
    dataFolder(linux),
    dataFolder({ ...linux, env: { XDG_DATA_HOME: '/data' } }),
    dataFolder({ ...linux, env: { XDG_DATA_HOME: 'relative' } }),
    dataFolder({ ...linux, platform: 'darwin', home: '/Users/ada' }),
    dataFolder({ ...windows, env: { APPDATA: 'D:\\Roaming' } }),
    dataFolder(windows),
  ]).toEqual([
    '/home/ada/.local/share/troupe',
    '/data/troupe',
    '/home/ada/.local/share/troupe',
    '/Users/ada/Library/Application Support/Troupe',
    'D:\\Roaming\\Troupe',
    'C:\\Users\\ada\\AppData\\Roaming\\Troupe',
  ]);
});

it('is the folder that was asked for, else the one of TROUPE_DATA', () => {
  const env = { TROUPE_DATA: '/from/env', XDG_DATA_HOME: '/data' };
  expect(dataFolder({ ...linux, env })).toBe('/from/env');
  expect(dataFolder({ ...linux, env, asked: '/asked' })).toBe('/asked');
});
