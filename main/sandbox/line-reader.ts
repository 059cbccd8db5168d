/** Cuts what a process writes into lines, and counts it. */
export class LineReader {
  readonly #onLine: (line: string) => void;
  #pieces: string[] = [];
  /** Characters since the last `restart`. */
  count = 0;

  constructor(onLine: (line: string) => void) {
    this.#onLine = onLine;
  }

  add(piece: string): void {
    this.count += piece.length;
    const lines = piece.split('\n');
    const last = lines.pop() ?? '';
    for (const line of lines) {
      this.#onLine(this.#pieces.join('') + line);
      this.#pieces = [];
    }
    if (last !== '') this.#pieces.push(last);
  }

  restart(): void {
    this.count = 0;
  }
}
