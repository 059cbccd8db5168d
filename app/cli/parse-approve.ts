import { UsageError } from './usage-error.ts';

/** What a run in the terminal does without asking: sandboxed code, shared memory too, reading tools too, or all. */
export type ApproveLevel = 'sandboxed' | 'memory' | 'read' | 'all';

/** The level that `--approve` names; undefined where nothing was said. @throws UsageError */
export function approveLevel(text: string | undefined): ApproveLevel | undefined {
  if (text === undefined) return undefined;
  const level = LEVELS.find((known) => known === text);
  if (level !== undefined) return level;
  throw new UsageError(`--approve is "${text}": expected sandboxed, memory, read or all.`);
}

const LEVELS: readonly ApproveLevel[] = ['sandboxed', 'memory', 'read', 'all'];
