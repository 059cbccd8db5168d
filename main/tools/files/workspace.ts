import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, opendir, realpath, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { pathProblem } from './path-problem.ts';

/** A file or folder that cannot be used, in a sentence for the model. */
export class WorkspaceProblem extends Error {}

/** An entry of a folder: its path from the workspace folder, with "/". */
export interface WorkspaceEntry {
  readonly path: string;
  readonly isFolder: boolean;
}

/**
 * The one folder in which agents read and write files.
 *
 * Contract: nothing outside of it is opened, however a path is written: `..`, absolute paths and devices are refused before, links
 * are followed to their end and refused where that is outside, and what was opened is compared with what was looked at.
 */
export class Workspace {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Opens a file for reading. @throws WorkspaceProblem */
  async openToRead(path: string): Promise<FileHandle> {
    const full = await this.#inside(path);
    return this.#opened(path, { full, flags: constants.O_RDONLY });
  }

  /** Opens a file for writing at its end or over what it holds; it and its folders are made where they are missing. @throws WorkspaceProblem */
  async openToWrite(path: string): Promise<FileHandle> {
    checkPath(path); // its folder, which is made first, would be told of by another name
    await mkdir(this.#folder, { recursive: true });
    const folder = await this.#inside(dirname(path), { mayMiss: true });
    await told(path, mkdir(folder, { recursive: true }));
    const full = await this.#inside(path, { mayMiss: true });
    return this.#opened(path, { full, flags: constants.O_RDWR | constants.O_CREAT });
  }

  /** What is in a folder, in the order of names. Links are not followed. @throws WorkspaceProblem */
  async *entries(path: string): AsyncGenerator<WorkspaceEntry> {
    const full = await this.#inside(path);
    const folder = await told(path, opendir(full));
    const entries: WorkspaceEntry[] = [];
    const root = await this.#root();
    for await (const entry of folder) {
      if (!entry.isFile() && !entry.isDirectory()) continue;
      const inside = relative(root, join(full, entry.name)).split(sep).join('/');
      entries.push({ path: inside, isFolder: entry.isDirectory() });
    }
    yield* entries.toSorted((one, other) => (one.path < other.path ? -1 : 1));
  }

  async #root(): Promise<string> {
    return told('.', realpath(this.#folder));
  }

  /** The place of a path with all links followed. `mayMiss`: its last parts need not be there yet. */
  async #inside(path: string, { mayMiss = false } = {}): Promise<string> {
    checkPath(path);
    await mkdir(this.#folder, { recursive: true });
    const root = await this.#root();
    const wanted = resolve(root, path);
    const real = await realPlace(wanted, { path, mayMiss });
    if (real !== root && !real.startsWith(root + sep)) {
      throw new WorkspaceProblem(`"${path}" cannot be used: it leads out of the workspace folder.`);
    }
    return real;
  }

  async #opened(path: string, { full, flags }: { full: string; flags: number }): Promise<FileHandle> {
    // Not a pipe that never opens, and no link that was put there meanwhile.
    const handle = await told(path, open(full, flags | constants.O_NOFOLLOW | constants.O_NONBLOCK));
    try {
      const [found, there] = [await handle.stat(), await stat(await this.#inside(path))];
      if (!found.isFile()) throw new WorkspaceProblem(`"${path}" is no file.`);
      if (found.ino !== there.ino || found.dev !== there.dev) {
        throw new WorkspaceProblem(`"${path}" was replaced while it was opened.`);
      }
      return handle;
    } catch (error) {
      await handle.close();
      throw error;
    }
  }
}

function checkPath(path: string): void {
  const problem = pathProblem(path);
  if (problem !== undefined) throw new WorkspaceProblem(`"${path}" cannot be used: ${problem}.`);
}

/** Follows the links of what is there; what is not adds its names. */
async function realPlace(wanted: string, { path, mayMiss }: { path: string; mayMiss: boolean }): Promise<string> {
  if (!mayMiss) return told(path, realpath(wanted));
  try {
    return await realpath(wanted);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw toProblem(path, error);
    const parent = dirname(wanted);
    if (parent === wanted) throw toProblem(path, error);
    return join(await realPlace(parent, { path, mayMiss }), wanted.slice(parent.length));
  }
}

/** What the system said of a path, as a sentence. */
async function told<T>(path: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw toProblem(path, error);
  }
}

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'is not there',
  ENOTDIR: 'leads through a file',
  EISDIR: 'is a folder',
  EACCES: 'may not be opened',
  EPERM: 'may not be opened',
  ELOOP: 'is a link',
  ENXIO: 'is no file',
  ENAMETOOLONG: 'is too long a name',
  ENOSPC: 'cannot be written: the disk is full',
  EROFS: 'cannot be written: the disk is read-only',
};

function toProblem(path: string, error: unknown): Error {
  const words = WORDS[codeOf(error)];
  return words === undefined ? (error as Error) : new WorkspaceProblem(`"${path}" ${words}.`);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
