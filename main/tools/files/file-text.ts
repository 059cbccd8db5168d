import type { FileHandle } from 'node:fs/promises';
import { WorkspaceProblem } from './workspace.ts';

/** More of a file is not read. */
const LARGEST_BYTES = 4 * 1024 * 1024;

/** The text of an open file. @throws WorkspaceProblem where it is too large or no text */
export async function textOf(handle: FileHandle, path: string): Promise<string> {
  const { size } = await handle.stat();
  if (size > LARGEST_BYTES) throw new WorkspaceProblem(`"${path}" is larger than 4 MB.`);
  // A file that grows meanwhile is read as far as it was.
  const bytes = Buffer.alloc(size);
  const { bytesRead } = await handle.read(bytes, 0, size, 0);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, bytesRead));
    if (!text.includes('\0')) return text;
  } catch {
    // said below
  }
  throw new WorkspaceProblem(`"${path}" holds no text.`);
}
