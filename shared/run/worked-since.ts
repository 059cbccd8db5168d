import type { RunEvent } from './event.ts';

/**
 * From when on a run was at work before this event, in milliseconds since the Unix epoch; `lastAtMs` is the time of the event
 * before. Between the two an engine may have been away: an effect was begun at once after it had come back, and whether one
 * had happened, or that it is made again, is the first that it says.
 */
export function workedSince(lastAtMs: number, { timestampMs, body }: Pick<RunEvent, 'timestampMs' | 'body'>): number {
  if (body.type === 'effect-end') return Math.max(lastAtMs, body.startedAtMs);
  const isBack =
    (body.type === 'hold' && body.why === 'did-it-happen') ||
    (body.type === 'attempt' && body.error.code === 'interrupted');
  return isBack ? timestampMs : lastAtMs;
}
