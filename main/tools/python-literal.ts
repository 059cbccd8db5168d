import type { Json } from '../../shared/json.ts';
import { closingBracket, endOfString, splitTopLevel } from './python-split.ts';

const NAMED: ReadonlyMap<string, Json> = new Map<string, Json>([
  ['None', null],
  ['True', true],
  ['False', false],
]);

/** Deeper values come from nobody who wants to be understood. */
const MAX_DEPTH = 20;

/** The JSON value of a Python literal, or undefined for any other expression. */
export function parseLiteral(text: string, depth = 0): { readonly value: Json } | undefined {
  const literal = text.trim();
  const named = NAMED.get(literal);
  if (named !== undefined) return { value: named };
  if (/^[-+]?(\d[\d_]*\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(literal)) return { value: Number(literal.replaceAll('_', '')) };
  if (/^["']/.test(literal)) return endOfString(literal, 0) === literal.length ? parseString(literal) : undefined;
  if (depth > MAX_DEPTH || !/^[([{]/.test(literal)) return undefined;
  if (closingBracket(literal, 0) !== literal.length - 1) return undefined;
  const items = splitTopLevel(literal.slice(1, -1), ',');
  return literal.startsWith('{') ? parseDict(items, depth + 1) : parseList(items, depth + 1);
}

function parseString(literal: string): { value: Json } {
  const quote = /^("""|''')/.test(literal) ? 3 : 1;
  const inner = literal.slice(quote, literal.length - quote);
  return { value: inner.replaceAll(/\\(.)/gs, (_all, sign: string) => ESCAPES.get(sign) ?? sign) };
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['\n', ''],
]);

function parseList(items: readonly string[], depth: number): { value: Json } | undefined {
  const values = items.map((item) => parseLiteral(item, depth));
  return values.every((value) => value !== undefined) ? { value: values.map(({ value }) => value) } : undefined;
}

function parseDict(items: readonly string[], depth: number): { value: Json } | undefined {
  const entries: [string, Json][] = [];
  for (const item of items) {
    const [key, value, ...more] = splitTopLevel(item, ':').map((part) => parseLiteral(part, depth)?.value);
    if (typeof key !== 'string' || value === undefined || more.length > 0) return undefined;
    entries.push([key, value]);
  }
  return { value: Object.fromEntries(entries) };
}
