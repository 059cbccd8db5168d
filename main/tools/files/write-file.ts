import * as z from 'zod';
import { checkedTool, textResult } from '../checked-tool.ts';
import type { Tool } from '../tool.ts';
import { closing, onWorkspace } from './on-workspace.ts';
import type { Workspace } from './workspace.ts';

const Arguments = z.object({
  path: z.string().min(1).describe('Path inside the workspace folder. Folders that are missing are made.'),
  content: z.string().max(2_000_000).describe('The text.'),
  mode: z.enum(['overwrite', 'append']).default('overwrite').describe('What to do with a file that is there.'),
});

/** Writes a text file in the workspace. */
export function writeFileTool(workspace: () => Workspace): Tool {
  return checkedTool({
    name: 'write_file',
    description: 'Writes a text file in the workspace folder.',
    risk: 'write',
    parameters: Arguments,
    run: ({ path, content, mode }) =>
      onWorkspace(async () => {
        const bytes = Buffer.from(content);
        await closing(workspace().openToWrite(path), async (handle) => {
          if (mode === 'overwrite') await handle.truncate(0);
          await handle.write(bytes, 0, bytes.length, mode === 'append' ? (await handle.stat()).size : 0);
          await handle.sync();
        });
        return textResult(`${mode === 'append' ? 'Added' : 'Wrote'} ${bytes.length} bytes to ${path}.`);
      }),
  });
}
