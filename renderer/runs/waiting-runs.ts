import { create } from 'zustand';
import type { RunId } from '../../shared/ids.ts';
import type { RunSummary } from '../../shared/run/summary.ts';
import { openDocument } from '../documents/document-commands.ts';
import { api } from '../rpc/api.ts';
import { editorStore } from '../store/editor.ts';
import { useSettings } from '../store/settings.ts';
import { runCommands } from './run-commands.ts';

/** Runs go on in other windows and terminals too. */
const LOOK_AGAIN_MS = 4000;

/** The runs of all teams in which a person is waited for, newest first. */
export const useWaitingRuns = create<{ readonly runs: readonly RunSummary[] }>()(() => ({ runs: [] }));

/** Looks for them as long as the page lives, and tells of new ones where nobody looks at the page. */
export function followWaitingRuns(): () => void {
  let known: ReadonlySet<RunId> | undefined;
  const look = async (): Promise<void> => {
    const runs = await api.runs.waiting();
    const fresh = runs.filter(({ id }) => known !== undefined && !known.has(id));
    known = new Set(runs.map(({ id }) => id));
    useWaitingRuns.setState({ runs });
    void navigator.setAppBadge?.(runs.length);
    for (const run of fresh) tellOf(run);
  };
  // The line may be lost: the frame says so, and it is asked for again.
  const timer = setInterval(() => void look().catch(() => undefined), LOOK_AGAIN_MS);
  void look().catch(() => undefined);
  return () => clearInterval(timer);
}

/** Opens the team of a run and the run, where its question is. */
export async function openWaitingRun(run: RunSummary): Promise<void> {
  const isHere = run.document === null || run.document === editorStore.getState().document.id;
  if (isHere || (run.document !== null && (await openDocument(run.document)))) await runCommands.goOnWith(run);
}

function tellOf(run: RunSummary): void {
  const isWanted = useSettings.getState().settings?.general.notify ?? false;
  if (!isWanted || document.hasFocus() || !('Notification' in window) || Notification.permission !== 'granted') return;
  const notification = new Notification(`${run.title} waits for you`, {
    body: 'Nothing runs until you answer.',
    tag: run.id,
  });
  notification.addEventListener('click', () => {
    window.focus();
    void openWaitingRun(run);
  });
}
