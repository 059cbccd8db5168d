import type { EffectKind, RunEventBody } from '../../shared/run/event.ts';
import { addUsage, NO_USAGE, type Usage } from '../../shared/run/usage.ts';

/** What an event of a call settles: its reservation ends, and this was spent. */
export interface Settlement {
  readonly place: string;
  /** Counts for the run and for the day. */
  readonly used: Usage;
  /** Counts for the day only: at most this much, and nobody can tell. */
  readonly lost: Usage;
}

/** What is paid for: answers of models, and embeddings of memories. */
const PAID: ReadonlySet<EffectKind> = new Set(['model', 'memory']);

/** Undefined for events that settle nothing. */
export function settlementOf(body: RunEventBody): Settlement | undefined {
  if (body.type === 'attempt') {
    const { place, usage, lost } = body;
    return usage === undefined && lost === undefined
      ? undefined
      : { place, used: usage ?? NO_USAGE, lost: lost ?? NO_USAGE };
  }
  if (body.type !== 'effect-end' || !PAID.has(body.kind)) return undefined;
  const { place, usage = NO_USAGE, lost = NO_USAGE, error } = body;
  if (usage.costUsd === 0 && error === undefined) return undefined;
  return { place, used: usage, lost };
}

/** The place of a call that turned out to be free, such as one that a cache answered: what it had kept is given back. */
export function freedBy(body: RunEventBody): string | undefined {
  return body.type === 'effect-end' && PAID.has(body.kind) && settlementOf(body) === undefined ? body.place : undefined;
}

/** Turns that were begun, and milliseconds that calls took, added up. */
export interface Work {
  readonly turns: number;
  readonly timeMs: number;
}

export const NO_WORK: Work = { turns: 0, timeMs: 0 };

/** What an event adds to the work of its day; undefined for most. Time of a person is no time at work. */
export function workOf(body: RunEventBody): Work | undefined {
  if (body.type === 'turn-start') return { turns: 1, timeMs: 0 };
  if (body.type !== 'effect-end' || body.kind === 'human' || body.kind === 'approval') return undefined;
  return { turns: 0, timeMs: body.durationMs };
}

export function addWork(one: Work, other: Work): Work {
  return { turns: one.turns + other.turns, timeMs: one.timeMs + other.timeMs };
}

/** What a call that begins may use at most, where it is not known to be free; undefined for all other events. */
export function begunBy(body: RunEventBody): { place: string; costUsd: number; tokens: number } | undefined {
  if (body.type !== 'effect-start' || body.reserved === undefined || body.reserved.costUsd === 0) return undefined;
  const { costUsd, tokens } = toSums(body.reserved);
  return { place: body.place, costUsd, tokens };
}

/** Sums as they are kept: the known part of the cost, and the number of calls whose price is unknown. */
export interface Sums {
  readonly costUsd: number;
  readonly unpricedCalls: number;
  readonly tokens: number;
}

/** One usage as sums. */
export function toSums({ costUsd, promptTokens, completionTokens }: Usage): Sums {
  return { costUsd: costUsd ?? 0, unpricedCalls: costUsd === null ? 1 : 0, tokens: promptTokens + completionTokens };
}

/** All that a settlement adds to its day. */
export function daySums({ used, lost }: Settlement): Sums {
  return toSums(addUsage(used, lost));
}
