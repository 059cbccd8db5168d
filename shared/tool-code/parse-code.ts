import type { Program } from '@babel/types';
import { countedText } from './counted-text.ts';
import type { ParseModule } from './tool-code.ts';

/** Longer code is not read. */
const MOST_CHARACTERS = 200_000;

/** The code is longer than anyone writes by hand. */
export class CodeTooLong extends Error {}

/**
 * Reads code of a document as TypeScript, in bounded time whatever it is. Nothing of it is run.
 * @throws SyntaxError, CodeTooLong; RangeError or ReadTooOften where it is nested too deep
 */
export function parseCode(source: string, parse: ParseModule): Program {
  if (source.length > MOST_CHARACTERS) throw new CodeTooLong('This is too long to be read. Write less than 200 kB.');
  return parse(countedText(source), { sourceType: 'module', plugins: ['typescript'] }).program;
}
