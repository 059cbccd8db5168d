import { digestText } from '../core/digest.ts';
import type { BlobStore } from '../core/store.ts';
import type { WorkFolder } from '../../shared/run/work-folder.ts';
import type { CodeBlock, CodeExecutor, CodeResult } from './code-executor.ts';
import { FolderOnDisk, PROGRAM } from './folder-on-disk.ts';
import { keepChanges, readFiles } from './work-files.ts';

/** How a program of one language is started: its command, to which the file is added, and the ending of its name. */
export interface Interpreter {
  readonly command: readonly string[];
  readonly ending: string;
}

/** What a program printed, and its exit code. */
export interface Ended {
  readonly exitCode: number;
  readonly output: string;
}

/** Runs programs in a folder of this machine: there, or in a container that sees it. */
export interface Programs {
  /** Undefined for a language that cannot be run there. */
  interpreter(language: string): Interpreter | undefined;
  /** Runs a command with the folder as the place where it works. @throws only the signal's reason */
  run(command: readonly string[], folder: string, signal: AbortSignal): Promise<Ended>;
  /** The folder is not used any more, and nothing that was begun in it runs on. May be said twice. */
  leave(folder: string): Promise<void>;
}

/** Exit code of shells for what cannot be run. */
const CANNOT_RUN = 126;

/** Runs code blocks as programs in a folder on the disk, which is made for the step and gone after it. (AutoGen: the command line executors) */
export class OnDiskExecutor implements CodeExecutor {
  readonly risk = 'execute';
  readonly #programs: Programs;
  readonly #blobs: BlobStore;

  constructor({ programs, blobs }: { readonly programs: Programs; readonly blobs: BlobStore }) {
    this.#programs = programs;
    this.#blobs = blobs;
  }

  async execute(
    blocks: readonly CodeBlock[],
    { signal }: { readonly signal: AbortSignal },
    folder: WorkFolder,
  ): Promise<CodeResult> {
    const before = readFiles(folder, this.#blobs);
    const place = await FolderOnDisk.of(before);
    try {
      const { exitCode, output } = await this.#runAll(blocks, place, signal);
      // What still runs in a container could put a link in the place of a file while that is read.
      await this.#programs.leave(place.path);
      const after = await place.read();
      if ('tooMuch' in after) return { exit_code: exitCode || 1, output: output + after.tooMuch };
      return { exit_code: exitCode, output, ...keepChanges({ before, after: after.files }, this.#blobs) };
    } finally {
      await this.#programs.leave(place.path);
      await place.remove();
    }
  }

  async #runAll(blocks: readonly CodeBlock[], place: FolderOnDisk, signal: AbortSignal): Promise<Ended> {
    let output = '';
    for (const { code, language } of blocks) {
      const interpreter = this.#programs.interpreter(language.toLowerCase());
      if (interpreter === undefined) {
        return { exitCode: CANNOT_RUN, output: `${output}A block of "${language}" cannot be run here.\n` };
      }
      const file = `${PROGRAM}${digestText(code).slice(0, 12)}${interpreter.ending}`;
      await place.write(file, code);
      const ended = await this.#programs.run([...interpreter.command, file], place.path, signal);
      output += ended.output;
      if (ended.exitCode !== 0) return { exitCode: ended.exitCode, output };
    }
    return { exitCode: 0, output };
  }
}
