import { digestText } from '../core/digest.ts';
import type { Effects } from '../core/effects.ts';

/** The time in milliseconds since the Unix epoch, read through the door: entered again, a run reads the same. */
export async function readClock(effects: Effects): Promise<number> {
  const { value } = await effects.step<number>({
    kind: 'clock',
    requested: digestText('now'),
    risk: 'none',
    precious: false,
    pending: () => ({ clock: 'now' }),
    parse: Number,
    execute: async ({ nowMs }) => ({ value: nowMs() }),
  });
  return value;
}
