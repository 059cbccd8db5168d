import { useEffect } from 'react';
import { useWaitingRuns } from '../runs/waiting-runs.ts';

/** Names the page in its tab or window, with the number of runs that wait for a person before it. */
export function usePageTitle(title: string): void {
  const count = useWaitingRuns(({ runs }) => runs.length);
  useEffect(() => {
    document.title = count === 0 ? title : `(${count}) ${title}`;
  }, [title, count]);
}
