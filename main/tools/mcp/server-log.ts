const LINES = 500;
const LONGEST_LINE = 2000;

/** The last lines that a server wrote to its error stream, and what was odd about its answers. */
export class ServerLog {
  #lines: string[] = [];
  #rest = '';
  #dropped = 0;

  /** A piece of text with line ends anywhere in it. */
  write(piece: string): void {
    const lines = (this.#rest + piece).split(/\r?\n/);
    this.#rest = (lines.pop() ?? '').slice(0, LONGEST_LINE);
    for (const line of lines) this.#keep(line);
  }

  /** One line of our own. */
  note(line: string): void {
    this.#keep(`(${line})`);
  }

  #keep(line: string): void {
    this.#lines.push(line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line);
    if (this.#lines.length <= LINES) return;
    this.#dropped += this.#lines.length - LINES;
    this.#lines = this.#lines.slice(-LINES);
  }

  /** All that is kept, the oldest first. */
  get lines(): readonly string[] {
    const head = this.#dropped > 0 ? [`(${this.#dropped} older lines are left out)`] : [];
    return [...head, ...this.#lines, ...(this.#rest === '' ? [] : [this.#rest])];
  }

  /** The last words as a sentence for an error, or nothing. */
  get lastWords(): string {
    const last = this.lines.filter((line) => line.trim() !== '').slice(-3);
    return last.length === 0 ? '' : ` It last said: ${last.join(' / ').slice(0, 600)}`;
  }
}
