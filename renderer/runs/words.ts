import type { RunStatus } from '../../shared/run/summary.ts';

/** A length of time beside a message: "40 ms", "0.4 s", "12 s", "3 min". */
export function durationWords(ms: number): string {
  if (ms < 95) return `${Math.round(ms)} ms`;
  if (ms < 10_000) return `${(ms / 1000).toFixed(1)} s`;
  if (ms < 60_000) return `${Math.round(ms / 1000)} s`;
  return ms < 3_600_000 ? `${Math.round(ms / 60_000)} min` : `${Math.round(ms / 3_600_000)} h`;
}

/** A running clock: "0:24", "1:02:03". */
export function clockWords(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const padded = (value: number): string => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${padded(minutes)}:${padded(rest)}` : `${minutes}:${padded(rest)}`;
}

/** How long something has been waiting, the way a person says it: "0:41", "3 h", "2 days". */
export function waitingWords(ms: number): string {
  if (ms < 3_600_000) return clockWords(ms);
  const hours = Math.floor(ms / 3_600_000);
  if (hours < 48) return `${hours} h`;
  return `${Math.floor(hours / 24)} days`;
}

/** "1 turn", "2 turns". */
export function countWords(count: number, noun: string): string {
  return `${count.toLocaleString('en-GB')} ${noun}${count === 1 ? '' : 's'}`;
}

const DAY_MS = 86_400_000;

/** When a run began: "today, 14:02", "yesterday, 09:30", "14 November, 09:30". */
export function momentWords(timeMs: number, nowMs: number): string {
  const time = new Date(timeMs);
  const clock = time.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  const startOf = (date: Date): number => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
  const days = Math.round((startOf(new Date(nowMs)) - startOf(time)) / DAY_MS);
  if (days === 0) return `today, ${clock}`;
  if (days === 1) return `yesterday, ${clock}`;
  return `${time.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' })}, ${clock}`;
}

/** A status as a word, and the class that gives it its colour and shape. */
export const STATUS_WORDS: Readonly<Record<RunStatus, { readonly words: string; readonly tone: string }>> = {
  running: { words: 'Running', tone: 'live' },
  paused: { words: 'Paused', tone: 'paused' },
  waiting: { words: 'Waiting for you', tone: 'paused' },
  interrupted: { words: 'Interrupted', tone: 'paused' },
  finished: { words: 'Finished', tone: 'done' },
  failed: { words: 'Failed', tone: 'error' },
  stopped: { words: 'Stopped', tone: 'done' },
};
