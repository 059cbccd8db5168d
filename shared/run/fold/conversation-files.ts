import { filesOfOutcome } from '../work-folder.ts';
import type { FilesRow } from './conversation-row.ts';
import {
  type Body,
  type Conversation,
  type OpenTurn,
  openTurnAt,
  startRow,
  type Step,
  withRow,
  withTurn,
} from './conversation-state.ts';

/** Files stand under the calls that left them; those of code wait for what is said of it. */
export function applyFiles(conversation: Conversation, step: Step<Body<'effect-end'>>): Conversation {
  const { body } = step;
  const files = body.kind === 'code' || body.kind === 'tool' ? filesOfOutcome(body.outcome) : undefined;
  if (files === undefined) return conversation;
  const turn = openTurnAt(conversation, body.place);
  const row: FilesRow = {
    type: 'files',
    ...startRow(step, turn?.path ?? null),
    source: turn?.speaker ?? null,
    paths: Object.keys(files).toSorted(),
  };
  if (turn === undefined || body.kind === 'tool') return withRow(conversation, row);
  const told = tellLeftFiles(conversation, turn);
  return withTurn(told, { ...turn, isNumbered: turn.isNumbered || turn.leftFiles !== null, leftFiles: row });
}

/** Tells what a turn's code left where nothing more is said of it. */
export function tellLeftFiles(conversation: Conversation, turn: OpenTurn | undefined): Conversation {
  if (turn === undefined || turn.leftFiles === null) return conversation;
  return withRow(withTurn(conversation, { ...turn, leftFiles: null }), turn.leftFiles);
}
