import type { RunEvent } from '../../shared/run/event.ts';
import { MemoryClear, MemoryWrite } from '../../shared/run/memory-outcome.ts';
import type { Connection } from './connection.ts';
import { MemorySpaces } from './memory-spaces.ts';
import { VectorRows } from './vector-rows.ts';

/** Memories follow the log: what a run remembered is kept in the commit that says so. */
export class MemoryLog {
  readonly #spaces: MemorySpaces;
  readonly #vectors: VectorRows;

  constructor(connection: Connection) {
    this.#spaces = new MemorySpaces(connection);
    this.#vectors = new VectorRows(connection);
  }

  /** `run`: row of the run in whose log the event stands. */
  follow(run: number, { sequence, timestampMs, body }: RunEvent): void {
    if (body.type !== 'effect-end' || body.kind !== 'memory' || body.outcome === undefined) return;
    const written = MemoryWrite.safeParse(body.outcome).data;
    if (written?.remembered) {
      const { remembered, content, source } = written;
      const space = this.#spaces.take(remembered);
      this.#spaces.write({ space, content, source, run, sequence, file: null, atMs: timestampMs });
    }
    const cleared = MemoryClear.safeParse(body.outcome).data?.cleared;
    if (cleared) this.clear(this.#spaces.find(cleared));
  }

  clear(space: number | undefined): void {
    if (space === undefined) return;
    this.#vectors.dropSpace(space);
    this.#spaces.drop(space);
  }
}
