import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { type PdfLimits, PdfText, type ReadPdf } from './pdf-text.ts';

/** A PDF of a thousand pages of text is read in some seconds. */
const USUAL: PdfLimits = { pages: 3000, characters: 10_000_000, memoryMb: 700, timeMs: 60_000 };
const LOOK_EVERY_MS = 100;

/**
 * Reads each PDF in a thread of its own, which is ended when it takes too long or too much. `entry`: the file of
 * `pdf-worker.ts`.
 */
export function pdfReader(entry: string, limits: PdfLimits = USUAL): ReadPdf {
  return async (bytes, signal) => {
    signal.throwIfAborted();
    const worker = new Worker(entry, {
      workerData: { bytes, limits },
      transferList: [bytes.buffer],
      resourceLimits: { maxOldGenerationSizeMb: limits.memoryMb },
      stdout: true, // nothing that it writes is of use to anybody
      stderr: true,
    });
    const watched = watch(worker, limits, signal);
    try {
      const answer = once(worker, 'message').then(([told]) => PdfText.parse(told));
      const ended = once(worker, 'exit').then((): PdfText => ({ problem: 'its reader ended without a word' }));
      return await Promise.race([answer, ended, watched.over]);
    } catch (error) {
      signal.throwIfAborted();
      if ((error as { code?: unknown }).code === 'ERR_WORKER_OUT_OF_MEMORY') return { problem: tooLarge(limits) };
      throw error;
    } finally {
      watched.stop();
      await worker.terminate();
    }
  };
}

/** Resolves when a limit is passed. What a thread keeps outside of its heap has no limit of its own. */
function watch(worker: Worker, limits: PdfLimits, signal: AbortSignal): { over: Promise<PdfText>; stop: () => void } {
  const { promise: over, resolve, reject } = Promise.withResolvers<PdfText>();
  const end = performance.now() + limits.timeMs;
  const look = async (): Promise<void> => {
    if (performance.now() > end) return resolve({ problem: `takes longer than ${limits.timeMs / 1000} s to read` });
    const { external_memory: bytes } = await worker.getHeapStatistics();
    if (bytes > limits.memoryMb * 1e6) resolve({ problem: tooLarge(limits) });
  };
  // A thread that has ended has no heap; its end is told elsewhere.
  const timer = setInterval(() => void look().catch(() => undefined), LOOK_EVERY_MS);
  const abort = (): void => reject(signal.reason as Error);
  signal.addEventListener('abort', abort);
  over.catch(() => undefined);
  return {
    over,
    stop: () => {
      clearInterval(timer);
      signal.removeEventListener('abort', abort);
    },
  };
}

function tooLarge({ memoryMb }: PdfLimits): string {
  return `takes more than ${memoryMb} MB to read`;
}
