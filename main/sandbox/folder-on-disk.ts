import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import type { WorkFiles } from './work-files.ts';

/** Of a work folder; more is not kept. */
const MAX_BYTES = 16_000_000;
const MAX_FILES = 500;
/** Names of the programs that blocks become, which are no files of theirs. */
export const PROGRAM = 'tmp_code_';

/** A work folder that programs of the machine see. */
export class FolderOnDisk {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  static async of(files: WorkFiles): Promise<FolderOnDisk> {
    const folder = new FolderOnDisk(await mkdtemp(join(tmpdir(), 'troupe-code-')));
    for (const [path, base64] of files) await folder.write(path, Buffer.from(base64, 'base64'));
    return folder;
  }

  /** `path`: relative, and it leads nowhere else: it comes from the log or from `read`. */
  async write(path: string, content: Buffer | string): Promise<void> {
    const file = join(this.path, path);
    await mkdir(dirname(file), { recursive: true });
    // A block may have put a link in the place of the next one's program: what stands there is taken away, and no link is followed.
    await rm(file, { force: true });
    await writeFile(file, content, { flag: 'wx' });
  }

  /** All files but links, and what is said where they are too much: then none is given. */
  async read(): Promise<{ readonly files: WorkFiles } | { readonly tooMuch: string }> {
    const entries = await readdir(this.path, { withFileTypes: true, recursive: true });
    const names = entries
      .filter((entry) => entry.isFile() && !entry.name.startsWith(PROGRAM) && !entry.parentPath.includes('__pycache__'))
      .map((entry) => join(entry.parentPath, entry.name));
    if (names.length > MAX_FILES) return { tooMuch: tooMuch(`${names.length} files`) }; // too many to look at each
    const sizes = await Promise.all(names.map(async (name) => (await stat(name)).size));
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    if (bytes > MAX_BYTES) {
      return { tooMuch: tooMuch(`${names.length} files with ${Math.ceil(bytes / 1e6)} MB`) };
    }
    const files = new Map<string, string>();
    for (const name of names) {
      files.set(relative(this.path, name).split(sep).join('/'), (await readFile(name)).toString('base64'));
    }
    return { files };
  }

  async remove(): Promise<void> {
    await rm(this.path, { recursive: true, force: true });
  }
}

function tooMuch(held: string): string {
  return `The work folder holds ${held}. At most ${MAX_FILES} files with ${MAX_BYTES / 1e6} MB are kept: what was changed is lost.\n`;
}
