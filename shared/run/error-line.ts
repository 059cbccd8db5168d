/** The last line of `--jsonl` where a run failed, or could not start or go on. The message is for a person. */
export function errorLine(message: string): string {
  return JSON.stringify({ type: 'Error', message });
}
