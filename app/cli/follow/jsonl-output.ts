import { errorLine } from '../../../shared/run/error-line.ts';
import { toStreamLines, waitingLine } from '../../../shared/run/stream-lines.ts';
import type { RunOutput } from './run-output.ts';

/** One JSON object a line, as AutoGen's `run_stream` yields them. Only what is committed is printed. */
export function jsonlOutput(write: (text: string) => void): RunOutput {
  return {
    recall: () => undefined,
    event: (event) => {
      for (const line of toStreamLines(event)) write(`${line}\n`);
    },
    signal: () => undefined,
    parked: (run, holds) => write(`${waitingLine(run, holds)}\n`),
    failed: (_run, problem) => write(`${errorLine(problem)}\n`),
  };
}
