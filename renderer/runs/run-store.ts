import { ORPCError } from '@orpc/client';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RunId } from '../../shared/ids.ts';
import type { RunControl } from '../../shared/run/command.ts';
import { applySignal } from '../../shared/run/fold/conversation.ts';
import { type Conversation, NO_CONVERSATION } from '../../shared/run/fold/conversation-state.ts';
import { applyTurnEvent, NO_TURNS, type Turns } from '../../shared/run/fold/turns.ts';
import type { RunStatus, RunSummary } from '../../shared/run/summary.ts';
import type { RunSignal } from '../../shared/run/wire.ts';
import type { EngineApi } from '../rpc/engine-api.ts';

/** One run as this window sees it. */
export interface RunState {
  readonly runId: RunId;
  readonly conversation: Conversation;
  readonly turns: Turns;
  /** What the engine says of the run, as of the last time it was asked. */
  readonly summary: RunSummary | null;
  /** `open`: events come as they happen. `closed`: the run has ended, or nobody works on it. `missing`: no such run. */
  readonly stream: 'connecting' | 'open' | 'closed' | 'missing';
  /** The event up to which the past is shown; null shows the present. */
  readonly playhead: number | null;
}

export interface RunPorts {
  readonly runs: Pick<EngineApi['runs'], 'watch' | 'get' | 'control' | 'resume'>;
  /** Calls back when it is time to show what has come: once a frame. */
  readonly schedule: (show: () => void) => void;
  readonly wait: (ms: number) => Promise<void>;
}

export interface RunStore extends Pick<StoreApi<RunState>, 'getState' | 'getInitialState' | 'subscribe'> {
  /** Follows the run until `stop`. */
  start: () => void;
  stop: () => void;
  /** Asks for a change of course. A run that nobody works on is resumed first. @throws what the engine said. */
  control: (control: RunControl) => Promise<void>;
  /** Goes on with a run whose engine went away. @throws what the engine said. */
  resume: () => Promise<void>;
  setPlayhead: (sequence: number | null) => void;
}

const RETRY_MS = 500;
/** A run that another process works on is not streamed here: it is looked at again. */
const LOOK_AGAIN_MS = 1500;

/** Watches one run and folds what comes, once a frame. */
export function createRunStore(runId: RunId, { runs, schedule, wait }: RunPorts): RunStore {
  const store = createStore<RunState>()(() => ({
    runId,
    conversation: NO_CONVERSATION,
    turns: NO_TURNS,
    summary: null,
    stream: 'connecting',
    playhead: null,
  }));
  let waiting: RunSignal[] = [];
  let leave: AbortController | null = null;

  const show = (): void => {
    if (waiting.length === 0) return;
    const signals = waiting;
    waiting = [];
    store.setState(({ conversation, turns }) => ({
      conversation: signals.reduce(applySignal, conversation),
      turns: signals.reduce(
        (folded, signal) => (signal.type === 'event' ? applyTurnEvent(folded, signal.event) : folded),
        turns,
      ),
    }));
  };

  const watchOnce = async (signal: AbortSignal): Promise<void> => {
    const after = store.getState().conversation.lastSequence;
    const stream = await runs.watch({ run: runId, after }, { signal });
    store.setState({ stream: 'open' });
    for await (const each of stream) {
      if (waiting.length === 0) schedule(show);
      waiting.push(each);
    }
  };

  const follow = async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      try {
        await watchOnce(signal);
        show();
        const summary = await runs.get({ run: runId });
        if (signal.aborted) return;
        store.setState({ stream: 'closed', summary });
        if (summary.status !== 'running') return;
        await wait(LOOK_AGAIN_MS);
      } catch (error) {
        show();
        if (signal.aborted) return;
        if (error instanceof ORPCError && error.code === 'NOT_FOUND') return store.setState({ stream: 'missing' });
        store.setState({ stream: 'connecting' });
        await wait(RETRY_MS); // the line was lost: `watch` is asked again from the last event
      }
    }
  };

  const start = (): void => {
    leave?.abort();
    leave = new AbortController();
    void follow(leave.signal);
  };

  const resume = async (): Promise<void> => {
    await runs.resume({ run: runId });
    start();
  };

  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    start,
    stop: () => leave?.abort(),
    resume,
    control: async (control) => {
      if (isParked(store.getState())) await resume();
      try {
        await runs.control({ run: runId, control });
      } catch (error) {
        if (!(error instanceof ORPCError) || error.code !== 'NOT_OPEN') throw error;
        await resume();
        await runs.control({ run: runId, control });
      }
    },
    setPlayhead: (sequence) => {
      const { lastSequence } = store.getState().conversation;
      const isPast = sequence !== null && sequence < lastSequence;
      store.setState({ playhead: isPast ? Math.max(1, sequence) : null });
    },
  };
}

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
