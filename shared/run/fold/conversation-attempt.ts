import { addUsage } from '../usage.ts';
import { itemAt, replaceAt } from './chunked-list.ts';
import { type Body, type Conversation, openTurnAt, startRow, type Step, withRow } from './conversation-state.ts';

/** Tells in the script that an attempt failed: what is tried again in one row a place, each fallback in its own. */
export function applyAttempt(
  conversation: Conversation,
  { body, sequence, atMs }: Step<Body<'attempt'>>,
): Conversation {
  const { place, number, error, waitMs, next, wasShown = false, usage } = body;
  const totals =
    usage === undefined ? conversation.totals : { ...conversation.totals, ...addUsage(conversation.totals, usage) };
  const settled = settleWaits({ ...conversation, totals }, place, atMs);
  if (error.code === 'cancelled') return settled; // the end of the run tells why
  const turnPath = openTurnAt(settled, place)?.path ?? null;
  const start = startRow({ sequence, atMs }, turnPath);
  if (next !== undefined) return withRow(settled, { type: 'fallback', ...start, error, next, wasShown });
  const index = settled.rows.length - 1;
  const last = itemAt(settled.rows, index);
  if (last?.type === 'retry' && last.place === place) {
    const row = { ...last, attempts: number, error, waitMs, atMs };
    return { ...settled, rows: replaceAt(settled.rows, index, row) };
  }
  return withRow(settled, { type: 'retry', ...start, place, attempts: number, error, waitMs });
}

/** Tells that an effect waits in line, and in the same row how long it was. */
export function applyWait(conversation: Conversation, { body, sequence, atMs }: Step<Body<'wait'>>): Conversation {
  const { place, message, waitedMs } = body;
  if (waitedMs !== null) return settleWaits(conversation, place, atMs);
  const settled = settleWaits(conversation, place, atMs);
  const turnPath = openTurnAt(settled, place)?.path ?? null;
  const start = startRow({ sequence, atMs }, turnPath);
  const told = withRow(settled, { type: 'wait', ...start, message, waitedMs: null });
  return { ...told, waits: { ...told.waits, [place]: told.rows.length - 1 } };
}

/** Whatever waits at this place, or anywhere below it, does so no longer. */
export function settleWaits(conversation: Conversation, place: string, atMs: number): Conversation {
  let { rows, waits } = conversation;
  for (const [waiting, index] of Object.entries(waits)) {
    if (waiting !== place && !waiting.startsWith(`${place}/`)) continue;
    const row = itemAt(rows, index);
    if (row?.type === 'wait') rows = replaceAt(rows, index, { ...row, waitedMs: Math.max(0, atMs - row.atMs) });
    const { [waiting]: _settled, ...others } = waits;
    waits = others;
  }
  return waits === conversation.waits ? conversation : { ...conversation, rows, waits };
}
