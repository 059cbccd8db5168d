import * as z from 'zod';
import { ChangedFiles, type WorkFolder } from '../../shared/run/work-folder.ts';
import type { EffectContext, Risk } from '../core/effects.ts';

/** A piece of code and the language that it says it is in. */
export interface CodeBlock {
  readonly code: string;
  /** As it is written: `python`, `Python`, `sh`. */
  readonly language: string;
}

/** What came of running code. `exit_code` 0: all went well. */
export const CodeResult = z.object({
  exit_code: z.number().int(),
  output: z.string(),
  /** Absent where no file is other than before. */
  files: ChangedFiles.optional(),
});
export type CodeResult = z.infer<typeof CodeResult>;

/**
 * Runs code. (AutoGen: CodeExecutor)
 *
 * Contract:
 * - is called only through the effect door;
 * - runs the blocks in order, in the folder as it is given, and ends at the first that fails;
 * - what goes wrong in code is a result, never an exception;
 * - stops when `context.signal` is aborted.
 */
export interface CodeExecutor {
  readonly risk: Extract<Risk, 'none' | 'sandboxed' | 'execute'>;
  execute(blocks: readonly CodeBlock[], context: EffectContext, folder: WorkFolder): Promise<CodeResult>;
}
