import { open } from 'node:fs/promises';

/** Whether a file begins as every GGUF file does. Rejects with the file system's error where it cannot be read. */
export async function hasGgufStart(path: string): Promise<boolean> {
  const start = Buffer.alloc(4);
  const file = await open(path);
  try {
    await file.read(start, 0, start.length, 0);
  } finally {
    await file.close();
  }
  return start.toString('latin1') === 'GGUF';
}
