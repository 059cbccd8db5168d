import { expect, it } from 'vitest';
import { isOwnerAlive } from './owner-alive.ts';

const self = { id: 'me', pid: process.pid };
/** The process that started this one lives as long as this one. */
const neighbour = { id: 'other', pid: process.ppid };
const lately = { self, seenAtMs: 1_000_000, nowMs: 1_015_000 };

it('takes itself for alive', () => {
  expect(isOwnerAlive({ ...lately, other: self, seenAtMs: 0 })).toBe(true);
});

it('takes another process for alive that is there and was heard of lately', () => {
  expect(isOwnerAlive({ ...lately, other: neighbour })).toBe(true);
});

it('takes a process for gone that was silent for too long', () => {
  expect(isOwnerAlive({ ...lately, other: neighbour, nowMs: 1_015_001 })).toBe(false);
});

it('takes a process for gone whose number is free, or is its own under another name', () => {
  expect(isOwnerAlive({ ...lately, other: { id: 'other', pid: 2 ** 30 } })).toBe(false);
  expect(isOwnerAlive({ ...lately, other: { id: 'other', pid: process.pid } })).toBe(false);
});
