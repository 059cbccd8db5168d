import { className, findDefinition } from '../component/registry.ts';
import type { TeamDocument, TeamNode } from './document.ts';

/** True for what AutoGen takes as the name of an agent: a Python identifier. (AutoGen: str.isidentifier) */
export function isIdentifier(name: string): boolean {
  return /^[\p{XID_Start}_]\p{XID_Continue}*$/u.test(name);
}

/** A Python identifier made of any text: "Fact checker" → `fact_checker`, "2nd try" → `_2nd_try`. */
export function toIdentifier(text: string): string {
  const words = text
    .normalize('NFKC')
    .trim()
    .replaceAll(/[^\p{XID_Continue}]+/gu, '_')
    .replaceAll(/^_+|_+$/g, '');
  const identifier = words === '' ? 'agent' : words;
  return isIdentifier(identifier) ? identifier : `_${identifier}`;
}

/** `wanted` as an identifier that is not among `taken`: `writer`, else `writer_2`, `writer_3`… */
export function uniqueName(wanted: string, taken: Iterable<string>): string {
  const names = new Set(taken);
  const base = toIdentifier(wanted);
  let name = base;
  for (let number = 2; names.has(name); number++) name = `${base}_${number}`;
  return name;
}

/** The name in a component's config; undefined where it has none. */
export function configName({ component }: TeamNode): string | undefined {
  const name = component.config['name'];
  return typeof name === 'string' ? name : undefined;
}

/** All names in use, in the order of the nodes. */
export function namesIn(document: TeamDocument): string[] {
  return document.nodes.map(configName).filter((name) => name !== undefined);
}

/** What people call a node: its name, else its label, else the title of its kind. Never empty. */
export function nodeTitle(node: TeamNode): string {
  const { provider, label } = node.component;
  return configName(node) || label || findDefinition(provider)?.title || className(provider) || provider;
}
