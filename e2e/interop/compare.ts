import { canonicalJson, type Json, type JsonObject } from '../../shared/json.ts';
import {
  type Asked,
  askedWithoutDeviations,
  type DeviationId,
  failsOnlyThere,
  lineWithoutDeviations,
  stateWithoutDeviations,
  type StreamLine,
} from './deviations.ts';
import type { InteropCase } from './interop-case.ts';

/** The two sides of a comparison: what AutoGen told, and what was told here. */
interface Sides<T> {
  readonly there: T;
  readonly here: T;
}

/** The first difference between two streams, in words; undefined where there is none. */
export function streamDifference(
  sides: Sides<readonly StreamLine[]>,
  { deviations = [], speaksAtOnce = false }: InteropCase,
): string | undefined {
  const goesOn = failsOnlyThere(sides.there);
  const there = goesOn ? sides.there.slice(0, -1) : sides.there;
  const here = goesOn ? sides.here.slice(0, there.length) : sides.here;
  const [expected, actual] = [there, here].map((lines) => {
    const told = lines.map((line) => lineWithoutDeviations(line, deviations));
    return (speaksAtOnce ? bySource(told) : told).map((line) => canonicalJson(line));
  }) as [string[], string[]];
  const at = expected.findIndex((line, index) => line !== actual[index]);
  if (at < 0 && expected.length === actual.length) return undefined;
  const line = at < 0 ? expected.length : at;
  const why = [...there, ...here].find(({ type }) => type === 'Error')?.['message'];
  const failure = why === undefined ? '' : `\n    (${String(why).slice(0, 400)})`;
  return `line ${String(line + 1)}\n    there: ${expected[line] ?? '(nothing)'}\n    here:  ${actual[line] ?? '(nothing)'}${failure}`;
}

/** What each one said, in its own order: those who speak at once speak in any order. */
function bySource(lines: readonly StreamLine[]): StreamLine[] {
  const sourceOf = (line: StreamLine): string => String(line['source'] ?? '~');
  return lines.toSorted((one, other) =>
    sourceOf(one) < sourceOf(other) ? -1 : sourceOf(one) > sourceOf(other) ? 1 : 0,
  );
}

/** The first place where two states differ; undefined where they are equal. */
export function stateDifference({ there, here }: Sides<Json>, allowed: readonly DeviationId[]): string | undefined {
  const plain = (state: Json): Json => stateWithoutDeviations(withPlainTimes(state), allowed);
  return difference({ there: plain(there), here: plain(here) }, '$');
}

/** AutoGen writes an equal time with more digits. */
function withPlainTimes(state: Json): Json {
  return JSON.parse(JSON.stringify(state), (key, value: unknown) =>
    key === 'created_at' && typeof value === 'string' && value !== '' ? new Date(value).toISOString() : value,
  ) as Json;
}

/** The first place where models were asked something else; undefined where there is none. */
export function askedDifference(
  { there, here }: Sides<readonly Asked[]>,
  allowed: readonly DeviationId[],
): string | undefined {
  const plain = (asked: readonly Asked[]): Json =>
    stateWithoutDeviations(withoutNulls(askedWithoutDeviations(asked, allowed)), allowed);
  return difference({ there: plain(there), here: plain(here) }, '$');
}

/** AutoGen writes what is not there as null. */
function withoutNulls(value: Json): Json {
  return JSON.parse(JSON.stringify(value), (_key, one: unknown) => one ?? undefined) as Json;
}

/** A state without ids and times, for states that were made by two runs of a team. */
export function withoutStamps(state: Json): Json {
  return JSON.parse(JSON.stringify(state), (key, value: unknown) => {
    if (key === 'created_at' || key === 'request_id') return '';
    return isRecord(value) && 'created_at' in value ? { ...value, id: '' } : value;
  }) as Json;
}

function difference({ there, here }: Sides<Json | undefined>, path: string): string | undefined {
  if (isRecord(there) && isRecord(here)) {
    const keys = [...new Set([...Object.keys(there), ...Object.keys(here)])];
    return firstOf(keys, (key) => difference({ there: there[key], here: here[key] }, `${path}.${key}`));
  }
  if (Array.isArray(there) && Array.isArray(here)) {
    const [some, others] = [there as readonly Json[], here as readonly Json[]];
    const places = Array.from({ length: Math.max(some.length, others.length) }, (_, index) => index);
    return firstOf(places, (at) => difference({ there: some[at], here: others[at] }, `${path}[${String(at)}]`));
  }
  if (JSON.stringify(there) === JSON.stringify(here)) return undefined;
  return `${path}\n    there: ${JSON.stringify(there) ?? '(nothing)'}\n    here:  ${JSON.stringify(here) ?? '(nothing)'}`;
}

function firstOf<T>(items: readonly T[], look: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const found = look(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isRecord(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
