import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as z from 'zod';

/** Where the window stands, in screen pixels that do not depend on its scale. */
const WindowBounds = z.object({
  x: z.number().int().optional(),
  y: z.number().int().optional(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  isMaximized: z.boolean(),
});
export type WindowBounds = z.infer<typeof WindowBounds>;

/** The part of a screen that windows may use. */
export interface WorkArea {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const FIRST_BOUNDS: WindowBounds = { width: 1440, height: 900, isMaximized: false };
/** So much of the window must be on a screen that a person can take hold of it. */
const GRIP_PX = 100;

/** Saved bounds made to fit the screens that are there now; without saved ones a good first size. */
export function fitBounds(saved: WindowBounds | undefined, screens: readonly WorkArea[]): WindowBounds {
  const { x, y, ...wanted } = saved ?? FIRST_BOUNDS;
  const screen = screens.find((area) => x !== undefined && y !== undefined && isReachable({ x, y, ...wanted }, area));
  const area = screen ?? screens[0];
  if (area === undefined) return wanted;
  const size = { ...wanted, width: Math.min(wanted.width, area.width), height: Math.min(wanted.height, area.height) };
  if (screen === undefined || x === undefined || y === undefined) return size; // the system finds a place
  return {
    ...size,
    x: clamp(x, area.x, area.x + area.width - size.width),
    y: clamp(y, area.y, area.y + area.height - size.height),
  };
}

/** Undefined when nothing was saved yet, or what was saved is of no use. */
export function loadBounds(file: string): WindowBounds | undefined {
  try {
    return WindowBounds.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data;
  } catch {
    return undefined; // the first start, or a file cut short: the window just opens in its first size
  }
}

export function saveBounds(file: string, bounds: WindowBounds): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(bounds)}\n`);
}

function isReachable(window: { x: number; y: number; width: number }, area: WorkArea): boolean {
  const visiblePx = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
  return visiblePx >= GRIP_PX && window.y >= area.y - GRIP_PX / 2 && window.y <= area.y + area.height - GRIP_PX;
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
