import { UsageError } from './usage-error.ts';

/** What a run in the terminal does without asking: sandboxed code, reading tools too, or all. */
export type ApproveLevel = 'sandboxed' | 'read' | 'all';

/** The level that `--approve` names; undefined where nothing was said. @throws UsageError */
export function approveLevel(text: string | undefined): ApproveLevel | undefined {
  if (text === undefined || text === 'sandboxed' || text === 'read' || text === 'all') return text;
  throw new UsageError(`--approve is "${text}": expected sandboxed, read or all.`);
}
