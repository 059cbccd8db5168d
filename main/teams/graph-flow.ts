import * as z from 'zod';
import { isChatMessage } from '../../shared/chat/chat-item.ts';
import type { ChatMessage } from '../../shared/chat/chat-message.ts';
import { toModelText } from '../../shared/chat/text.ts';
import type { DiGraph } from '../../shared/component/teams.ts';
import type { JsonObject } from '../../shared/json.ts';
import { AgentFailureError } from '../core/errors.ts';
import { parseState } from '../core/parse-state.ts';
import { edgesOf, type GraphEdge, startNodes } from './graph-edges.ts';
import { graphProblems } from './graph-problems.ts';
import type { Pattern } from './pattern.ts';

const Counts = z.record(z.string(), z.record(z.string(), z.number().int()));
const Flags = z.record(z.string(), z.record(z.string(), z.boolean()));
const Groups = z.record(z.string(), z.array(z.string()));
const State = z.object({
  /** Edges that each group of a target still waits for. */
  remaining: Counts,
  /** Groups of the kind `any` that have let their target in. */
  enqueued: Flags,
  /** Who speaks next, all at once. */
  ready: z.array(z.string()),
  /** The groups that let in those who are ready. */
  triggered: Groups,
  /** A node without edges has spoken since the flow began. */
  hasReachedLeaf: z.boolean(),
  /** Who opened a branch in this round, and who could have and did not. */
  led: z.array(z.string()),
  stopped: z.array(z.string()),
});
type State = z.infer<typeof State>;

const NAME = 'GraphManager';
const COMPLETE = 'Digraph execution is complete';
/** `triggered_activation_groups` is ours; AutoGen passes over it. */
const Saved = z.object({
  remaining: Counts,
  enqueued_any: Flags,
  ready: z.array(z.string()),
  triggered_activation_groups: Groups.optional(),
  message_thread: z.array(z.looseObject({ source: z.string() })).default([]),
});

/** Agents speak along edges, side by side where edges part. (AutoGen: GraphFlow, section 4.11) */
export function graphFlow(graph: DiGraph): Pattern<State> {
  const flow = new Flow(graph);
  return {
    managerName: NAME,
    initial: flow.begun(),
    begin({ state, participants }) {
      const wrong = graphProblems(graph, { participants, isBounded: true }).find(
        ({ severity }) => severity === 'error',
      );
      if (wrong !== undefined) throw new AgentFailureError(wrong.message);
      return state;
    },
    heard({ state }, delta) {
      const last = delta.at(-1)?.item;
      return last !== undefined && isChatMessage(last) ? flow.after(state, last) : state;
    },
    failed: (state, speaker) => ({ ...state, ready: [...state.ready, speaker] }),
    finish: ({ state }) =>
      state.ready.length > 0 ? undefined : { reason: COMPLETE, detail: flow.unsaid(state), state: flow.begun() },
    select({ state }) {
      if (state.ready.length === 0) return { end: COMPLETE, state: flow.begun() };
      const why = state.led.length === 0 ? 'the flow goes on here' : `follows ${state.led.join(' and ')}`;
      return { speakers: state.ready, state: flow.entered(state), why };
    },
    saveState: ({ remaining, enqueued, ready, triggered }): JsonObject => ({
      remaining,
      enqueued_any: enqueued,
      ready,
      ...(Object.keys(triggered).length > 0 && { triggered_activation_groups: triggered }),
    }),
    loadState(saved) {
      const { remaining, enqueued_any, ready, ...own } = parseState(Saved, saved, NAME);
      const counters = { remaining, enqueued: enqueued_any, ready };
      const triggered = own.triggered_activation_groups ?? flow.triggersOf(counters);
      return { ...counters, triggered, hasReachedLeaf: flow.hasLeafAmong(own.message_thread), led: [], stopped: [] };
    },
    parse: (state) => State.parse(state),
  };
}

type Counters = Pick<State, 'remaining' | 'enqueued' | 'ready'>;

/** The rules of one graph, each from state to state. */
class Flow {
  readonly #starts: readonly string[];
  readonly #from: ReadonlyMap<string, readonly GraphEdge[]>;
  readonly #edges: readonly GraphEdge[];
  readonly #full: State['remaining'] = {};

  constructor(graph: DiGraph) {
    this.#starts = startNodes(graph);
    this.#edges = edgesOf(graph);
    const bySource = Map.groupBy(this.#edges, ({ source }) => source);
    this.#from = new Map(Object.keys(graph.nodes).map((name) => [name, bySource.get(name) ?? []]));
    for (const { target, group } of this.#edges) {
      const groups = (this.#full[target] ??= {});
      groups[group] = (groups[group] ?? 0) + 1;
    }
  }

  begun(): State {
    const enqueued = Object.fromEntries(
      Object.entries(this.#full).map(([target, groups]) => [
        target,
        Object.fromEntries(Object.keys(groups).map((group) => [group, false])),
      ]),
    );
    const remaining = structuredClone(this.#full);
    const none = { triggered: {}, hasReachedLeaf: false, led: [], stopped: [] };
    return { remaining, enqueued, ready: [...this.#starts], ...none };
  }

  /** What a message opens. A message of somebody outside of the graph opens nothing. */
  after(before: State, message: ChatMessage): State {
    const { source } = message;
    const edges = this.#from.get(source);
    if (edges === undefined) return before;
    if (edges.length === 0) return { ...before, hasReachedLeaf: true };
    const text = toModelText(message);
    const taken = edges.filter(({ condition }) => condition === undefined || text.includes(condition));
    if (taken.length === 0) return { ...before, stopped: [...before.stopped, source] };
    const state = structuredClone(before);
    for (const edge of taken) this.#take(state, edge);
    if (!state.led.includes(source)) state.led.push(source);
    return state;
  }

  #take(state: State, { target, group, activation }: GraphEdge): void {
    if (activation === 'any') {
      const flags = (state.enqueued[target] ??= {});
      if (flags[group] === true) return;
      flags[group] = true;
    } else {
      const counts = (state.remaining[target] ??= {});
      counts[group] = (counts[group] ?? 0) - 1;
      if (counts[group] !== 0) return;
    }
    state.ready.push(target);
    (state.triggered[target] ??= []).push(group);
  }

  /** Those who are ready have the floor: the groups that let them in count anew. */
  entered(before: State): State {
    const state = structuredClone(before);
    for (const [target, groups] of Object.entries(state.triggered)) {
      for (const group of groups) this.#renew(state, { target, group });
    }
    return { ...state, ready: [], triggered: {}, led: [], stopped: [] };
  }

  #renew(state: State, { target, group }: { target: string; group: string }): void {
    const isAny = this.#edges.some(
      (edge) => edge.target === target && edge.group === group && edge.activation === 'any',
    );
    if (isAny) (state.enqueued[target] ??= {})[group] = false;
    else (state.remaining[target] ??= {})[group] = this.#full[target]?.[group] ?? 0;
  }

  /** Whether a leaf ever spoke: nobody saves where a flow began. */
  hasLeafAmong(thread: readonly { readonly source: string }[]): boolean {
    return thread.some(({ source }) => this.#from.get(source)?.length === 0);
  }

  /** Which groups let in those who are ready: AutoGen does not save it, and then loses its way in loops. */
  triggersOf({ remaining, enqueued, ready }: Counters): State['triggered'] {
    return Object.fromEntries(
      ready.flatMap((target) => {
        const groups = Object.keys(this.#full[target] ?? {}).filter(
          (group) => remaining[target]?.[group] === 0 || enqueued[target]?.[group] === true,
        );
        return groups.length === 0 ? [] : [[target, groups]];
      }),
    );
  }

  /** Why nobody is ready, where the flow has not come to one of its ends. */
  unsaid({ remaining, hasReachedLeaf, stopped }: State): string | undefined {
    if (hasReachedLeaf) return undefined;
    const waiting = Object.keys(this.#full).flatMap((target) => this.#waitsFor(target, remaining[target] ?? {}));
    if (waiting.length > 0) return `The flow is stuck: ${waiting.join('; ')}.`;
    if (stopped.length > 0) return `No branch was taken after ${stopped.join(' and ')}: no condition fits.`;
    return undefined;
  }

  #waitsFor(target: string, counts: Readonly<Record<string, number>>): string[] {
    return Object.entries(counts).flatMap(([group, left]) => {
      const full = this.#full[target]?.[group] ?? 0;
      if (left <= 0 || left >= full) return [];
      const sources = this.#edges.filter((edge) => edge.target === target && edge.group === group);
      return [`${target} waits for ${left} more of ${[...new Set(sources.map(({ source }) => source))].join(', ')}`];
    });
  }
}
