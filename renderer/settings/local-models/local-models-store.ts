import { toast } from 'sonner';
import { create } from 'zustand';
import { failureText } from '../../../shared/failure.ts';
import type { Job } from '../../../shared/rpc/jobs-contract.ts';
import type { LocalModel } from '../../../shared/rpc/local-models-contract.ts';
import type { PackStatus } from '../../../shared/rpc/packs-contract.ts';
import { api } from '../../rpc/api.ts';

interface LocalModelsState {
  /** Null until the engine has answered. */
  readonly packs: readonly PackStatus[] | null;
  readonly models: readonly LocalModel[] | null;
  /** Installs and downloads, by what they work on. */
  readonly jobs: ReadonlyMap<string, Job>;
}

/** Packs and model files as the engine has them, and what it is busy with. */
export const useLocalModels = create<LocalModelsState>()(() => ({ packs: null, models: null, jobs: new Map() }));

const RETRY_AFTER_MS = 2000;

/** Lists packs and models. */
export async function loadLocalModels(): Promise<void> {
  try {
    const [packs, models] = await Promise.all([api.packs.list(), api.localModels.list()]);
    useLocalModels.setState({ packs, models });
  } catch (error) {
    toast.error('The local models could not be listed', { description: failureText(error) });
  }
}

/** Follows the jobs until the signal aborts; what a job has made is listed when it ends. */
export async function followJobs(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      for await (const jobs of await api.jobs.watch(undefined, { signal })) show(jobs);
    } catch {
      // the line is lost, which is said elsewhere
    }
    if (!signal.aborted) await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER_MS));
  }
}

function show(list: readonly Job[]): void {
  const before = useLocalModels.getState().jobs;
  const jobs = new Map(list.map((job) => [job.id, job]));
  useLocalModels.setState({ jobs });
  const hasEnded = list.some(({ id, state }) => state !== 'running' && before.get(id)?.state !== state);
  const hasBegun = list.some(({ id, state }) => state === 'running' && before.get(id)?.state !== state);
  if (hasEnded || hasBegun) void loadLocalModels();
}

/** Does something with packs or models, then lists them. Why it could not be done; null where it was. */
export async function changeLocalModels(change: () => Promise<unknown>): Promise<string | null> {
  let problem: string | null = null;
  try {
    await change();
  } catch (error) {
    problem = failureText(error);
  }
  await loadLocalModels();
  return problem;
}
