import { toast } from 'sonner';
import { appStore } from '../store/app.ts';
import { editorStore } from '../store/editor.ts';
import { frameStore } from '../store/frame.ts';
import type { StartOptions } from '../store/run-slice.ts';

/**
 * Starts a run of the open team. What of an imported team nobody has let run yet is shown in a dialog first; what keeps the team
 * from running is shown in the list of problems.
 */
export async function startRun(options: StartOptions): Promise<void> {
  const started = await editorStore.getState().startRun(options);
  appStore.getState().setRunPopover(null);
  if (started.ok) return;
  if (started.untrusted.length > 0) {
    appStore.getState().openDialog({ type: 'trust', pieces: started.untrusted, options });
    return;
  }
  if (started.issues.length > 0) {
    editorStore.getState().setIssues(started.issues);
    frameStore.getState().showDock('problems');
  }
  toast.error('The team does not run yet', { description: started.issues[0]?.message ?? started.message });
}
