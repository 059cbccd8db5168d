import { lstat, readdir, realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, extname, isAbsolute, join, resolve } from 'node:path';
import { AppError } from '../../shared/failure.ts';

/** A file that can be indexed. */
export interface FoundFile {
  /** Absolute, without links. */
  readonly path: string;
  readonly bytes: number;
}

/** A file that was left out, and why. */
export interface LeftOut {
  readonly path: string;
  readonly why: string;
}

/** A path that was named is not there, or cannot be read. */
export class PathMissingError extends AppError {
  readonly code = 'path-missing';
}

const MOST_BYTES = 2_000_000;
/** Most of a PDF is pictures and fonts. */
const MOST_PDF_BYTES = 100_000_000;
const MOST_FILES = 20_000;
/** Folders with what others made. */
const FOREIGN: ReadonlySet<string> = new Set(['node_modules', '__pycache__', 'venv', 'dist', 'build', 'target']);
/** Files that hold no text of people; what else is none is found when it is read. */
const NO_TEXT =
  /^\.(png|jpe?g|gif|webp|ico|bmp|tiff?|mp[34]|wav|ogg|flac|mov|avi|mkv|zip|gz|tgz|xz|bz2|7z|rar|jar|exe|dll|so|dylib|o|a|class|wasm|woff2?|ttf|otf|eot|db|sqlite|parquet|bin|gguf|onnx|pyc|docx?|xlsx?|pptx?|odt|ods)$/i;

/**
 * All files at these paths that may hold text. Hidden files and folders and those of packages are passed over in silence,
 * links are not followed; what else is left out is told.
 * @throws PathMissingError
 */
export async function findFiles(
  paths: readonly string[],
  signal: AbortSignal,
): Promise<{ readonly files: readonly FoundFile[]; readonly leftOut: readonly LeftOut[] }> {
  const files = new Map<string, FoundFile>();
  const leftOut: LeftOut[] = [];
  const open = await Promise.all(paths.map((path) => rootAt(path)));
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    signal.throwIfAborted();
    const facts = await lstat(path);
    if (facts.isDirectory()) {
      for (const name of await readdir(path))
        if (!name.startsWith('.') && !FOREIGN.has(name)) open.push(join(path, name));
    } else if (facts.isFile()) {
      const why = reasonAgainst(path, facts.size);
      if (why !== undefined) leftOut.push({ path, why });
      else files.set(path, { path, bytes: facts.size });
    }
    if (files.size > MOST_FILES) {
      throw new PathMissingError(`There are more than ${MOST_FILES} files. Name a smaller folder.`);
    }
  }
  return { files: inOrder([...files.values()]), leftOut: inOrder(leftOut) };
}

function inOrder<T extends { readonly path: string }>(all: readonly T[]): T[] {
  return all.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** The whole path of what a person wrote. */
export async function rootAt(written: string): Promise<string> {
  const text = written.trim().replace(/^~(?=$|[/\\])/, homedir());
  if (text === '') throw new PathMissingError('Name a file or a folder.');
  try {
    return await realpath(isAbsolute(text) ? text : resolve(text));
  } catch (cause) {
    throw new PathMissingError(`There is no file or folder at ${text}, or it cannot be read.`, { cause });
  }
}

function reasonAgainst(path: string, bytes: number): string | undefined {
  const ending = extname(path).toLowerCase();
  if (NO_TEXT.test(ending)) return 'no text';
  const most = ending === '.pdf' ? MOST_PDF_BYTES : MOST_BYTES;
  if (bytes > most) return `larger than ${most / 1e6} MB`;
  return basename(path) === 'package-lock.json' || ending === '.map' || ending === '.lock'
    ? 'made by a program'
    : undefined;
}
