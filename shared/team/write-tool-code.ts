import type { NodeId } from '../ids.ts';
import { canonicalJson, type Json } from '../json.ts';
import { readToolCode } from '../tool-code/read-tool-code.ts';
import type { ParseModule, TypedCode } from '../tool-code/tool-code.ts';
import { findNode } from './document-graph.ts';
import type { TeamDocument } from './document.ts';
import { setConfig } from './edit-component.ts';
import { renameNode } from './rename-node.ts';

interface Writing {
  readonly node: NodeId;
  /** The code as it is now. */
  readonly source: string;
  readonly parse: ParseModule;
  /** What it said when it could be read last, for code that could not be read until now. */
  readonly lastRead: TypedCode | undefined;
}

/**
 * Writes the code of a JavaScript tool. Its name, description and arguments go with it, each as long as it is what the code
 * said before: what a person wrote instead stays. A function that is found by its name always gives it to the tool.
 */
export function writeToolCode(document: TeamDocument, { node, source, parse, lastRead }: Writing): TeamDocument {
  const config = findNode(document, node)?.component.config;
  const written = setConfig(document, { node, patch: { source_code: source } });
  const toolName = typeof config?.['name'] === 'string' ? config['name'] : undefined;
  const now = readToolCode(source, { parse, toolName });
  if (config === undefined || now.type !== 'typed') return written;
  const { source_code: oldSource } = config;
  const old = readToolCode(typeof oldSource === 'string' ? oldSource : '', { parse, toolName });
  const before = old.type === 'typed' ? old : lastRead;
  const follows = (value: Json | undefined, said: Json | undefined): boolean =>
    said !== undefined && canonicalJson(value) === canonicalJson(said);
  const { name, description, schema } = now;
  const described = setConfig(written, {
    node,
    patch: {
      ...(description !== undefined && follows(config['description'], before?.description) && { description }),
      ...(follows(config['json_schema'], before?.schema) && { json_schema: schema }),
    },
  });
  if (name === undefined) return described;
  // The second tool of its kind is called `word_lengths_2` when it is put onto the canvas.
  const isOfCode = [toolName, toolName?.replace(/_\d+$/, '')].some((called) => follows(called, before?.name));
  return isOfCode || !now.isDefault ? renameNode(described, { node, name }) : described;
}

/** Gives a tool the arguments that its code says. From there on they go with it. */
export function takeArguments(
  document: TeamDocument,
  { node, code }: { readonly node: NodeId; readonly code: TypedCode },
): TeamDocument {
  return setConfig(document, { node, patch: { json_schema: code.schema } });
}
