import { styleText } from 'node:util';
import { ConsoleOutput } from './console-output.ts';
import { jsonlOutput } from './jsonl-output.ts';
import type { RunOutput } from './run-output.ts';

/** The output of this terminal: JSON lines where asked for, else words, live where somebody watches. */
export function outputFor(isJsonl: boolean): RunOutput {
  const write = (text: string): void => void process.stdout.write(text);
  if (isJsonl) return jsonlOutput(write);
  const isLive = process.stdout.isTTY;
  return new ConsoleOutput({ write, isLive, bold: (text) => (isLive ? styleText('bold', text) : text) });
}
