/** More of what code prints is counted and dropped. */
export const MAX_OUTPUT = 1_000_000;

/** What code prints, up to the limit. */
export class Output {
  text = '';
  dropped = 0;

  /** @param {string} text */
  add(text) {
    const room = MAX_OUTPUT - this.text.length;
    this.text += text.slice(0, Math.max(0, room));
    this.dropped += Math.max(0, text.length - room);
  }

  told() {
    return this.dropped === 0 ? this.text : `${this.text}\n[Cut here: ${this.dropped} more characters were printed.]\n`;
  }
}
