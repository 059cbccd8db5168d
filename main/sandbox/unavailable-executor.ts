import type { CodeExecutor } from './code-executor.ts';

/** Exit code of shells for a command that was found and could not be run. */
const CANNOT_RUN = 126;

/** Stands where code cannot be run here: every call says so. */
export function unavailableExecutor(provider: string): CodeExecutor {
  const output = `Troupe cannot run code in "${provider}" yet, so nothing was run. Go on without running code.`;
  return { risk: 'none', execute: async () => ({ exit_code: CANNOT_RUN, output }) };
}
