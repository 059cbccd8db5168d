import { expect, it } from 'vitest';
import { outerTurn, rowLabel, turnLabel } from './turn-label.ts';

const nested = { path: 'turn/5/panel/turn/2/checker', number: 2 };

it('numbers a nested turn behind the turn around it', () => {
  expect(turnLabel({ path: 'turn/12/writer', number: 12 })).toBe('12');
  expect(turnLabel(nested)).toBe('5.2');
  expect(outerTurn(nested)).toBe(5);
});

it('numbers the first row of a turn only, and the task by what it bears', () => {
  expect(rowLabel({ turnPath: nested.path, turnNumber: 2 })).toBe('5.2');
  expect(rowLabel({ turnPath: nested.path, turnNumber: null })).toBe('');
  expect(rowLabel({ turnPath: null, turnNumber: 0 })).toBe('0');
});
