import type { RunEvent, RunEventBody } from '../event.ts';
import { askerAt } from '../prompt.ts';
import type { Usage } from '../usage.ts';
import { append, type ChunkedList, emptyList, replaceAt } from './chunked-list.ts';

/** One call of a model in a run. */
export interface ModelCall {
  readonly place: string;
  /** Number of the event that told of it first. */
  readonly sequence: number;
  /** Name of the agent or team that asked; empty for the manager of the whole team. */
  readonly asker: string;
  readonly state: 'open' | 'done' | 'failed';
  /** Null while it is open, and where it failed. */
  readonly usage: Usage | null;
  readonly durationMs: number | null;
  /** Label of the model that answered, or failed to; null until then. */
  readonly model: string | null;
  /** Tokens that its question and answer may have together; null where nobody knows. */
  readonly contextTokens: number | null;
  /** It came from a cache of Troupe and cost nothing. */
  readonly isCached: boolean;
}

/** The model calls of a run in the order in which they began. */
export interface ModelCalls {
  readonly lastSequence: number;
  readonly calls: ChunkedList<ModelCall>;
  /** Index of each call that is open, by its place. */
  readonly open: Readonly<Record<string, number>>;
  /** What models can read and write, by label, as the run pinned it. */
  readonly contexts: Readonly<Record<string, number>>;
}

/** A run without events. */
export const NO_CALLS: ModelCalls = { lastSequence: 0, calls: emptyList(), open: {}, contexts: {} };

/** Folds one event in. An event that was folded before changes nothing. */
export function applyCallEvent(calls: ModelCalls, { sequence, body }: RunEvent): ModelCalls {
  if (sequence <= calls.lastSequence) return calls;
  const next = { ...calls, lastSequence: sequence };
  if (body.type === 'run-start') return { ...next, contexts: { ...calls.contexts, ...body.prices?.contexts } };
  if (body.type !== 'effect-start' && body.type !== 'effect-end') return next;
  if (body.kind !== 'model') return next;
  const call = callOf(body, sequence, calls.contexts);
  const { [body.place]: index, ...open } = calls.open;
  const grown = index === undefined ? append(calls.calls, call) : replaceAt(calls.calls, index, call);
  if (body.type === 'effect-end') return { ...next, calls: grown, open };
  return { ...next, calls: grown, open: { ...calls.open, [body.place]: index ?? calls.calls.length } };
}

function callOf(
  body: Extract<RunEventBody, { type: 'effect-start' | 'effect-end' }>,
  sequence: number,
  contexts: ModelCalls['contexts'],
): ModelCall {
  const { place } = body;
  const common = {
    place,
    sequence,
    asker: askerAt(place).split('/').at(-1) ?? '',
  };
  if (body.type === 'effect-start')
    return {
      ...common,
      state: 'open',
      usage: null,
      durationMs: null,
      model: null,
      contextTokens: null,
      isCached: false,
    };
  const state = body.error === undefined ? 'done' : 'failed';
  const { usage = null, durationMs, model = null, cached = false } = body;
  const contextTokens = (model === null ? undefined : contexts[model]) ?? null;
  return { ...common, state, usage, durationMs, model, contextTokens, isCached: cached };
}
