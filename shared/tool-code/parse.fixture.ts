import { parse } from '@babel/parser';
import { readToolCode } from './read-tool-code.ts';
import type { ParseModule, ToolCode } from './tool-code.ts';

/** The parser that the hosts load. */
export const parseModule: ParseModule = parse;

/** What a tool's code says of itself. */
export function read(source: string, toolName?: string): ToolCode {
  return readToolCode(source, { parse: parseModule, toolName });
}
