import type { JobBoard, JobWork } from '../../../main/jobs/job-board.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { onInterrupt } from '../interrupt.ts';

/** Does a long job in the terminal: its progress on one line where a person looks, Ctrl+C stops it. */
export async function followJob(board: JobBoard, work: JobWork): Promise<ExitStatus> {
  board.start(work);
  const interrupt = onInterrupt(() => void board.cancel(work.id));
  const done = new AbortController();
  const shown = process.stderr.isTTY ? showProgress(board, done.signal) : undefined;
  const job = await board.outcome(work.id);
  done.abort();
  await shown;
  interrupt.forget();
  if (job?.state === 'done') {
    process.stdout.write(`${job.title}: ${job.note ?? 'done.'}\n`);
    return EXIT.finished;
  }
  if (interrupt.hasHappened()) return EXIT.interrupted;
  process.stderr.write(`${job?.error ?? `${work.title} was stopped.`}\n`);
  return EXIT.failed;
}

async function showProgress(board: JobBoard, signal: AbortSignal): Promise<void> {
  for await (const [job] of board.watch(signal)) {
    if (job === undefined) continue;
    const [done, total] = [job.doneBytes, job.totalBytes].map((bytes) =>
      bytes === null ? '?' : (bytes / 1e6).toFixed(1),
    );
    process.stderr.write(`\r${job.title}: ${done} of ${total} MB `);
  }
  process.stderr.write('\n');
}
