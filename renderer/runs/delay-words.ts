import { assertNever } from '../../shared/assert-never.ts';
import type { ConversationRow, FallbackRow, RetryRow, WaitRow } from '../../shared/run/fold/conversation-row.ts';
import { countWords, durationWords } from './words.ts';

/** What kept an answer from coming: a failed attempt, another model that was asked instead, a place in line. */
export type DelayRow = RetryRow | FallbackRow | WaitRow;

export function isDelay(row: ConversationRow): row is DelayRow {
  return row.type === 'retry' || row.type === 'fallback' || row.type === 'wait';
}

/** A delay in words: what happened, why, and what it cost in time; the last may be empty. */
export function delayWords(row: DelayRow): { readonly what: string; readonly why: string; readonly time: string } {
  switch (row.type) {
    case 'retry': {
      const what = `${countWords(row.attempts, 'attempt')} failed:`;
      return { what, why: row.error.message, time: `again after ${durationWords(row.waitMs)}` };
    }
    case 'fallback': {
      const lost = row.wasShown ? ' What it had written was taken back.' : '';
      return { what: `${row.next} is asked instead:`, why: `${row.error.message}${lost}`, time: '' };
    }
    case 'wait': {
      const time = row.waitedMs === null ? 'waits' : `waited ${durationWords(row.waitedMs)}`;
      return { what: 'In line:', why: row.message, time };
    }
    default:
      return assertNever(row);
  }
}
