/** A text of which more than this was said is compared by its beginning. UTF-16 units. */
const LONGEST = 4000;
/** A text shorter than this says too little: "ok", "yes, go on". Words. */
const FEWEST_WORDS = 4;
/** A text shorter than this is similar only where every word is the same. */
const FEWEST_FOR_LIKENESS = 12;
const WORDS_PER_SHINGLE = 3;
/** Share of all runs of three words that both texts must have. */
const LEAST_SHARED = 0.8;

/** Letters and figures, also with a sign within, as in `a.txt` or `3/4`; in writing without spaces each sign is a word. */
const WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{M}\p{N}]+(?:[._/:@’'-][\p{L}\p{M}\p{N}]+)*/gu;
/** What makes a word one that tells something: a figure, or a sign that joins. */
const TELLING = /\p{N}|[._/:@-]/u;
const CAPITAL = /^\p{Lu}[\p{L}\p{M}]/u;
const ENDS_SENTENCE = /[.!?:\n]/;

/** A text as it is compared. What costs is worked out when it is first needed. */
export class ComparedText {
  readonly #raw: string;
  #read: { readonly words: readonly string[]; readonly telling: string } | undefined;
  #numbers: string | undefined;
  #shingles: ReadonlySet<string> | undefined;

  constructor(text: string) {
    this.#raw = text.length > LONGEST ? text.slice(0, LONGEST) : text;
  }

  /** True where it says too little to go by. */
  get isSlight(): boolean {
    return this.#reading().words.length < FEWEST_WORDS;
  }

  /**
   * True where both say nearly the same: the same words, or in a longer text nearly all the same runs of words. A number,
   * a name or a path that only one of them has tells something new, so counting and going through a list is no likeness.
   */
  isLike(other: ComparedText): boolean {
    if (this.#raw === other.#raw) return true;
    const [shorter, longer] = [this.#raw.length, other.#raw.length].toSorted((one, two) => one - two) as [
      number,
      number,
    ];
    if (shorter * 2 < longer) return false;
    if (this.#figures() !== other.#figures()) return false;
    const [mine, theirs] = [this.#reading(), other.#reading()];
    if (mine.words.length === 0 || mine.telling !== theirs.telling) return false;
    if (mine.words.join(' ') === theirs.words.join(' ')) return true;
    if (Math.min(mine.words.length, theirs.words.length) < FEWEST_FOR_LIKENESS) return false;
    return sharedPart(this.#runs(), other.#runs()) >= LEAST_SHARED;
  }

  /** All numbers of the text. Quick to find, and most texts that differ do so in them or in their length. */
  #figures(): string {
    this.#numbers ??= this.#raw.match(/\d+/g)?.join(' ') ?? '';
    return this.#numbers;
  }

  #reading(): { readonly words: readonly string[]; readonly telling: string } {
    this.#read ??= readWords(this.#raw.normalize('NFKC'));
    return this.#read;
  }

  #runs(): ReadonlySet<string> {
    const { words } = this.#reading();
    this.#shingles ??= new Set(words.map((_, index) => words.slice(index, index + WORDS_PER_SHINGLE).join(' ')));
    return this.#shingles;
  }
}

function readWords(text: string): { words: string[]; telling: string } {
  const words: string[] = [];
  const telling = new Set<string>();
  let end = 0;
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const isFirst = words.length === 0 || ENDS_SENTENCE.test(text.slice(end, index));
    end = index + word.length;
    if (TELLING.test(word) || (!isFirst && CAPITAL.test(word))) telling.add(word);
    words.push(word.toLowerCase());
  }
  return { words, telling: [...telling].toSorted().join(' ') };
}

function sharedPart(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let shared = 0;
  for (const run of one) if (other.has(run)) shared += 1;
  return shared / (one.size + other.size - shared);
}
