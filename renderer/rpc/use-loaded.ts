import { ORPCError } from '@orpc/client';
import { useEffect, useState } from 'react';
import { failureText } from '../../shared/failure.ts';

/** What the engine was asked for: on its way, there, or not to be had. */
export type Loaded<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'loaded'; readonly value: T }
  /** `problem` is a sentence for the person. */
  | { readonly state: 'failed'; readonly problem: string };

const LOADING = { state: 'loading' } as const;

/** Something of the engine that never changes under its key, so that it is asked for once for each that is looked at. */
export function useLoaded<T>(key: string, load: () => Promise<T>, what: string): Loaded<T> {
  const [loaded, setLoaded] = useState<{ readonly key: string; readonly result: Loaded<T> } | null>(null);
  useEffect(() => {
    let isWanted = true;
    const show = (result: Loaded<T>): void => {
      if (isWanted) setLoaded({ key, result });
    };
    load().then(
      (value) => show({ state: 'loaded', value }),
      (error: unknown) => show({ state: 'failed', problem: problemOf(error, what) }),
    );
    return () => {
      isWanted = false;
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the key stands for all that `load` asks with
  }, [key]);
  return loaded?.key === key ? loaded.result : LOADING;
}

function problemOf(error: unknown, what: string): string {
  return error instanceof ORPCError ? error.message : `${what} could not be fetched. ${failureText(error)}`;
}
