import type { RunDelta, RunSignal } from '../../shared/run/wire.ts';

/**
 * Joins streamed pieces of one message that come within `waitMs` of each other into one; all other signals pass at once,
 * after the pieces before them. Pulls no faster than it is pulled. Ends the source when it is left.
 */
export async function* batchDeltas(source: AsyncIterable<RunSignal>, waitMs: number): AsyncGenerator<RunSignal> {
  const iterator = source[Symbol.asyncIterator]();
  const held = new HeldDeltas();
  let next = iterator.next();
  try {
    for (;;) {
      const result = held.isEmpty ? await next : await nextOrDue(next, held.openedAtMs + waitMs);
      if (result === 'due' || result.done === true) yield* held.take();
      if (result === 'due') continue;
      if (result.done === true) return;
      next = iterator.next();
      const signal = result.value;
      if (signal.type === 'delta' && held.add(signal)) continue;
      yield* held.take();
      if (signal.type === 'delta') held.add(signal);
      else yield signal;
    }
  } finally {
    // Whoever left reads neither what is still to come nor how the source ends.
    next.catch(() => undefined);
    iterator.return?.().catch(() => undefined);
  }
}

/** Pieces that wait to be sent, one a message and kind, in the order in which they came first. */
class HeldDeltas {
  readonly #deltas = new Map<string, RunDelta>();
  openedAtMs = 0;

  get isEmpty(): boolean {
    return this.#deltas.size === 0;
  }

  /** False when the piece does not follow the one that is held of its message: that one must be sent first. */
  add(delta: RunDelta): boolean {
    const key = `${delta.kind} ${delta.messageId}`;
    const before = this.#deltas.get(key);
    if (before !== undefined) {
      if (before.attempt !== delta.attempt || before.offset + before.text.length !== delta.offset) return false;
      this.#deltas.set(key, { ...before, text: before.text + delta.text });
      return true;
    }
    if (this.isEmpty) this.openedAtMs = performance.now();
    this.#deltas.set(key, delta);
    return true;
  }

  take(): RunDelta[] {
    const deltas = [...this.#deltas.values()];
    this.#deltas.clear();
    return deltas;
  }
}

async function nextOrDue<T>(next: Promise<T>, dueAtMs: number): Promise<T | 'due'> {
  let timer: NodeJS.Timeout | undefined;
  const due = new Promise<'due'>((resolve) => {
    timer = setTimeout(() => resolve('due'), Math.max(0, dueAtMs - performance.now()));
  });
  try {
    return await Promise.race([next, due]);
  } finally {
    clearTimeout(timer);
  }
}
