import * as z from 'zod';
import type { Json } from '../../../shared/json.ts';
import type { StopProgress } from '../../../shared/run/stop-progress.ts';
import type { Stop, TerminationCondition } from './termination-condition.ts';

const Checkpoint = z.object({
  children: z.array(z.custom<Json>((value) => value !== undefined)),
  stops: z.array(z.object({ content: z.string(), source: z.string() })),
});

/** Fires when any child fires. All children are asked each time. (AutoGen: OrTerminationCondition) */
export function anyOf(children: readonly TerminationCondition[]): TerminationCondition {
  return {
    usesClock: children.some((child) => child.usesClock),
    get terminated() {
      return children.some((child) => child.terminated);
    },
    check(delta, elapsedMs) {
      const stops = children.flatMap((child) => child.check(delta, elapsedMs) ?? []);
      return stops.length > 0 ? joined(stops) : undefined;
    },
    reset: () => resetAll(children),
    progress: () => children.flatMap((child) => child.progress()),
    checkpoint: () => ({ children: children.map((child) => child.checkpoint()), stops: [] }),
    restore: (checkpoint) => void restoreAll(children, checkpoint),
  };
}

/** Fires when every child has fired, at whatever time. Fired ones are not asked again. (AutoGen: AndTerminationCondition) */
export function allOf(children: readonly TerminationCondition[]): TerminationCondition {
  let stops: Stop[] = [];
  const isDone = (): boolean => children.every((child) => child.terminated);
  return {
    usesClock: children.some((child) => child.usesClock),
    get terminated() {
      return isDone();
    },
    check(delta, elapsedMs) {
      for (const child of children) {
        if (child.terminated) continue;
        const stop = child.check(delta, elapsedMs);
        if (stop !== undefined) stops.push(stop);
      }
      return isDone() ? joined(stops) : undefined;
    },
    reset() {
      stops = [];
      resetAll(children);
    },
    progress: () => [{ all: children.map((child) => anyOne(child.progress())) }],
    checkpoint: () => ({
      children: children.map((child) => child.checkpoint()),
      stops: stops.map((stop) => ({ ...stop })),
    }),
    restore(checkpoint) {
      stops = restoreAll(children, checkpoint);
    },
  };
}

function anyOne(parts: readonly StopProgress[]): StopProgress {
  const [only] = parts;
  return only !== undefined && parts.length === 1 ? only : { any: parts };
}

function joined(stops: readonly Stop[]): Stop {
  return { content: stops.map((stop) => stop.content).join(', '), source: stops.map((stop) => stop.source).join(', ') };
}

function resetAll(children: readonly TerminationCondition[]): void {
  for (const child of children) child.reset();
}

function restoreAll(children: readonly TerminationCondition[], checkpoint: Json): Stop[] {
  const { children: states, stops } = Checkpoint.parse(checkpoint);
  children.forEach((child, index) => child.restore(states[index] ?? null));
  return stops;
}
