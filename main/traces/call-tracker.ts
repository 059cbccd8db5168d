import type { RunEvent } from '../../shared/run/event.ts';
import { pathsUp } from '../../shared/run/fold/place.ts';

/** A tool call of an agent, from the request until its result is known. */
export interface TrackedCall {
  /** `turn/1/writer/call:0` */
  readonly path: string;
  readonly id: string;
  readonly name: string;
  readonly arguments: string;
  startMs: number;
  /** When something last happened in it. */
  endMs: number;
  isOpen: boolean;
}

/**
 * The tool calls in a run by their paths. A tool that is an agent or a team has no effect of its own: what happens below
 * its path says how long it lasted, the message with the results that it is over.
 */
export class CallTracker {
  readonly #calls = new Map<string, TrackedCall>();
  /** By the path of the agent that made them: those of its latest request. */
  readonly #latest = new Map<string, TrackedCall[]>();
  readonly #counts = new Map<string, number>();

  /** Remembers what is called in a message, and how long calls last. Told of every event, before anything else. */
  add({ body, timestampMs }: RunEvent): void {
    if (body.type === 'run-start') return this.#beginAnew(timestampMs);
    for (const path of pathsUp(body.place)) {
      const call = this.#calls.get(path);
      if (call?.isOpen === true) call.endMs = timestampMs;
    }
    if (body.type !== 'message' || body.message.type !== 'ToolCallRequestEvent') return;
    const { path, message } = body;
    const count = this.#counts.get(path) ?? 0;
    this.#counts.set(path, count + message.content.length);
    const calls = message.content.map(({ id, name, arguments: given }, index) => {
      const call = { path: `${path}/call:${count + index}`, id, name, arguments: given };
      return { ...call, startMs: timestampMs, endMs: timestampMs, isOpen: true };
    });
    this.#latest.set(path, calls);
    for (const call of calls) this.#calls.set(call.path, call);
  }

  /** The call with this path. */
  at(path: string): TrackedCall | undefined {
    return this.#calls.get(path);
  }

  /** The calls that the agent at this path made and whose end was not told yet. They are closed by this. */
  close(agentPath: string): TrackedCall[] {
    const open = (this.#latest.get(agentPath) ?? []).filter(({ isOpen }) => isOpen);
    for (const call of open) call.isOpen = false;
    return open;
  }

  /** In a fork, what is under way lasts from its own beginning: what was before is told by the parent. */
  #beginAnew(timeMs: number): void {
    for (const call of this.#calls.values()) call.startMs = timeMs;
  }
}
