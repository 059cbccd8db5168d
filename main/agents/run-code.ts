import { digestJson } from '../core/digest.ts';
import type { Effects } from '../core/effects.ts';
import { type CodeBlock, type CodeExecutor, CodeResult } from '../sandbox/code-executor.ts';
import { toldResult } from './code-blocks.ts';

/** One run of code through the door, told as it is told to agents. */
export async function runCode(
  blocks: readonly CodeBlock[],
  { executor, effects, agent }: { executor: CodeExecutor; effects: Effects; agent: string },
): Promise<{ result: CodeResult; sequence: number }> {
  const plain = blocks.map(({ code, language }) => ({ code, language }));
  const { value, sequence } = await effects.step<CodeResult>({
    kind: 'code',
    requested: digestJson(plain),
    risk: executor.risk,
    precious: executor.risk === 'execute',
    pending: () => ({ agent, code_blocks: plain }),
    parse: (outcome) => CodeResult.parse(outcome),
    assumed: (output) => ({ exit_code: 0, output }),
    execute: async (context) => ({ value: await executor.execute(blocks, context) }),
  });
  return { result: toldResult(value), sequence };
}
