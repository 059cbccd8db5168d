import type { FolderFile } from '../../../shared/run/fold/work-folders.ts';
import type { RunState, RunStore } from '../run-store.ts';
import { useRun } from '../use-run.ts';
import { StepFiles } from './step-files.tsx';

/** The work folders of a run as they are now: whose they are, and each file. Nothing where code left none. */
export function FolderList({ store }: { readonly store: RunStore }) {
  const { folders } = useRun(store, selectFolders);
  const { runId } = store.getState();
  const filled = [...folders].filter(([, files]) => files.size > 0);
  if (filled.length === 0) return null;
  return (
    <section className="folder-list" aria-label="Files that code left">
      <h3>Files that code left</h3>
      {filled.map(([owner, files]) => (
        <div key={owner} className="folder">
          <h4>{owner.replaceAll('/', ' › ')}</h4>
          {bySequence(files.values()).map(([sequence, paths]) => (
            <StepFiles key={sequence} run={runId} sequence={sequence} paths={paths} />
          ))}
        </div>
      ))}
    </section>
  );
}

/** Files by the event that left them, the latest first. */
function bySequence(files: Iterable<FolderFile>): (readonly [number, readonly string[]])[] {
  const groups = Map.groupBy(files, ({ sequence }) => sequence);
  return [...groups]
    .map(([sequence, group]) => [sequence, group.map(({ path }) => path).toSorted()] as const)
    .toSorted(([one], [other]) => other - one);
}

const selectFolders = ({ folders }: RunState): RunState['folders'] => folders;
