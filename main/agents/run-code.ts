import * as z from 'zod';
import { digestJson } from '../core/digest.ts';
import type { Effects } from '../core/effects.ts';
import type { WorkFolder } from '../../shared/run/work-folder.ts';
import { type CodeBlock, type CodeExecutor, CodeResult } from '../sandbox/code-executor.ts';
import { toldResult } from './code-blocks.ts';

/** The arguments of a run of code, as a person may change them. */
const CodeArguments = z.object({ code_blocks: z.array(z.object({ code: z.string(), language: z.string() })).min(1) });

export interface CodeRun {
  readonly executor: CodeExecutor;
  readonly effects: Effects;
  readonly agent: string;
  /** The work folder that it runs in. */
  readonly folder: WorkFolder;
}

/** One run of code through the door: `result` as it is told to agents, and what became of the files. */
export async function runCode(
  blocks: readonly CodeBlock[],
  { executor, effects, agent, folder }: CodeRun,
): Promise<{ result: CodeResult; sequence: number; files: CodeResult['files'] }> {
  const plain = blocks.map(({ code, language }) => ({ code, language }));
  const { value, sequence } = await effects.step<CodeResult>({
    kind: 'code',
    requested: digestJson(plain),
    risk: executor.risk,
    precious: executor.risk === 'execute',
    pending: () => ({ agent, code_blocks: plain }),
    approval: {
      tool: 'code executor',
      identity: undefined,
      arguments: { code_blocks: plain },
      withArguments: (changed) => {
        const parsed = CodeArguments.safeParse(changed);
        if (!parsed.success) return 'Code is a list "code_blocks" of objects with the texts "language" and "code".';
        const blocks = parsed.data.code_blocks;
        return {
          pending: () => ({ agent, code_blocks: blocks }),
          execute: async (context) => ({ value: await executor.execute(blocks, context, folder) }),
        };
      },
      denied: (reason) => ({ exit_code: 1, output: reason }),
    },
    parse: (outcome) => CodeResult.parse(outcome),
    assumed: (output) => ({ exit_code: 0, output }),
    execute: async (context) => ({ value: await executor.execute(blocks, context, folder) }),
  });
  return { result: toldResult(value), sequence, files: value.files };
}
