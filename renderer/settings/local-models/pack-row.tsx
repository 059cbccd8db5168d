import { toast } from 'sonner';
import type { Job } from '../../../shared/rpc/jobs-contract.ts';
import type { PackStatus } from '../../../shared/rpc/packs-contract.ts';
import { api } from '../../rpc/api.ts';
import { JobProgress } from './job-progress.tsx';
import { changeLocalModels } from './local-models-store.ts';
import { sizeWords } from '../../../shared/size-words.ts';

/** A pack: what it is, whether it is installed, and what can be done. */
export function PackRow({ pack, job }: { readonly pack: PackStatus; readonly job: Job | undefined }) {
  const isRunning = job?.state === 'running';
  const install = async (): Promise<void> => {
    const problem = await changeLocalModels(() => api.packs.install({ id: pack.id }));
    if (problem !== null) toast.error('The install could not begin', { description: problem });
  };
  const remove = async (): Promise<void> => {
    const problem = await changeLocalModels(() => api.packs.remove({ id: pack.id }));
    if (problem !== null) toast.error('It could not be removed', { description: problem });
  };
  return (
    <div className="key-list">
      <div className="key-row">
        <div className="grow">
          <p className="row">
            <b className="strong">{pack.title}</b>
            <code className="dim cut">{pack.id}</code>
            {pack.state === 'installed' && <span className="tag ok">installed</span>}
          </p>
          <p className="t12 dim">{isRunning ? 'npm fetches it and checks every package.' : STATES[pack.state](pack)}</p>
        </div>
        {!isRunning && pack.state !== 'installed' && (
          <button type="button" className="btn pri" onClick={() => void install()}>
            {BUTTONS[pack.state]}
          </button>
        )}
        {!isRunning && pack.state !== 'absent' && (
          <button type="button" className="btn" onClick={() => void remove()}>
            Remove
          </button>
        )}
      </div>
      {isRunning && <JobProgress job={job} verb="Installing" />}
      {job?.state === 'failed' && pack.state !== 'installed' && (
        <p className="callout error job-error" role="alert">
          {job.error}
        </p>
      )}
    </div>
  );
}

const STATES: Record<PackStatus['state'], (pack: PackStatus) => string> = {
  absent: ({ bytes }) => `Takes about ${sizeWords(bytes)} on the disk. Installed by npm, which comes with Node.js.`,
  installed: ({ bytes }) => `About ${sizeWords(bytes)} in the data folder.`,
  incomplete: () => 'An install was cut off, or files are missing. Installing again mends it.',
  outdated: ({ version }) => `Another version is installed. This Troupe needs ${version}.`,
};
const BUTTONS: Record<Exclude<PackStatus['state'], 'installed'>, string> = {
  absent: 'Install',
  incomplete: 'Install again',
  outdated: 'Update',
};
