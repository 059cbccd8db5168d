import * as z from 'zod';
import { checkedTool, textResult } from '../checked-tool.ts';
import type { Tool } from '../tool.ts';
import { onWorkspace } from './on-workspace.ts';
import type { Workspace } from './workspace.ts';

const MOST_ENTRIES = 1000;

const Arguments = z.object({
  path: z.string().default('.').describe('A folder inside the workspace folder; left out: all of it.'),
});

/** Lists a folder of the workspace. */
export function listFilesTool(workspace: () => Workspace): Tool {
  return checkedTool({
    name: 'list_files',
    description: 'Lists a folder of the workspace, one path a line; folders end with "/".',
    risk: 'read',
    parameters: Arguments,
    run: ({ path }) =>
      onWorkspace(async () => {
        const lines: string[] = [];
        for await (const entry of workspace().entries(path)) lines.push(entry.isFolder ? `${entry.path}/` : entry.path);
        const left = lines.length - MOST_ENTRIES;
        if (left > 0) lines.splice(MOST_ENTRIES, left, `[${left} more]`);
        return textResult(lines.length === 0 ? 'The folder is empty.' : lines.join('\n'));
      }),
  });
}
