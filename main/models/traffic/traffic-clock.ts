/** The time of waiting lines and breakers. A test moves its own. */
export interface TrafficClock {
  /** Milliseconds since the Unix epoch. */
  nowMs(): number;
  /** Does something later, unless it is called off before. */
  after(ms: number, act: () => void): () => void;
}

/** The clock of everyday. */
export const systemClock: TrafficClock = {
  nowMs: Date.now,
  after: (ms, act) => {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
};

/** A time of day in words, the same on every machine: `14:02:41 UTC`. */
export function clockWords(timeMs: number): string {
  return `${new Date(timeMs).toISOString().slice(11, 19)} UTC`;
}
