export type Arithmetic =
  { readonly ok: true; readonly value: number } | { readonly ok: false; readonly problem: string };

const MAX_LENGTH = 2000;
const MAX_DEPTH = 100;

/**
 * Works out an expression of numbers, `+ - * / % ^`, parentheses, functions and the constants `pi` and `e`.
 * Precedence is that of mathematics and Python: `-2^2` is -4, `2^3^2` is 512, and `%` takes the sign of the divisor.
 */
export function evaluate(expression: string): Arithmetic {
  if (expression.trim() === '') return { ok: false, problem: 'the expression is empty' };
  if (expression.length > MAX_LENGTH) return { ok: false, problem: `it is longer than ${MAX_LENGTH} characters` };
  try {
    const value = new Parser(expression).parse();
    if (!Number.isFinite(value)) return { ok: false, problem: 'the result is not a finite number' };
    return { ok: true, value };
  } catch (error) {
    if (error instanceof ExpressionProblem) return { ok: false, problem: error.message };
    throw error;
  }
}

class ExpressionProblem extends Error {}

const CONSTANTS: ReadonlyMap<string, number> = new Map([
  ['pi', Math.PI],
  ['e', Math.E],
]);

/** Functions by name, each with how many arguments it takes at least and at most. */
const FUNCTIONS: ReadonlyMap<string, readonly [number, number, (...args: number[]) => number]> = new Map([
  ['sqrt', [1, 1, Math.sqrt]],
  ['abs', [1, 1, Math.abs]],
  ['round', [1, 2, (value: number, digits = 0) => Math.round(value * 10 ** digits) / 10 ** digits]],
  ['floor', [1, 1, Math.floor]],
  ['ceil', [1, 1, Math.ceil]],
  ['min', [1, Infinity, Math.min]],
  ['max', [1, Infinity, Math.max]],
  ['sin', [1, 1, Math.sin]],
  ['cos', [1, 1, Math.cos]],
  ['tan', [1, 1, Math.tan]],
  ['log', [1, 2, (value: number, base = 10) => (base === 10 ? Math.log10(value) : Math.log(value) / Math.log(base))]],
  ['ln', [1, 1, Math.log]],
  ['exp', [1, 1, Math.exp]],
]);

/** Signs that models write for the plain ones. */
const SIGNS: ReadonlyMap<string, string> = new Map([
  ['×', '*'],
  ['·', '*'],
  ['÷', '/'],
  ['−', '-'],
  ['**', '^'],
]);

const TOKEN = /\s*(?:(\d+\.?\d*(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?)|([a-z_]\w*)|(\*\*|[-+*/%^(),×·÷−]))/iy;

class Parser {
  readonly #tokens: readonly string[];
  #next = 0;
  #depth = 0;

  constructor(expression: string) {
    this.#tokens = tokens(expression);
  }

  parse(): number {
    const value = this.#sum();
    const rest = this.#tokens[this.#next];
    if (rest !== undefined) throw new ExpressionProblem(`"${rest}" was not expected there`);
    return value;
  }

  #sum(): number {
    let value = this.#product();
    for (;;) {
      if (this.#take('+')) value += this.#product();
      else if (this.#take('-')) value -= this.#product();
      else return value;
    }
  }

  #product(): number {
    let value = this.#signed();
    for (;;) {
      if (this.#take('*')) value *= this.#signed();
      else if (this.#take('/')) value /= nonZero(this.#signed(), 'division by zero');
      else if (this.#take('%')) value = modulo(value, nonZero(this.#signed(), 'remainder of a division by zero'));
      else return value;
    }
  }

  #signed(): number {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw new ExpressionProblem(`it is nested deeper than ${MAX_DEPTH} levels`);
    const value = this.#take('-') ? -this.#signed() : this.#take('+') ? this.#signed() : this.#power();
    this.#depth -= 1;
    return value;
  }

  #power(): number {
    const base = this.#atom();
    return this.#take('^') ? base ** this.#signed() : base;
  }

  #atom(): number {
    const token = this.#tokens[this.#next];
    if (token === undefined) throw new ExpressionProblem('it ends too early');
    this.#next += 1;
    if (token === '(') {
      const value = this.#sum();
      this.#expect(')');
      return value;
    }
    if (/^[\d.]/.test(token)) return Number(token);
    if (/^[a-z_]/i.test(token)) return this.#named(token.toLowerCase());
    throw new ExpressionProblem(`"${token}" was not expected there`);
  }

  #named(name: string): number {
    const constant = CONSTANTS.get(name);
    if (constant !== undefined) return constant;
    const known = FUNCTIONS.get(name);
    if (known === undefined) {
      throw new ExpressionProblem(`"${name}" is not known; there are ${[...FUNCTIONS.keys(), 'pi', 'e'].join(', ')}`);
    }
    const [atLeast, atMost, apply] = known;
    this.#expect('(');
    const args = [this.#sum()];
    while (this.#take(',')) args.push(this.#sum());
    this.#expect(')');
    if (args.length < atLeast || args.length > atMost) {
      throw new ExpressionProblem(`${name} does not take ${args.length} arguments`);
    }
    const value = apply(...args);
    if (Number.isNaN(value)) throw new ExpressionProblem(`${name}(${args.join(', ')}) is not a real number`);
    return value;
  }

  #take(token: string): boolean {
    if (this.#tokens[this.#next] !== token) return false;
    this.#next += 1;
    return true;
  }

  #expect(token: string): void {
    if (this.#take(token)) return;
    const found = this.#tokens[this.#next];
    throw new ExpressionProblem(`"${token}" was expected ${found === undefined ? 'at the end' : `before "${found}"`}`);
  }
}

function tokens(expression: string): string[] {
  const found: string[] = [];
  const text = expression.trimEnd();
  for (TOKEN.lastIndex = 0; TOKEN.lastIndex < text.length;) {
    const start = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (match === null)
      throw new ExpressionProblem(`"${[...text.slice(start).trimStart()][0]}" was not expected there`);
    const token = match[1] ?? match[2] ?? match[3] ?? '';
    found.push(SIGNS.get(token) ?? token);
  }
  return found;
}

function nonZero(value: number, problem: string): number {
  if (value === 0) throw new ExpressionProblem(problem);
  return value;
}

function modulo(value: number, divisor: number): number {
  const rest = value % divisor;
  return rest !== 0 && Math.sign(rest) !== Math.sign(divisor) ? rest + divisor : rest;
}
