import type { PathSegment } from './json-path.ts';

/** Where and why a text is no JSON that we take. `line` and `column` count from 1. */
export interface JsonProblem {
  readonly rule: 'broken-json' | 'too-deep' | 'forbidden-key';
  readonly line: number;
  readonly column: number;
  readonly path: readonly PathSegment[];
  readonly message: string;
}

/** Deeper nesting than this is refused before anything recursive sees it. */
export const MAX_DEPTH = 200;

const BLANK = /[ \t\n\r]*/y;
// One class without alternatives: a pattern for a whole string would need memory for every character of it.
const PLAIN = /[^"\\\n\r]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;

interface Level {
  readonly closes: '}' | ']';
  /** Undefined between a key that is done and the next one. */
  segment: PathSegment | undefined;
}

/**
 * Reads a text once, without recursion, and tells the first thing that is wrong with it: broken syntax, nesting deeper
 * than 200 levels, or a key `__proto__`. Gives undefined for good JSON.
 */
export function scanJson(text: string): JsonProblem | undefined {
  return new Scanner(text).scan();
}

class Scanner {
  readonly #text: string;
  #at = 0;
  /** Where a string begins that meets a line break or the end of the file. */
  #openString: number | undefined;
  readonly #levels: Level[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  scan(): JsonProblem | undefined {
    let problem = this.#value();
    while (problem === undefined) {
      const level = this.#levels.at(-1);
      this.#take(BLANK);
      if (level === undefined) {
        return this.#at === this.#text.length ? undefined : this.#broken('the end of the file');
      }
      problem = this.#next(level);
    }
    return problem;
  }

  /** What may follow a value inside a list or object. */
  #next(level: Level): JsonProblem | undefined {
    const sign = this.#text[this.#at];
    if (sign === level.closes) {
      this.#at++;
      this.#levels.pop();
      return undefined;
    }
    if (sign !== ',') return this.#broken(`"," or "${level.closes}"`);
    this.#at++;
    if (level.closes === ']') {
      level.segment = Number(level.segment) + 1;
      return this.#value();
    }
    return this.#keyAndValue(level);
  }

  #value(): JsonProblem | undefined {
    this.#take(BLANK);
    const sign = this.#text[this.#at];
    if (sign === '{' || sign === '[') return this.#open(sign);
    const isThere = this.#string() ?? this.#take(NUMBER) ?? this.#take(WORD);
    return isThere === undefined ? this.#broken('a value') : undefined;
  }

  #open(sign: '{' | '['): JsonProblem | undefined {
    if (this.#levels.length >= MAX_DEPTH) {
      return this.#problem('too-deep', `The file is nested deeper than ${MAX_DEPTH} levels. No team needs that many.`);
    }
    const level: Level = sign === '{' ? { closes: '}', segment: undefined } : { closes: ']', segment: 0 };
    this.#at++;
    this.#take(BLANK);
    if (this.#text[this.#at] === level.closes) {
      this.#at++;
      return undefined;
    }
    this.#levels.push(level);
    return sign === '[' ? this.#value() : this.#keyAndValue(level);
  }

  #keyAndValue(level: Level): JsonProblem | undefined {
    level.segment = undefined;
    this.#take(BLANK);
    const start = this.#at;
    const key = this.#string();
    if (key === undefined) return this.#broken('a key in double quotes');
    level.segment = toKey(key);
    if (level.segment === '__proto__') {
      this.#at = start;
      return this.#problem('forbidden-key', 'The key "__proto__" is not allowed in a file. Take it out.');
    }
    this.#take(BLANK);
    if (this.#text[this.#at] !== ':') return this.#broken('":"');
    this.#at++;
    return this.#value();
  }

  /** A string with its quotes. Which escapes are good is left to JSON.parse, whose verdict comes second. */
  #string(): string | undefined {
    const start = this.#at;
    if (this.#text[start] !== '"') return undefined;
    this.#at++;
    for (;;) {
      this.#take(PLAIN);
      const sign = this.#text[this.#at];
      if (sign === '"') {
        this.#at++;
        return this.#text.slice(start, this.#at);
      }
      if (sign !== '\\') {
        this.#openString = start;
        return undefined;
      }
      this.#at += 2;
    }
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const taken = pattern.exec(this.#text)?.[0];
    if (taken !== undefined) this.#at += taken.length;
    return taken;
  }

  #broken(expected: string): JsonProblem {
    const start = this.#openString;
    if (start !== undefined) {
      this.#at = start;
      return this.#problem('broken-json', 'The text that begins here has no closing quotation mark on its line.');
    }
    const found = this.#at >= this.#text.length ? 'the file ends' : `there is ${quote(this.#text, this.#at)}`;
    return this.#problem('broken-json', `${expected} was expected here, but ${found}.`);
  }

  #problem(rule: JsonProblem['rule'], message: string): JsonProblem {
    const before = this.#text.slice(0, this.#at);
    const lineStart = before.lastIndexOf('\n') + 1;
    return {
      rule,
      line: before.split('\n').length,
      column: this.#at - lineStart + 1,
      path: this.#levels.map(({ segment }) => segment).filter((segment) => segment !== undefined),
      message: message.charAt(0).toUpperCase() + message.slice(1),
    };
  }
}

function toKey(literal: string): string {
  try {
    return String(JSON.parse(literal));
  } catch {
    return literal.slice(1, -1); // a bad escape: JSON.parse of the whole text will tell
  }
}

function quote(text: string, at: number): string {
  const found = /^[^\s,:{}[\]]{1,20}/u.exec(text.slice(at, at + 20))?.[0] ?? text.slice(at, at + 1);
  return JSON.stringify(found);
}
