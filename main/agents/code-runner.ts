import * as z from 'zod';
import { ContentHash } from '../../shared/ids.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { Effects } from '../core/effects.ts';
import type { CodeBlock, CodeExecutor, CodeResult, WorkFolder } from '../sandbox/code-executor.ts';
import { runCode } from './run-code.ts';

/** A work folder as it is kept with an agent. */
export const KeptFolder = z.record(z.string(), ContentHash).default({});

export interface CodeRunnerOptions {
  readonly executor: CodeExecutor;
  /** Name of the agent that it runs code for. */
  readonly agent: string;
}

/** Runs code for one agent, through the door, in a work folder that goes on from step to step: outcomes name its files. */
export class CodeRunner {
  readonly #options: CodeRunnerOptions;
  #folder: WorkFolder = {};

  constructor(options: CodeRunnerOptions) {
    this.#options = options;
  }

  /** One run, told as it is told to agents. */
  async run(blocks: readonly CodeBlock[], effects: Effects): Promise<{ result: CodeResult; sequence: number }> {
    const { result, sequence, files } = await runCode(blocks, { ...this.#options, effects, folder: this.#folder });
    this.#folder = folderAfter(this.#folder, files);
    return { result, sequence };
  }

  reset(): void {
    this.#folder = {};
  }

  /** The folder, for states and checkpoints; nothing while it is empty. */
  saved(key: string): JsonObject {
    return Object.keys(this.#folder).length === 0 ? {} : { [key]: { ...this.#folder } };
  }

  load(folder: WorkFolder): void {
    this.#folder = folder;
  }
}

function folderAfter(before: WorkFolder, files: CodeResult['files'] = {}): WorkFolder {
  const after = { ...before, ...files };
  return Object.fromEntries(Object.entries(after).filter((entry): entry is [string, ContentHash] => entry[1] !== null));
}
