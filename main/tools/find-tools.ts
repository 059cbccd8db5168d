import * as z from 'zod';
import type { ToolSchema } from '../../shared/chat/tool-schema.ts';
import { checkedTool, textResult } from './checked-tool.ts';
import type { Tool } from './tool.ts';

/** What the tool is called that searches a library of tools. */
export const FIND_TOOLS = 'find_tools';

/** So many are found at most: the model is told of each from then on. */
const MOST_FOUND = 8;
/** So many names are told where nothing fits. */
const MOST_NAMES = 40;
const FOUND_LINE = /^- (\S+): /;

const Arguments = z.object({
  query: z.string().min(1).describe('What the tool shall do, in a few words, or a name.'),
});

/**
 * Searches a library of tools by name and description. The model can call what was found from its next message on, and is
 * shown the schema of its arguments only then. `onFound` hears of it also where the outcome is read from the log.
 */
export function findToolsTool(library: readonly ToolSchema[], onFound: (names: readonly string[]) => void): Tool {
  return {
    ...checkedTool({
      name: FIND_TOOLS,
      description: `Searches ${library.length} more tools by what they do. Those found can be called from then on.`,
      risk: 'none',
      parameters: Arguments,
      run: async ({ query }) => textResult(foundText(query, library)),
    }),
    heard: ({ content }) => onFound(content.split('\n').flatMap((line) => FOUND_LINE.exec(line)?.[1] ?? [])),
  };
}

function foundText(query: string, library: readonly ToolSchema[]): string {
  const fitting = fittingTools(query, library).slice(0, MOST_FOUND);
  if (fitting.length > 0) {
    const lines = fitting.map(({ name, description }) => `- ${name}: ${description.replaceAll(/\s+/g, ' ').trim()}`);
    return `You can call these now:\n${lines.join('\n')}`;
  }
  const names = library.slice(0, MOST_NAMES).map(({ name }) => name);
  const more = library.length > names.length ? ` and ${library.length - names.length} more` : '';
  return `No tool fits "${query}". There are: ${names.join(', ')}${more}. Search with other words.`;
}

/** A word in the name counts so many times as much as one in the description. */
const NAME_WEIGHT = 3;

/** Those that fit, the best first; equal ones in the order of the library. A word that many tools have says little of each. */
function fittingTools(query: string, library: readonly ToolSchema[]): ToolSchema[] {
  const entries = library.map((schema) => ({
    schema,
    score: 0,
    name: wordsOf(schema.name),
    about: wordsOf(schema.description),
  }));
  for (const word of wordsOf(query)) {
    const weights = entries.map(({ name, about }) => (has(name, word) ? NAME_WEIGHT : 0) + (has(about, word) ? 1 : 0));
    const holders = weights.filter((weight) => weight > 0).length;
    const rarity = Math.log(1 + library.length / Math.max(1, holders));
    entries.forEach((entry, index) => (entry.score += (weights[index] ?? 0) * rarity));
  }
  return entries
    .filter(({ score }) => score > 0)
    .toSorted((one, other) => other.score - one.score)
    .map(({ schema }) => schema);
}

/** Of a longer word that was asked for, its beginning is enough: `mails` finds `mail`. */
const SHORTEST_STEM = 4;

function has(text: readonly string[], word: string): boolean {
  return text.some((one) => one.startsWith(word) || (one.length >= SHORTEST_STEM && word.startsWith(one)));
}

/** `getUser_name` is three words. */
function wordsOf(text: string): string[] {
  const parted = text.replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2').toLowerCase();
  return [...new Set(parted.match(/[\p{L}\p{N}]{2,}/gu) ?? [])];
}
