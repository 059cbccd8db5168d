/** Of code as people write it, each character is read less than five times. */
const MOST_READINGS = 20;
/** Short code may be read more often. */
const READINGS_AT_LEAST = 300_000;

/** The parser reads the same again and again. */
export class ReadTooOften extends Error {
  /** Where it was. */
  readonly offset: number;

  constructor(offset: number) {
    super('The text is read too often.');
    this.offset = offset;
  }
}

/**
 * A text that counts how often a parser looks at its characters, and throws when that has no end in sight: parsers of
 * TypeScript try what is ambiguous in several ways, `<T>(<T>(<T>(1)))` among others.
 */
class CountedText extends String {
  #left = READINGS_AT_LEAST + this.length * MOST_READINGS;
  #last = 0;

  override charCodeAt(index: number): number {
    this.#last = index;
    this.#count(1);
    return super.charCodeAt(index);
  }

  /** How the end of a comment is found. */
  override indexOf(searched: string, from = 0): number {
    const found = super.indexOf(searched, from);
    this.#count(Math.max(found - from, 1));
    return found;
  }

  /** How regular expressions take it. */
  override toString(): string {
    this.#count(1);
    return super.toString();
  }

  #count(readings: number): void {
    this.#left -= readings;
    if (this.#left < 0) throw new ReadTooOften(this.#last);
  }
}

/** The text, for a parser that reads it by its characters. */
export function countedText(text: string): string {
  return new CountedText(text) as unknown as string; // it does all that a text does
}
