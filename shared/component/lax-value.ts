import type { Json } from '../json.ts';

const BOOLEAN_WORDS: ReadonlyMap<string, boolean> = new Map([
  ...['1', 'true', 't', 'yes', 'y', 'on'].map((word) => [word, true] as const),
  ...['0', 'false', 'f', 'no', 'n', 'off'].map((word) => [word, false] as const),
]);

/**
 * What Python makes of a value that is not of the type expected (`boolean`, `int` or `number`), where it can: "5" is 5 and
 * "yes" is true. Undefined where it can make nothing of it. (pydantic, lax)
 */
export function laxValue(value: Json | undefined, expected: string): Json | undefined {
  if (expected === 'boolean') {
    if (value === 0 || value === 1) return value === 1;
    return typeof value === 'string' ? BOOLEAN_WORDS.get(value.toLowerCase()) : undefined;
  }
  if (expected !== 'number' && expected !== 'int') return undefined;
  if (typeof value === 'boolean') return Number(value);
  if (typeof value !== 'string' || !/^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/.test(value)) return undefined;
  return Number(value);
}
