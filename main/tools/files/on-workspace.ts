import type { FileHandle } from 'node:fs/promises';
import { errorResult } from '../checked-tool.ts';
import type { ToolResult } from '../tool.ts';
import { WorkspaceProblem } from './workspace.ts';

/** Does something with files; what cannot be done is told to the model. */
export async function onWorkspace(work: () => Promise<ToolResult>): Promise<ToolResult> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof WorkspaceProblem) return errorResult(error.message);
    throw error;
  }
}

/** Does something with an open file, and closes it. */
export async function closing<T>(opened: Promise<FileHandle>, work: (handle: FileHandle) => Promise<T>): Promise<T> {
  const handle = await opened;
  try {
    return await work(handle);
  } finally {
    await handle.close();
  }
}
