import type { Job } from '../../../shared/rpc/jobs-contract.ts';
import { JobProgress } from '../local-models/job-progress.tsx';

/** How far the reading of files is, and what came of it. */
export function IndexJob({ job }: { readonly job: Job }) {
  switch (job.state) {
    case 'running':
      return (
        <div className="settings-form">
          <JobProgress job={job} verb="Reading" />
        </div>
      );
    case 'failed':
      return (
        <p className="callout error settings-form" role="alert">
          {job.error}
        </p>
      );
    case 'done':
      return (
        <p className="callout settings-form" role="status">
          {job.note}
        </p>
      );
    case 'cancelled':
      return <p className="t12 dim">Stopped. What was read so far stays; adding it again goes on.</p>;
  }
}
