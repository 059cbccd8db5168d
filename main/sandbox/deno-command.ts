import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SandboxLanguage } from './sandbox-messages.ts';

/** Where the parts of the sandbox are on this machine. */
export interface SandboxPlaces {
  /** Deno's program. */
  readonly deno: string;
  /** Pyodide's `pyodide.mjs`. */
  readonly pyodide: string;
  /** Folder of Troupe's own part of it: `resources/sandbox`. */
  readonly guest: string;
}

/** What a process of the sandbox is for. */
export interface SandboxKind {
  readonly language: SandboxLanguage;
  /** Most that code may use, MiB. */
  readonly memoryMb: number;
}

export interface DenoCommand {
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** What the kernel allows at most where the watch comes too late: writable memory in KiB, of which V8 reserves a third unused. */
const MEMORY_AT_MOST_KB = 3_000_000;

/**
 * Deno without any right but to read its own files, which it gives back before the first code.
 *
 * The import map matters as much as the missing rights: Deno 2.9.6 lets `import(…, { with: { type: 'text' } })` of the main thread
 * read any file without a right to read. Here it can name nothing but Troupe's part and Pyodide; and code runs in a worker,
 * where the right is asked for besides.
 */
export function denoCommand(places: SandboxPlaces, kind: SandboxKind, platform: NodeJS.Platform): DenoCommand {
  const guest = folderAddress(places.guest);
  const python = kind.language === 'python' ? [places.pyodide] : [];
  const folders = [guest, ...python.map((file) => folderAddress(dirname(file)))];
  const readable = [places.guest, ...python.map((file) => dirname(file))];
  const map = { imports: { 'file:///': null, ...Object.fromEntries(folders.map((folder) => [folder, folder])) } };
  const heapMb = Math.max(64, Math.round(kind.memoryMb / 2));
  const args = [
    ...['run', '--quiet', '--no-prompt', '--no-remote', '--no-npm', '--no-config', '--no-lock', '--no-code-cache'],
    `--import-map=data:application/json;base64,${Buffer.from(JSON.stringify(map)).toString('base64')}`,
    `--allow-read=${readable.map((folder) => folder.replaceAll(',', ',,')).join(',')}`,
    // A page of WebAssembly has 64 KiB.
    `--v8-flags=--max-old-space-size=${heapMb},--wasm-max-mem-pages=${kind.memoryMb * 16}`,
    `${guest}supervisor.mjs`,
    ...python.map((file) => pathToFileURL(file).href),
  ];
  // Where this cannot be a folder Deno keeps nothing: no cache, no storage that one run could leave for the next.
  const env = { NO_COLOR: '1', DENO_DIR: join(places.guest, 'supervisor.mjs', 'none'), DENO_NO_UPDATE_CHECK: '1' };
  if (platform !== 'linux') return { program: places.deno, args, env };
  const limits = `ulimit -c 0; ulimit -d ${MEMORY_AT_MOST_KB}; exec "$@"`;
  return { program: '/bin/sh', args: ['-c', limits, 'sandbox', places.deno, ...args], env };
}

function folderAddress(folder: string): string {
  return `${pathToFileURL(folder).href}/`;
}
