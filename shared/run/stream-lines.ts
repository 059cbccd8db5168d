import type { ModelClientStreamingChunkEvent } from '../chat/agent-event.ts';
import { dumpItem } from '../chat/dump.ts';
import type { RunId } from '../ids.ts';
import { errorLine } from './error-line.ts';
import type { RunEvent, RunEventBody } from './event.ts';
import { jsonLine } from './json-line.ts';
import { streamedPieces } from './stream-pieces.ts';

type Body<T extends RunEventBody['type']> = Extract<RunEventBody, { type: T }>;
/** What a run waits for. */
export type OpenHolds = readonly Body<'hold'>[];

/**
 * The lines that an event adds to the stream which `troupe run --jsonl` and `troupe runs show` print: what AutoGen's
 * `run_stream` yields, one JSON object a line, and as last line the result. Only committed events are printed, so both
 * commands print equal text. Most events add no line.
 */
export function toStreamLines({ body, sequence }: RunEvent): readonly string[] {
  if (body.type === 'message') return [jsonLine(dumpItem(body.message))];
  if (body.type === 'effect-end') return chunkLines(body, sequence);
  if (body.type === 'run-end') return [resultLine(body)];
  return [];
}

/**
 * The holds that are open after one more event, oldest first: branches of a run can wait side by side. Fold it over a
 * run's events; what is left at the end is what a parked run waits for.
 */
export function nextOpenHolds(open: OpenHolds, { body }: RunEvent): OpenHolds {
  if (body.type === 'run-end') return [];
  if (body.type === 'hold') return [...open.filter((hold) => hold.place !== body.place), body];
  return body.type === 'release' ? open.filter((hold) => hold.place !== body.place) : open;
}

/** The last line of a run that is parked. `for` is what it waits for; null where only its engine went away. */
export function waitingLine(run: RunId, [hold]: OpenHolds): string {
  const waitingFor = hold === undefined ? null : { why: hold.why, place: hold.place, ...hold.pending };
  return jsonLine({ type: 'Waiting', run, for: waitingFor });
}

function resultLine({ reason, stopReason, error }: Body<'run-end'>): string {
  if (reason === 'finished') return jsonLine({ type: 'TaskResult', stop_reason: stopReason });
  return errorLine(error?.message ?? (reason === 'stopped' ? 'The run was stopped.' : 'The run failed.'));
}

/** The stream is not stored: it is cut again from the final text, at the lengths in which it came. */
function chunkLines({ chunks, draft, outcome, startedAtMs }: Body<'effect-end'>, sequence: number): string[] {
  if (chunks === undefined || draft === undefined) return [];
  return streamedPieces(chunks, outcome ?? null).map((content, index) => {
    const chunk: ModelClientStreamingChunkEvent = {
      id: `${draft.messageId}/${String(sequence)}.${String(index)}`,
      source: draft.source,
      models_usage: null,
      metadata: {},
      created_at: new Date(startedAtMs).toISOString(),
      content,
      full_message_id: draft.messageId,
      type: 'ModelClientStreamingChunkEvent',
    };
    return jsonLine(dumpItem(chunk));
  });
}
