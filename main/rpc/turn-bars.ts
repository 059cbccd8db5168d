import type { TurnBar } from '../../shared/rpc/runs-contract.ts';
import type { RunEvent } from '../../shared/run/event.ts';

/** Folds a log into one bar a turn, in the order of their starts. A nested team's bar counts what its members used. */
export function turnBars(events: Iterable<RunEvent>): TurnBar[] {
  const bars = new Map<string, TurnBar>();
  for (const event of events) applyEvent(bars, event);
  return [...bars.values()];
}

function applyEvent(bars: Map<string, TurnBar>, { sequence, timestampMs, body }: RunEvent): void {
  if (body.type === 'turn-start') {
    bars.set(body.path, {
      path: body.path,
      speaker: body.speaker,
      number: body.number,
      firstSequence: sequence,
      lastSequence: sequence,
      startedAtMs: timestampMs,
      endedAtMs: null,
      tokens: 0,
      costUsd: null,
      state: 'open',
    });
    return;
  }
  const end = body.type === 'turn-end' ? 'done' : body.type === 'turn-abandoned' ? 'abandoned' : undefined;
  const used = body.type === 'effect-end' ? body.usage : undefined;
  const place = 'path' in body ? body.path : 'place' in body ? body.place : '';
  for (const path of pathsOf(place)) {
    const bar = bars.get(path);
    if (bar === undefined) continue;
    bar.lastSequence = sequence;
    if (used !== undefined) {
      bar.tokens += used.promptTokens + used.completionTokens;
      if (used.costUsd !== null) bar.costUsd = (bar.costUsd ?? 0) + used.costUsd;
    }
    if (end !== undefined && path === place) {
      bar.endedAtMs = timestampMs;
      bar.state = end;
    }
  }
}

/** The place itself and every path that it lies in: `a/b/c` → `a`, `a/b`, `a/b/c`. */
function pathsOf(place: string): string[] {
  const parts = place.split('/');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}
