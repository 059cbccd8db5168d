import type { RunId } from '../../../shared/ids.ts';
import type { EventBatch } from '../../core/store.ts';
import type { Connection } from '../../storage/connection.ts';
import { SqliteRunStore } from '../../storage/run-store.ts';

/** Where a process kills itself: before or after its how manieth commit, from 1. Written as `before:7`. */
export interface KillPoint {
  readonly side: 'before' | 'after';
  readonly commit: number;
}

/** @throws for anything else. */
export function parseKillPoint(text: string): KillPoint {
  const [side, commit] = text.split(':');
  if ((side !== 'before' && side !== 'after') || !(Number(commit) > 0)) throw new Error(`"${text}" is no kill point.`);
  return { side, commit: Number(commit) };
}

/** The real store of a process that dies by SIGKILL at a chosen commit: nothing of it gets another word in. */
export class DyingRunStore extends SqliteRunStore {
  readonly #diesAt: KillPoint | undefined;
  #commits = 0;

  constructor(connection: Connection, diesAt: KillPoint | undefined) {
    super(connection);
    this.#diesAt = diesAt;
  }

  /** How often was committed here. */
  get commits(): number {
    return this.#commits;
  }

  override commit(batches: readonly EventBatch[], durability: 'full' | 'normal'): readonly RunId[] {
    this.#commits += 1;
    this.#dieAt('before');
    const lost = super.commit(batches, durability);
    this.#dieAt('after');
    return lost;
  }

  #dieAt(side: KillPoint['side']): void {
    const isHere = this.#diesAt?.side === side && this.#diesAt.commit === this.#commits;
    if (isHere) process.kill(process.pid, 'SIGKILL');
  }
}
