import type { Owner } from '../core/store.ts';

const LONGEST_SILENCE_MS = 15_000;

/** True when another process works on its runs: its id is in use here and it has been heard of lately. */
export function isOwnerAlive(query: { other: Owner; seenAtMs: number; self: Owner; nowMs: number }): boolean {
  const { other, seenAtMs, self, nowMs } = query;
  if (other.id === self.id) return true;
  // The same process id under another name: that process is gone, and this one got its number.
  if (other.pid === self.pid || nowMs - seenAtMs > LONGEST_SILENCE_MS) return false;
  try {
    process.kill(other.pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
