import { digestText } from '../core/digest.ts';
import type { EffectContext } from '../core/effects.ts';
import type { BlobStore } from '../core/store.ts';
import type { WorkFolder } from '../../shared/run/work-folder.ts';
import { blockFile, NOT_IN_FOLDER } from './block-file.ts';
import type { CodeBlock, CodeExecutor, CodeResult } from './code-executor.ts';
import { SandboxError } from './sandbox-error.ts';
import type { SandboxFile, SandboxLanguage } from './sandbox-messages.ts';
import type { SandboxSession } from './sandbox-session.ts';
import { keepChanges, readFiles } from './work-files.ts';

export interface SandboxExecutorOptions {
  readonly session: Pick<SandboxSession, 'ask'>;
  readonly blobs: BlobStore;
  /** Of each block. */
  readonly timeoutMs: number;
}

/** Exit codes of shells. */
const CANNOT_RUN = 126;
const TIMED_OUT = 124;
const KILLED = 137;

const LANGUAGES: ReadonlyMap<string, SandboxLanguage> = new Map([
  ['python', 'python'],
  ['py', 'python'],
  ['python3', 'python'],
  ['javascript', 'javascript'],
  ['js', 'javascript'],
  ['typescript', 'javascript'],
  ['ts', 'javascript'],
]);

/** Runs code blocks in the sandbox: Python, JavaScript and TypeScript. */
export class SandboxExecutor implements CodeExecutor {
  readonly risk = 'sandboxed';
  readonly #options: SandboxExecutorOptions;

  constructor(options: SandboxExecutorOptions) {
    this.#options = options;
  }

  async execute(blocks: readonly CodeBlock[], context: EffectContext, folder: WorkFolder): Promise<CodeResult> {
    const before = readFiles(folder, this.#options.blobs);
    const after = new Map(before);
    let output: string[] = [];
    const replaced = new Map<string, string | undefined>(); // by blocks that are files: what stood there before
    let exitCode = 0;
    for (const block of blocks) {
      const file = blockFile(block.code);
      if (file === null) {
        [exitCode, output] = [1, [NOT_IN_FOLDER]]; // what was printed before is not told
        break;
      }
      if (file !== undefined) {
        if (!replaced.has(file)) replaced.set(file, after.get(file));
        after.set(file, Buffer.from(block.code).toString('base64'));
      }
      const ran = await this.#runBlock(block, { file, files: after, context });
      output.push(ran.output);
      exitCode = ran.exitCode;
      for (const { path, base64 } of ran.changed) {
        if (base64 === null) after.delete(path);
        else after.set(path, base64);
      }
      if (exitCode !== 0) break;
    }
    for (const [file, base64] of replaced) {
      if (base64 === undefined) after.delete(file);
      else after.set(file, base64);
    }
    return { exit_code: exitCode, output: output.join(''), ...keepChanges({ before, after }, this.#options.blobs) };
  }

  async #runBlock(
    { code, language }: CodeBlock,
    { file, files, context }: { file: string | undefined; files: ReadonlyMap<string, string>; context: EffectContext },
  ): Promise<Ran> {
    const known = LANGUAGES.get(language.toLowerCase());
    if (known === undefined) return { exitCode: CANNOT_RUN, output: unknownLanguage(language), changed: [] };
    const name = file ?? `tmp_code_${digestText(code).slice(0, 12)}.${known === 'python' ? 'py' : 'ts'}`;
    const sent = [...files].map(([path, base64]): SandboxFile => ({ path, base64 }));
    try {
      const answer = await this.#options.session.ask(
        { type: 'run', language: known, code, name, files: sent },
        { signal: context.signal, timeoutMs: this.#options.timeoutMs },
      );
      if (answer.type === 'ran') return answer;
      return {
        exitCode: 1,
        output: answer.type === 'failed' ? answer.message : 'The code broke the sandbox.',
        changed: [],
      };
    } catch (error) {
      if (error instanceof SandboxError)
        return { exitCode: exitCodeOf(error), output: withPrinted(error), changed: [] };
      throw error;
    }
  }
}

interface Ran {
  readonly exitCode: number;
  readonly output: string;
  readonly changed: readonly { readonly path: string; readonly base64: string | null }[];
}

function unknownLanguage(language: string): string {
  return (
    `The sandbox runs Python, JavaScript and TypeScript only, so this block of "${language}" was not run. ` +
    'There is no shell and nothing can be installed: write it in Python, with what comes with Python.\n'
  );
}

/** What was printed stands before the reason, on lines of its own. */
function withPrinted({ printed, message }: SandboxError): string {
  return printed === '' || printed.endsWith('\n') ? printed + message : `${printed}\n${message}`;
}

function exitCodeOf({ why }: SandboxError): number {
  if (why === 'time') return TIMED_OUT;
  return why === 'missing' || why === 'start' ? CANNOT_RUN : KILLED;
}
