import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fitBounds, loadBounds, saveBounds, type WindowBounds } from './window-bounds.ts';

const laptop = { x: 0, y: 25, width: 1280, height: 775 };
const monitor = { x: 1280, y: 0, width: 2560, height: 1440 };
const saved: WindowBounds = { x: 1400, y: 100, width: 1600, height: 1000, isMaximized: false };

it('opens where it was closed', () => {
  expect(fitBounds(saved, [laptop, monitor])).toEqual(saved);
});

it('fits into the screen that is left when the other one is gone', () => {
  expect(fitBounds(saved, [laptop])).toEqual({ width: 1280, height: 775, isMaximized: false });
});

it('moves back what hangs over the edge', () => {
  expect(fitBounds({ ...saved, x: 900, y: 500, width: 1000, height: 600 }, [laptop])).toEqual({
    x: 280,
    y: 200,
    width: 1000,
    height: 600,
    isMaximized: false,
  });
});

it('opens in its first size where nothing usable was saved', () => {
  const folder = mkdtempSync(join(tmpdir(), 'troupe-bounds-'));
  const file = join(folder, 'deep', 'window.json');
  expect(fitBounds(loadBounds(file), [monitor])).toEqual({ width: 1440, height: 900, isMaximized: false });
  saveBounds(file, saved);
  expect(loadBounds(file)).toEqual(saved);
  writeFileSync(file, '{"width":-3');
  expect(loadBounds(file)).toBeUndefined();
  rmSync(folder, { recursive: true });
});
