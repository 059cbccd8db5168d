import type { RunId } from '../../../shared/ids.ts';
import type { PromptView } from '../../../shared/run/prompt.ts';
import { api } from '../../rpc/api.ts';
import { type Loaded, useLoaded } from '../../rpc/use-loaded.ts';

/** The whole request of one call. */
export function usePrompt(run: RunId, place: string): Loaded<PromptView> {
  return useLoaded(`${run} ${place}`, () => api.runs.prompt({ run, place }), 'The request');
}
