import { EXIT, type ExitStatus } from './exit-status.ts';
import { outputFor } from './follow/output-for.ts';
import type { Command } from './parse-command.ts';
import { runNamed } from './run-named.ts';
import { terminalEngine } from './terminal-engine.ts';

/** `troupe run --replay RUN`: runs the team again from its log, without any outside call, and tells it again if it came out equal. */
export async function replay(command: Extract<Command, { type: 'replay' }>): Promise<ExitStatus> {
  const { engine, close } = terminalEngine(command.data);
  try {
    const run = runNamed(command.run);
    const { equal, difference } = await engine.runs.replay(run);
    const output = outputFor(command.jsonl);
    for (const event of engine.runStore.scan(run, 0)) output.event(event);
    if (equal) return EXIT.finished;
    process.stderr.write(`The replay cannot be called equal. ${difference ?? ''}\n`);
    return EXIT.failed;
  } finally {
    await close();
  }
}
