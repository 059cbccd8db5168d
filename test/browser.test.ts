import { afterEach, expect, it, vi } from 'vitest';
import { findBrowser } from '../scripts/browser.mjs';

afterEach(() => vi.unstubAllEnvs());

it('takes the browser that CHROMIUM names', () => {
  vi.stubEnv('CHROMIUM', process.execPath);
  expect(findBrowser()).toBe(process.execPath);
});

it('says that there is no browser where CHROMIUM points, instead of taking another', () => {
  vi.stubEnv('CHROMIUM', '/nowhere/chrome');
  expect(() => findBrowser()).toThrow('CHROMIUM is "/nowhere/chrome", but there is no such file.');
});
