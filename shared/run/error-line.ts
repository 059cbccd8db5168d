import { jsonLine } from './json-line.ts';

/** The last line of `--jsonl` where a run failed, or could not start or go on. The message is for a person. */
export function errorLine(message: string): string {
  return jsonLine({ type: 'Error', message });
}
