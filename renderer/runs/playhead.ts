import { assertNever } from '../../shared/assert-never.ts';
import { itemAt, lastIndexUpTo } from '../../shared/run/fold/chunked-list.ts';
import { editorStore } from '../store/editor.ts';
import type { RunStore } from './run-store.ts';

export type PlayheadMove = 'start' | 'previous' | 'next' | 'previous-turn' | 'next-turn' | 'end';

/** Moves the playhead of a run. It runs nothing; at the end the present is shown again. */
export function movePlayhead(store: RunStore, move: PlayheadMove): void {
  const to = target(store, move);
  store.setPlayhead(to);
  const { turns } = store.getState();
  const bar = itemAt(
    turns.bars,
    lastIndexUpTo(turns.bars, { limit: to, numberOf: ({ firstSequence }) => firstSequence }),
  );
  editorStore.getState().selectTurn({ path: bar?.path ?? null, agent: bar?.speaker ?? null });
}

function target(store: RunStore, move: PlayheadMove): number {
  const { conversation, turns, playhead } = store.getState();
  const { rows, lastSequence } = conversation;
  const at = playhead ?? lastSequence;
  const row = (limit: number): number => lastIndexUpTo(rows, { limit, numberOf: ({ sequence }) => sequence });
  /** Index of the last turn that was over at an event. */
  const turn = (limit: number): number => lastIndexUpTo(turns.bars, { limit, numberOf: (bar) => bar.lastSequence });
  switch (move) {
    case 'start':
      return 1;
    case 'previous':
      return itemAt(rows, row(at - 1))?.sequence ?? 1;
    case 'next':
      return itemAt(rows, row(at) + 1)?.sequence ?? lastSequence;
    case 'previous-turn':
      return itemAt(turns.bars, turn(at - 1))?.lastSequence ?? 1;
    case 'next-turn':
      return itemAt(turns.bars, turn(at) + 1)?.lastSequence ?? lastSequence;
    case 'end':
      return lastSequence;
    default:
      return assertNever(move);
  }
}
