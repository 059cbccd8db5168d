import { parse } from '@babel/parser';
import type { JsonObject } from '../../../shared/json.ts';
import type { TeamNode } from '../../../shared/team/document.ts';
import { configName } from '../../../shared/team/names.ts';
import { readToolCode } from '../../../shared/tool-code/read-tool-code.ts';
import type { ParseModule, ToolCode, TypedCode } from '../../../shared/tool-code/tool-code.ts';

/** The parser, which comes with the first tool that is looked at: who imports this file is loaded then. */
export const parseModule: ParseModule = parse;

const read = new WeakMap<JsonObject, ToolCode>();
const last = new Map<string, TypedCode>();

/** What the code of a JavaScript tool says now. Nothing of it is run. */
export function readCode(node: TeamNode): ToolCode {
  const { config } = node.component;
  const known = read.get(config);
  if (known !== undefined) return known;
  const source = typeof config['source_code'] === 'string' ? config['source_code'] : '';
  const code = readToolCode(source, { parse: parseModule, toolName: configName(node) });
  read.set(config, code);
  if (code.type === 'typed') last.set(node.id, code);
  return code;
}

/** What the code of a tool said when it could be read last, while this page is open. */
export function lastReadCode(node: TeamNode): TypedCode | undefined {
  const now = readCode(node);
  return now.type === 'typed' ? now : last.get(node.id);
}
