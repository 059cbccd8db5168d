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
  const turn = (limit: number): number =>
    lastIndexUpTo(turns.bars, { limit, numberOf: ({ firstSequence }) => firstSequence });
  switch (move) {
    case 'start':
      return 1;
    case 'previous':
      return itemAt(rows, row(at - 1))?.sequence ?? 1;
    case 'next':
      return itemAt(rows, row(at) + 1)?.sequence ?? lastSequence;
    case 'previous-turn':
      return endOfTurn(store, turn(at - 1) - (isInTurn(store, at) ? 1 : 0));
    case 'next-turn':
      return endOfTurn(store, turn(at) + (isInTurn(store, at) ? 0 : 1));
    case 'end':
      return lastSequence;
    default:
      return assertNever(move);
  }
}

/** True where the turn at the playhead has not been played to its end. */
function isInTurn(store: RunStore, at: number): boolean {
  const { bars } = store.getState().turns;
  const bar = itemAt(bars, lastIndexUpTo(bars, { limit: at, numberOf: ({ firstSequence }) => firstSequence }));
  return bar !== undefined && at < bar.lastSequence;
}

function endOfTurn(store: RunStore, index: number): number {
  const { turns, conversation } = store.getState();
  if (index < 0) return 1;
  return itemAt(turns.bars, index)?.lastSequence ?? conversation.lastSequence;
}
