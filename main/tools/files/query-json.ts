import * as z from 'zod';
import { failureText } from '../../../shared/failure.ts';
import type { Json } from '../../../shared/json.ts';
import { checkedTool, errorResult, textResult } from '../checked-tool.ts';
import type { Tool, ToolResult } from '../tool.ts';
import { textOf } from './file-text.ts';
import { closing, onWorkspace } from './on-workspace.ts';
import type { Workspace } from './workspace.ts';

const LONGEST_QUERY = 200;
const MOST_VALUES = 20_000;
const MOST_CHARACTERS = 200_000;

const Arguments = z.object({
  query: z.string().max(LONGEST_QUERY).describe('A JMESPath expression, for example people[?age > `30`].name.'),
  data: z.string().max(4_000_000).optional().describe('The JSON text. Left out where a path is given.'),
  path: z.string().optional().describe('A JSON file in the workspace folder.'),
});

/** Takes out of JSON what a query asks for. (JMESPath: pure, without functions of ours) */
export function queryJsonTool(workspace: () => Workspace): Tool {
  return checkedTool({
    name: 'query_json',
    description:
      'Takes a part out of JSON by a JMESPath expression: out of a text, or out of a file in the workspace folder.',
    risk: 'read',
    parameters: Arguments,
    run: ({ query, data, path }) =>
      onWorkspace(async () => {
        if ((data === undefined) === (path === undefined)) return errorResult('Give "data" or "path", one of them.');
        const text =
          path === undefined ? (data ?? '') : await closing(workspace().openToRead(path), (file) => textOf(file, path));
        return search(text, query);
      }),
  });
}

async function search(text: string, query: string): Promise<ToolResult> {
  const { default: jmespath } = await import('jmespath');
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch (error) {
    return errorResult(`This is no JSON: ${failureText(error)}`);
  }
  try {
    const found = (jmespath.search(value, query) ?? null) as Json;
    if (!isSmall(found)) return errorResult('The result is too large. Ask for less.');
    return textResult(JSON.stringify(found, null, 2) ?? 'null'); // what is inherited, such as a constructor, is no JSON
  } catch (error) {
    return errorResult(`The query cannot be used: ${failureText(error)}`);
  }
}

/** A query can name one thing twice, and that twice again: what is small in memory can be without end as text. */
function isSmall(value: Json): boolean {
  const left: Json[] = [value];
  let [count, characters] = [0, 0];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    count += 1;
    if (typeof next === 'string') characters += next.length;
    if (count > MOST_VALUES || characters > MOST_CHARACTERS) return false;
    if (typeof next === 'object' && next !== null) {
      const parts = Object.entries(next);
      if (parts.length > MOST_VALUES) return false;
      for (const [key, part] of parts) {
        characters += key.length;
        if (part !== undefined) left.push(part);
      }
    }
  }
  return true;
}
