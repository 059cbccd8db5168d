import { toast } from 'sonner';
import { failureText } from '../../shared/failure.ts';
import type { RunId } from '../../shared/ids.ts';
import { api } from '../rpc/api.ts';
import { editorStore } from '../store/editor.ts';
import { RunStore } from './run-store.ts';
import { stageOf } from './stage-of.ts';

interface Session {
  readonly store: RunStore;
  users: number;
  leave: () => void;
}

const sessions = new Map<RunId, Session>();

/** The store of a run, the same for all views that show it. Nothing is asked of the engine before `holdRun`. */
export function runStoreOf(run: RunId): RunStore {
  return sessionOf(run).store;
}

/** Follows a run for as long as one view holds it. Gives back how to let it go. */
export function holdRun(run: RunId): () => void {
  const session = sessionOf(run);
  session.users += 1;
  if (session.users === 1) {
    session.store.start();
    session.leave = tellStage(run, session.store);
  }
  return () => {
    session.users -= 1;
    // Views come and go within one frame when a pane is moved: the session outlives that.
    setTimeout(() => session.users === 0 && end(run, session), LINGER_MS);
  };
}

const LINGER_MS = 200;

/** Keeps the canvas told how the run looks, while it is the one that is open. */
function tellStage(run: RunId, store: RunStore): () => void {
  const tell = (): void => {
    const { openRunId, stage, setStage } = editorStore.getState();
    if (openRunId !== run) return;
    const next = stageOf(store.getState());
    if (next !== null || stage !== null) setStage(next);
  };
  tell();
  const leaveStore = store.subscribe(tell);
  // A run that is followed already may be opened later, or again.
  const leaveEditor = editorStore.subscribe(({ openRunId }, before) => {
    if (openRunId === run && before.openRunId !== run) tell();
  });
  // A breakpoint that is set or taken away counts at once.
  const leaveBreakpoints = editorStore.subscribe(({ breakpoints, openRunId }, before) => {
    if (openRunId !== run || breakpoints === before.breakpoints) return;
    store.tellBreakpoints().catch((error: unknown) => {
      toast.error('The breakpoint does not count in this run.', { description: failureText(error) });
    });
  });
  return () => {
    leaveStore();
    leaveEditor();
    leaveBreakpoints();
  };
}

function sessionOf(run: RunId): Session {
  const known = sessions.get(run);
  if (known !== undefined) return known;
  const session: Session = { store: new RunStore(run, PORTS), users: 0, leave: () => {} };
  sessions.set(run, session);
  return session;
}

function end(run: RunId, session: Session): void {
  if (sessions.get(run) !== session) return;
  sessions.delete(run);
  session.leave();
  session.store.stop();
}

const HIDDEN_PAGE_MS = 100;

const PORTS = {
  runs: api.runs,
  wait: (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms)),
  now: (): number => Date.now(),
  breakpoints: (): string[] => [...editorStore.getState().breakpointAgents()],
  // A page that is not seen gets no frames.
  schedule: (show: () => void): void => {
    if (document.hidden) setTimeout(show, HIDDEN_PAGE_MS);
    else requestAnimationFrame(show);
  },
};
