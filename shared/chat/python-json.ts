import type { Json } from '../json.ts';

/** JSON as Python reads it: the value, or why there is none. */
export type PythonJson = { readonly value: Json } | { readonly problem: string };

/**
 * Reads JSON, and says of anything else what Python says: agents are told that as the result of their call.
 * (Python 3.8 to 3.12: `json.loads`)
 */
export function readPythonJson(text: string): PythonJson {
  try {
    return { value: JSON.parse(text) as Json };
  } catch {
    return { problem: new Scanner(text).problem() };
  }
}

const BLANK = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null|NaN|-?Infinity/y;
/** Neither a quotation mark, nor a backslash, nor a control character. */
const UNQUOTED = String.raw`[^"\\\u0000-\u001f]*`;
const PLAIN = new RegExp(UNQUOTED, 'y');
const NAME = 'Expecting property name enclosed in double quotes';

/** Looks for what is wrong, without recursion: a model may write any number of brackets. */
class Scanner {
  readonly #text: string;
  readonly #open: ('{' | '[')[] = [];
  /** A bracket was opened and nothing is in it yet. */
  #isFresh = false;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  problem(): string {
    if (this.#text.startsWith('\ufeff')) return this.#say('Unexpected UTF-8 BOM (decode using utf-8-sig)', 0);
    let problem = this.#value();
    while (problem === undefined && this.#open.length > 0) problem = this.#next(this.#open.at(-1) ?? '[');
    this.#take(BLANK);
    if (problem !== undefined) return problem;
    if (this.#at < this.#text.length) return this.#say('Extra data', this.#at);
    return 'A number that is none (NaN) or has no end (Infinity) is no JSON.';
  }

  #value(): string | undefined {
    this.#take(BLANK);
    const sign = this.#text[this.#at];
    if (sign === '"') return this.#string();
    if (sign === '{' || sign === '[') {
      this.#begin(sign);
      return undefined;
    }
    const isThere = this.#take(WORD) ?? this.#take(NUMBER);
    return isThere === undefined ? this.#say('Expecting value', this.#at) : undefined;
  }

  #begin(sign: '{' | '['): void {
    this.#at += 1;
    this.#take(BLANK);
    this.#isFresh = this.#text[this.#at] !== CLOSING[sign];
    if (this.#isFresh) this.#open.push(sign);
    else this.#at += 1;
  }

  /** What follows a bracket or a value inside of a list or an object. */
  #next(sign: '{' | '['): string | undefined {
    const isFirst = this.#isFresh;
    this.#isFresh = false;
    if (isFirst) return sign === '[' ? this.#value() : this.#pair();
    this.#take(BLANK);
    const found = this.#text[this.#at];
    if (found !== ',' && found !== CLOSING[sign]) return this.#say("Expecting ',' delimiter", this.#at);
    this.#at += 1;
    if (found === ',') return sign === '[' ? this.#value() : this.#pair();
    this.#open.pop();
    return undefined;
  }

  #pair(): string | undefined {
    this.#take(BLANK);
    if (this.#text[this.#at] !== '"') return this.#say(NAME, this.#at);
    const problem = this.#string();
    if (problem !== undefined) return problem;
    this.#take(BLANK);
    if (this.#text[this.#at] !== ':') return this.#say("Expecting ':' delimiter", this.#at);
    this.#at += 1;
    return this.#value();
  }

  #string(): string | undefined {
    const start = this.#at;
    this.#at += 1;
    for (;;) {
      this.#take(PLAIN);
      const sign = this.#text[this.#at];
      this.#at += 1;
      if (sign === '"') return undefined;
      if (sign === undefined) return this.#say('Unterminated string starting at', start);
      if (sign !== '\\') return this.#say('Invalid control character at', this.#at - 1);
      const escaped = this.#text[this.#at];
      if (escaped === undefined) return this.#say('Unterminated string starting at', start);
      if (escaped === 'u' && !/^[\da-f]{4}[^]/i.test(this.#text.slice(this.#at + 1, this.#at + 6))) {
        return this.#say(String.raw`Invalid \uXXXX escape`, this.#at);
      }
      if (!'"\\/bfnrtu'.includes(escaped)) return this.#say(String.raw`Invalid \escape`, this.#at - 1);
      this.#at += escaped === 'u' ? 5 : 1;
    }
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const taken = pattern.exec(this.#text)?.[0];
    if (taken !== undefined) this.#at += taken.length;
    return taken;
  }

  /** Python counts characters, not their halves. */
  #say(what: string, at: number): string {
    const before = this.#text.slice(0, at);
    const lines = before.split('\n');
    const column = [...(lines.at(-1) ?? '')].length + 1;
    return `${what}: line ${lines.length} column ${column} (char ${[...before].length})`;
  }
}

const CLOSING = { '{': '}', '[': ']' } as const;
