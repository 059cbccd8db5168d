/** More of what code prints is counted and dropped. */
export const MAX_OUTPUT = 1_000_000;

/** What is printed is told at most this often, so that something is known of code that does not end. */
const TELL_EVERY_MS = 100;

const post = self.postMessage.bind(self);
const now = performance.now.bind(performance);

let toldAtMs = 0;
let untold = '';

/**
 * Tells the engine what was printed; the other thread passes it on, whatever this one does next.
 * @param {string} text
 */
export function tell(text) {
  untold += text;
  if (now() - toldAtMs < TELL_EVERY_MS) return;
  toldAtMs = now();
  post(JSON.stringify({ id: 0, type: 'printed', text: untold }));
  untold = '';
}

/** Begins anew: what was not told is told by the answer. */
export function beginTelling() {
  untold = '';
  toldAtMs = 0;
}

/** What code prints, up to the limit. */
export class Output {
  text = '';
  dropped = 0;

  /** @param {string} text */
  add(text) {
    const room = MAX_OUTPUT - this.text.length;
    const kept = text.slice(0, Math.max(0, room));
    this.text += kept;
    if (kept !== '') tell(kept);
    this.dropped += Math.max(0, text.length - room);
  }

  told() {
    return this.dropped === 0 ? this.text : `${this.text}\n[Cut here: ${this.dropped} more characters were printed.]\n`;
  }
}
