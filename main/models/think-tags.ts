const OPEN = '<think>';
const CLOSE = '</think>';

export interface Separated {
  readonly text: string;
  readonly thought: string;
}

/**
 * Separates the `<think>…</think>` with which models of the R1 family begin their text, while it streams.
 * A tag may come in pieces, so what could be the beginning of one is held back.
 */
export class ThinkTags {
  #state: 'before' | 'inside' | 'after' = 'before';
  #held = '';

  take(piece: string): Separated {
    const rest = this.#held + piece;
    this.#held = '';
    switch (this.#state) {
      case 'before':
        return this.#begin(rest);
      case 'inside':
        return this.#think(rest);
      case 'after':
        return { text: rest, thought: '' };
    }
  }

  /** What was still held back when the stream ended. */
  end(): Separated {
    const held = this.#held;
    this.#held = '';
    return this.#state === 'inside' ? { text: '', thought: held } : { text: held, thought: '' };
  }

  #begin(rest: string): Separated {
    const start = rest.trimStart();
    if (start.startsWith(OPEN)) {
      this.#state = 'inside';
      return this.#think(start.slice(OPEN.length).trimStart());
    }
    if (OPEN.startsWith(start)) return this.#hold(rest, { text: '', thought: '' });
    this.#state = 'after';
    return { text: rest, thought: '' };
  }

  #think(rest: string): Separated {
    const close = rest.indexOf(CLOSE);
    if (close < 0) {
      const kept = heldLength(rest);
      return this.#hold(rest.slice(rest.length - kept), { text: '', thought: rest.slice(0, rest.length - kept) });
    }
    this.#state = 'after';
    return { text: rest.slice(close + CLOSE.length).trimStart(), thought: rest.slice(0, close) };
  }

  #hold(held: string, separated: Separated): Separated {
    this.#held = held;
    return separated;
  }
}

/** Length of the longest end of `text` that could be the beginning of the closing tag. */
function heldLength(text: string): number {
  for (let length = Math.min(CLOSE.length - 1, text.length); length > 0; length -= 1) {
    if (CLOSE.startsWith(text.slice(text.length - length))) return length;
  }
  return 0;
}
