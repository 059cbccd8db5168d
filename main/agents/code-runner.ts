import type { Effects } from '../core/effects.ts';
import { KeptFolder } from '../core/kept-folder.ts';
import type { CodeBlock, CodeExecutor, CodeResult } from '../sandbox/code-executor.ts';
import { runCode } from './run-code.ts';

export interface CodeRunnerOptions {
  readonly executor: CodeExecutor;
  /** Name of the agent that it runs code for. */
  readonly agent: string;
}

/** Runs code for one agent, through the door, in a work folder that goes on from step to step: outcomes name its files. */
export class CodeRunner {
  readonly folder = new KeptFolder();
  readonly #options: CodeRunnerOptions;

  constructor(options: CodeRunnerOptions) {
    this.#options = options;
  }

  /** One run, told as it is told to agents. */
  async run(blocks: readonly CodeBlock[], effects: Effects): Promise<{ result: CodeResult; sequence: number }> {
    const { folder } = this;
    const { result, sequence, files } = await runCode(blocks, { ...this.#options, effects, folder: folder.files });
    folder.take(files);
    return { result, sequence };
  }
}
