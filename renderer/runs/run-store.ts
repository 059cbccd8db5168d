import { ORPCError } from '@orpc/client';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RunId } from '../../shared/ids.ts';
import type { RunControl } from '../../shared/run/command.ts';
import { applySignal } from '../../shared/run/fold/conversation.ts';
import { type Conversation, NO_CONVERSATION } from '../../shared/run/fold/conversation-state.ts';
import { applyCallEvent, type ModelCalls, NO_CALLS } from '../../shared/run/fold/model-calls.ts';
import { applyFolderEvent, NO_FOLDERS, type WorkFolders } from '../../shared/run/fold/work-folders.ts';
import { applyTurnEvent, NO_TURNS, type Turns } from '../../shared/run/fold/turns.ts';
import type { RunStatus, RunSummary } from '../../shared/run/summary.ts';
import type { RunSignal } from '../../shared/run/wire.ts';
import type { EngineApi } from '../rpc/engine-api.ts';

/** One run as this window sees it. */
export interface RunState {
  readonly runId: RunId;
  readonly conversation: Conversation;
  readonly turns: Turns;
  readonly calls: ModelCalls;
  readonly folders: WorkFolders;
  /** What the engine says of the run, as of the last time it was asked. */
  readonly summary: RunSummary | null;
  /** `open`: events come as they happen. `closed`: the run has ended, or nobody works on it. `missing`: no such run. */
  readonly stream: 'connecting' | 'open' | 'closed' | 'missing';
  /** The event up to which the past is shown; null shows the present. */
  readonly playhead: number | null;
  /** Since when this window follows the run. */
  readonly followedSinceMs: number;
}

export interface RunPorts {
  readonly runs: Pick<EngineApi['runs'], 'watch' | 'get' | 'control' | 'resume'>;
  /** Calls back when it is time to show what has come: once a frame. */
  readonly schedule: (show: () => void) => void;
  readonly wait: (ms: number) => Promise<void>;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  /** Participants that have a breakpoint now. */
  readonly breakpoints: () => string[];
}

const RETRY_MS = 500;
/** A run that another process works on is not streamed here: it is looked at again. */
const LOOK_AGAIN_MS = 1500;

/** Watches one run and folds what comes, once a frame. Read by views through the three members of a zustand store. */
export class RunStore {
  readonly getState: StoreApi<RunState>['getState'];
  readonly getInitialState: StoreApi<RunState>['getInitialState'];
  readonly subscribe: StoreApi<RunState>['subscribe'];
  readonly #set: StoreApi<RunState>['setState'];
  readonly #ports: RunPorts;
  readonly #run: RunId;
  #waiting: RunSignal[] = [];
  #leave: AbortController | null = null;

  constructor(run: RunId, ports: RunPorts) {
    const store = createStore<RunState>()(() => ({ runId: run, ...NOTHING_YET }));
    this.getState = store.getState;
    this.getInitialState = store.getInitialState;
    this.subscribe = store.subscribe;
    this.#set = store.setState;
    this.#ports = ports;
    this.#run = run;
  }

  /** Follows the run until `stop`. */
  start(): void {
    this.#leave?.abort();
    this.#leave = new AbortController();
    this.#set({ followedSinceMs: this.#ports.now() });
    void this.#follow(this.#leave.signal);
  }

  stop(): void {
    this.#leave?.abort();
  }

  /** Goes on with a run whose engine went away. @throws what the engine said. */
  async resume(): Promise<void> {
    await this.#ports.runs.resume({ run: this.#run, breakpoints: this.#ports.breakpoints() });
    this.start();
  }

  /** Asks for a change of course. A run that nobody works on is resumed first. @throws what the engine said. */
  async control(control: RunControl): Promise<void> {
    const { runs } = this.#ports;
    if (isParked(this.getState())) await this.resume();
    try {
      await runs.control({ run: this.#run, control });
    } catch (error) {
      if (!(error instanceof ORPCError) || error.code !== 'NOT_OPEN') throw error;
      await this.resume();
      await runs.control({ run: this.#run, control });
    }
  }

  /** Tells a run that is worked on that breakpoints were set or taken away. Any other is told when it is resumed. */
  async tellBreakpoints(): Promise<void> {
    const { conversation, stream } = this.getState();
    if (stream !== 'open' || !['running', 'paused', 'waiting'].includes(conversation.status)) return;
    await this.control({ type: 'set-breakpoints', agents: this.#ports.breakpoints() });
  }

  /** Shows the past up to an event; null, or the last event, shows the present. */
  setPlayhead(sequence: number | null): void {
    const { lastSequence } = this.getState().conversation;
    const isPast = sequence !== null && sequence < lastSequence;
    this.#set({ playhead: isPast ? Math.max(1, sequence) : null });
  }

  async #follow(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.#watchOnce(signal);
        this.#show();
        const summary = await this.#ports.runs.get({ run: this.#run });
        if (signal.aborted) return;
        this.#set({ stream: 'closed', summary });
        if (summary.status !== 'running') return;
        await this.#ports.wait(LOOK_AGAIN_MS);
      } catch (error) {
        this.#show();
        if (signal.aborted) return;
        if (error instanceof ORPCError && error.code === 'NOT_FOUND') return this.#set({ stream: 'missing' });
        this.#set({ stream: 'connecting' });
        await this.#ports.wait(RETRY_MS); // the line was lost: `watch` is asked again from the last event
      }
    }
  }

  async #watchOnce(signal: AbortSignal): Promise<void> {
    const after = this.getState().conversation.lastSequence;
    const stream = await this.#ports.runs.watch({ run: this.#run, after }, { signal });
    this.#set({ stream: 'open' });
    for await (const each of stream) {
      if (this.#waiting.length === 0) this.#ports.schedule(() => this.#show());
      this.#waiting.push(each);
    }
  }

  #show(): void {
    if (this.#waiting.length === 0) return;
    const signals = this.#waiting;
    this.#waiting = [];
    const events = signals.flatMap((signal) => (signal.type === 'event' ? [signal.event] : []));
    this.#set(({ conversation, turns, calls, folders }) => ({
      conversation: signals.reduce(applySignal, conversation),
      turns: events.reduce(applyTurnEvent, turns),
      calls: events.reduce(applyCallEvent, calls),
      folders: events.reduce(applyFolderEvent, folders),
    }));
  }
}

const NOTHING_YET: Omit<RunState, 'runId'> = {
  conversation: NO_CONVERSATION,
  turns: NO_TURNS,
  calls: NO_CALLS,
  folders: NO_FOLDERS,
  summary: null,
  stream: 'connecting',
  playhead: null,
  followedSinceMs: 0,
};

function isParked({ stream, summary }: RunState): boolean {
  return stream === 'closed' && summary !== null && ['paused', 'waiting', 'interrupted'].includes(summary.status);
}

/** The status to show: the log knows what happened, the summary whether anybody still works on it. */
export function selectStatus({ conversation, stream, summary }: RunState): RunStatus {
  const { status } = conversation;
  const hasEnded = status === 'finished' || status === 'failed' || status === 'stopped';
  if (hasEnded || stream !== 'closed' || summary === null) return status;
  return summary.status;
}
