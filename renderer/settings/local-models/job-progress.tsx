import { useState } from 'react';
import { api } from '../../rpc/api.ts';
import type { Job } from '../../../shared/rpc/jobs-contract.ts';
import { sizeWords } from '../../../shared/size-words.ts';

/** How far a running job is, and a way to stop it. */
export function JobProgress({ job, verb }: { readonly job: Job; readonly verb: string }) {
  const [isStopping, setIsStopping] = useState(false);
  const share = job.totalBytes === null ? null : Math.min(1, job.doneBytes / job.totalBytes);
  const words = `${sizeWords(job.doneBytes)}${job.totalBytes === null ? '' : ` of ${sizeWords(job.totalBytes)}`}`;
  const stop = (): void => {
    setIsStopping(true);
    void api.jobs.cancel({ id: job.id }).catch(() => setIsStopping(false)); // the line is lost, which is said elsewhere
  };
  return (
    <div className="row job">
      <div
        className="meter grow"
        role="progressbar"
        aria-label={`${verb} ${job.title}`}
        aria-valuemin={0}
        aria-valuemax={100}
        {...(share !== null && { 'aria-valuenow': Math.round(share * 100) })}
      >
        <i style={{ width: `${(share ?? 0) * 100}%` }} />
      </div>
      <span className="t12 dim mono job-bytes">{words}</span>
      <button type="button" className="btn sm" disabled={isStopping} onClick={stop}>
        {isStopping ? 'Stopping' : 'Stop'}
      </button>
    </div>
  );
}
