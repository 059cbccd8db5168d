import type { RunEvent } from '../../shared/run/event.ts';
import { MemoryWrite } from '../../shared/run/memory-outcome.ts';
import type { Connection } from '../../main/storage/connection.ts';

/** What is wrong with what was remembered: each committed step of the log must have one entry, and no other may be there. */
export function memoryProblem(connection: Connection, events: readonly RunEvent[]): string | undefined {
  const wanted = events.flatMap(({ sequence, body }) =>
    body.type === 'effect-end' && body.kind === 'memory' && MemoryWrite.safeParse(body.outcome).success
      ? [sequence]
      : [],
  );
  const kept = connection
    .prepare<[], { sequence: number }>('SELECT sequence FROM memory_entries ORDER BY sequence')
    .all()
    .map(({ sequence }) => sequence);
  return wanted.join() === kept.join() ? undefined : `remembered at events ${wanted.join()}, entries of ${kept.join()}`;
}
