import { useEffect, useState } from 'react';
import type { CostEstimate } from '../../shared/run/estimate.ts';
import { api } from '../rpc/api.ts';
import { editorStore } from '../store/editor.ts';

/** So long after the last letter it is estimated anew. */
const SETTLE_MS = 250;

/** What a run of the drawing as it is now may cost with this task; null until it is known, and where it does not compile. */
export function useEstimate(task: string): CostEstimate | null {
  const [estimate, setEstimate] = useState<CostEstimate | null>(null);
  useEffect(() => {
    let isWanted = true;
    const timer = setTimeout(() => {
      const { document } = editorStore.getState();
      api.runs.estimate({ document, task }).then(
        (found) => isWanted && setEstimate(found),
        () => isWanted && setEstimate(null),
      );
    }, SETTLE_MS);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [task]);
  return estimate;
}
