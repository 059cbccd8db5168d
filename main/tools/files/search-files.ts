import * as z from 'zod';
import { checkedTool, textResult } from '../checked-tool.ts';
import type { Tool } from '../tool.ts';
import { textOf } from './file-text.ts';
import { closing, onWorkspace } from './on-workspace.ts';
import { type Workspace, type WorkspaceEntry, WorkspaceProblem } from './workspace.ts';

const MOST_FILES = 5000;
const MOST_LINES = 200;
const LONGEST_LINE = 300;

const Arguments = z.object({
  text: z.string().min(1).describe('What to look for; capital and small letters count as the same.'),
  path: z.string().default('.').describe('A folder inside the workspace folder; left out: all of it.'),
});

/** Finds a text in the files of the workspace. */
export function searchFilesTool(workspace: () => Workspace): Tool {
  return checkedTool({
    name: 'search_files',
    description: 'Finds a text in the files of the workspace: path, number and text of each line that holds it.',
    risk: 'read',
    parameters: Arguments,
    run: ({ text, path }, { signal }) =>
      onWorkspace(async () => {
        const found: string[] = [];
        let files = 0;
        for await (const file of filesUnder(workspace(), path)) {
          signal.throwIfAborted();
          files += 1;
          found.push(...(await linesWith(text.toLowerCase(), { workspace: workspace(), path: file })));
          if (files >= MOST_FILES || found.length >= MOST_LINES) break;
        }
        const cut = files >= MOST_FILES ? [`[Only the first ${MOST_FILES} files were looked at.]`] : [];
        const more = found.length > MOST_LINES ? ['[There are more.]'] : [];
        const lines = [...found.slice(0, MOST_LINES), ...more, ...cut];
        return textResult(lines.length === 0 ? 'Nothing was found.' : lines.join('\n'));
      }),
  });
}

/** All files under a folder, each folder's own first. */
async function* filesUnder(workspace: Workspace, path: string): AsyncGenerator<string> {
  const folders = [path];
  for (let folder = folders.shift(); folder !== undefined; folder = folders.shift()) {
    for await (const entry of workspace.entries(folder)) {
      if (isHidden(entry)) continue;
      if (entry.isFolder) folders.push(entry.path);
      else yield entry.path;
    }
  }
}

/** What programs keep for themselves, such as `.git`, is not what one looks for. */
function isHidden({ path }: WorkspaceEntry): boolean {
  return (path.split('/').at(-1) ?? '').startsWith('.');
}

async function linesWith(text: string, { workspace, path }: { workspace: Workspace; path: string }): Promise<string[]> {
  try {
    const lines = (await closing(workspace.openToRead(path), (handle) => textOf(handle, path))).split('\n');
    return lines.flatMap((line, index) =>
      line.toLowerCase().includes(text) ? [`${path}:${index + 1}: ${line.trim().slice(0, LONGEST_LINE)}`] : [],
    );
  } catch (error) {
    if (error instanceof WorkspaceProblem) return []; // a picture, or a file that has gone
    throw error;
  }
}
