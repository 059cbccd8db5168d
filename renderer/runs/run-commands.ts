import { toast } from 'sonner';
import type { Attachment } from '../../shared/chat/attachment.ts';
import { failureText } from '../../shared/failure.ts';
import type { RunControl } from '../../shared/run/command.ts';
import type { RunId } from '../../shared/ids.ts';
import type { RunSummary } from '../../shared/run/summary.ts';
import { api } from '../rpc/api.ts';
import { editorStore } from '../store/editor.ts';
import { runStoreOf } from './run-sessions.ts';
import type { RunStore } from './run-store.ts';
import { countWords } from './words.ts';

/**
 * What a person can ask of a run, from buttons and keys alike. Each tells whether it was done; what the engine refuses is
 * said in a toast.
 */
export const runCommands = {
  pause: (store: RunStore) => control(store, { type: 'pause' }),
  goOn: (store: RunStore) => control(store, { type: 'continue', ...seenHold(store) }),
  step: (store: RunStore) => control(store, { type: 'step', ...seenHold(store) }),
  stop: (store: RunStore) => control(store, { type: 'stop' }),
  control,
  resume: (store: RunStore) => attempt('The run could not be resumed.', () => store.resume()),
  goOnWith,
  replay: (run: RunId) => attempt('The run could not be replayed.', () => replay(run)),
  hide: (run: RunId) => attempt('The run could not be hidden.', () => api.runs.hide({ run })),
  followUp: (run: RunId, { task, attachments }: { task: string; attachments: readonly Attachment[] }) =>
    attempt('The team could not go on.', async () =>
      open((await api.runs.followUp({ run, task, attachments: [...attachments], breakpoints: breakpoints() })).run),
    ),
  fork: (run: RunId, sequence: number) =>
    attempt('The fork could not be made.', async () =>
      open((await api.runs.fork({ run, sequence, breakpoints: breakpoints() })).run),
    ),
};

/** Opens a run that is parked. One whose engine went away goes on; any other waits for what the person says there. */
async function goOnWith({ id, status }: Pick<RunSummary, 'id' | 'status'>): Promise<void> {
  open(id);
  if (status === 'interrupted') await runCommands.resume(runStoreOf(id));
}

function breakpoints(): string[] {
  return [...editorStore.getState().breakpointAgents()];
}

function control(store: RunStore, change: RunControl): Promise<boolean> {
  return attempt('The run did not take this.', () => store.control(change));
}

/** An old hold is left alone: a key pressed twice does not skip the next one. */
function seenHold(store: RunStore): { readonly hold?: string } {
  const hold = store.getState().conversation.holds[0];
  return hold === undefined ? {} : { hold: hold.place };
}

async function replay(run: RunId): Promise<void> {
  const { equal, turns, difference } = await api.runs.replay({ run });
  if (equal) toast.success(`Replayed ${countWords(turns, 'turn')}, equal, no call made`);
  else toast.error(`The replay differs after ${countWords(turns, 'turn')}`, { description: difference ?? '' });
}

function open(run: RunId): void {
  editorStore.getState().openRun(run);
}

async function attempt(title: string, act: () => Promise<void>): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    toast.error(title, { description: failureText(error) });
    return false;
  }
}
