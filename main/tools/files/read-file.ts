import * as z from 'zod';
import { checkedTool, textResult } from '../checked-tool.ts';
import type { Tool } from '../tool.ts';
import { textOf } from './file-text.ts';
import { closing, onWorkspace } from './on-workspace.ts';
import type { Workspace } from './workspace.ts';

/** As much as a model is told at once. */
const MOST_CHARACTERS = 50_000;

const Arguments = z.object({
  path: z.string().describe('Path inside the workspace folder, for example notes/plan.md.'),
  offset: z.int().nonnegative().default(0).describe('Where to begin, in characters.'),
});

/** Reads a text file of the workspace, a part at a time where it is long. */
export function readFileTool(workspace: () => Workspace): Tool {
  return checkedTool({
    name: 'read_file',
    description: 'Reads a text file of the workspace folder.',
    risk: 'read',
    parameters: Arguments,
    run: ({ path, offset }) =>
      onWorkspace(async () => {
        const text = await closing(workspace().openToRead(path), (handle) => textOf(handle, path));
        const end = offset + MOST_CHARACTERS;
        const rest = text.length - end;
        const more = rest > 0 ? `\n[${rest} more characters. Go on with offset ${end}.]` : '';
        return textResult(text.slice(offset, end) + more);
      }),
  });
}
