import { ORPCError } from '@orpc/client';
import { useEffect, useState } from 'react';
import { failureText } from '../../../shared/failure.ts';
import type { RunId } from '../../../shared/ids.ts';
import type { PromptView } from '../../../shared/run/prompt.ts';
import { api } from '../../rpc/api.ts';

export type LoadedPrompt =
  | { readonly state: 'loading' }
  | { readonly state: 'loaded'; readonly view: PromptView }
  /** `problem` is a sentence for the person. */
  | { readonly state: 'failed'; readonly problem: string };

const LOADING: LoadedPrompt = { state: 'loading' };

/** The whole request of one call. It never changes once made, so it is asked for once for each place that is looked at. */
export function usePrompt(run: RunId, place: string): LoadedPrompt {
  const [loaded, setLoaded] = useState<{ readonly key: string; readonly prompt: LoadedPrompt } | null>(null);
  const key = `${run} ${place}`;
  useEffect(() => {
    let isWanted = true;
    const show = (prompt: LoadedPrompt): void => {
      if (isWanted) setLoaded({ key, prompt });
    };
    api.runs.prompt({ run, place }).then(
      (view) => show({ state: 'loaded', view }),
      (error: unknown) => show({ state: 'failed', problem: problemOf(error) }),
    );
    return () => {
      isWanted = false;
    };
  }, [run, place, key]);
  return loaded?.key === key ? loaded.prompt : LOADING;
}

function problemOf(error: unknown): string {
  return error instanceof ORPCError ? error.message : `The request could not be fetched. ${failureText(error)}`;
}
