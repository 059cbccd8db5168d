import type { TurnBar } from '../../rpc/runs-contract.ts';
import type { RunEvent, RunEventBody } from '../event.ts';
import { append, type ChunkedList, emptyList, itemAt, replaceAt } from './chunked-list.ts';
import { pathsUp } from './place.ts';

/** The turns of a run, one bar each, in the order of their starts. A nested team's bar counts what its members used. */
export interface Turns {
  readonly lastSequence: number;
  readonly bars: ChunkedList<TurnBar>;
  /** Index of the bar of each turn that is open, by its path. */
  readonly open: Readonly<Record<string, number>>;
}

/** A run without events. */
export const NO_TURNS: Turns = { lastSequence: 0, bars: emptyList(), open: {} };

/** Folds one event in. An event that was folded before changes nothing, so replay and live may overlap. */
export function applyTurnEvent(turns: Turns, event: RunEvent): Turns {
  if (event.sequence <= turns.lastSequence) return turns;
  const next = { ...turns, lastSequence: event.sequence };
  const { body } = event;
  if (body.type === 'turn-start') return openBar(next, event, body);
  if (body.type === 'run-start' || body.type === 'run-end') return next;
  const place = 'path' in body ? body.path : body.place;
  let changed: Turns = next;
  for (const path of pathsUp(place)) changed = growBar(changed, path, event);
  return body.type === 'turn-end' || body.type === 'turn-abandoned' ? closeBar(changed, event, body) : changed;
}

function openBar(
  turns: Turns,
  { sequence, timestampMs }: RunEvent,
  { path, speaker, number, progress }: Extract<RunEventBody, { type: 'turn-start' }>,
): Turns {
  const bar: TurnBar = {
    path,
    speaker,
    number,
    firstSequence: sequence,
    lastSequence: sequence,
    startedAtMs: timestampMs,
    endedAtMs: null,
    tokens: 0,
    costUsd: 0,
    state: 'open',
    ...(progress !== undefined && { progress }),
  };
  return { ...turns, bars: append(turns.bars, bar), open: { ...turns.open, [path]: turns.bars.length } };
}

function growBar(turns: Turns, path: string, { sequence, body }: RunEvent): Turns {
  const index = turns.open[path];
  const bar = index === undefined ? undefined : itemAt(turns.bars, index);
  if (index === undefined || bar === undefined) return turns;
  const usage = body.type === 'effect-end' || body.type === 'attempt' ? body.usage : undefined;
  const grown = { ...bar, lastSequence: sequence };
  // A model that answered and told no usage: nobody knows what it cost.
  if (body.type === 'effect-end' && body.kind === 'model' && body.outcome !== undefined && usage === undefined)
    grown.costUsd = null;
  if (usage !== undefined) {
    grown.tokens += usage.promptTokens + usage.completionTokens;
    // One price that is not known makes the sum unknown.
    grown.costUsd = bar.costUsd === null || usage.costUsd === null ? null : bar.costUsd + usage.costUsd;
  }
  return { ...turns, bars: replaceAt(turns.bars, index, grown) };
}

function closeBar(turns: Turns, { timestampMs }: RunEvent, body: RunEventBody & { path: string }): Turns {
  const { [body.path]: index, ...open } = turns.open;
  const bar = index === undefined ? undefined : itemAt(turns.bars, index);
  if (index === undefined || bar === undefined) return turns;
  const state = body.type === 'turn-end' ? 'done' : 'abandoned';
  return { ...turns, open, bars: replaceAt(turns.bars, index, { ...bar, endedAtMs: timestampMs, state }) };
}
