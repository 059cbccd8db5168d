import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/** One file of the built page, as both hosts hand it out. */
export interface PageFile {
  readonly content: Buffer<ArrayBuffer>;
  readonly contentType: string;
  /** Files under `assets/` carry a digest in their name; all others may change with the next build. */
  readonly cacheControl: string;
}

/** Reads a file of the built page. Undefined when there is none under this path, or the path leads out of the folder. */
export async function readPageFile(folder: string, urlPath: string): Promise<PageFile | undefined> {
  const path = filePath(folder, urlPath);
  const contentType = path === undefined ? undefined : CONTENT_TYPES[extname(path)];
  if (path === undefined || contentType === undefined) return undefined;
  try {
    const isHashed = path.startsWith(join(folder, 'assets') + sep);
    return {
      content: await readFile(path),
      contentType,
      cacheControl: isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    };
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** The file that a URL's path names, `/` being the page itself. Undefined when it is malformed or leads out. */
function filePath(folder: string, urlPath: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(urlPath);
  } catch {
    return undefined; // a broken percent escape names no file
  }
  if (decoded.includes('\0') || decoded.includes('\\')) return undefined;
  const path = normalize(join(folder, decoded === '/' ? 'index.html' : decoded));
  return path.startsWith(normalize(folder) + sep) ? path : undefined;
}

function isMissing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR' || code === 'ENAMETOOLONG';
}
