import type { StateCreator } from 'zustand/vanilla';
import type { Issue } from '../../shared/team/issue.ts';
import type { EngineApi } from '../rpc/engine-api.ts';
import type { HistorySlice } from './history-slice.ts';

/** What is wrong with the drawing, as the engine sees it. */
export interface ProblemsSlice {
  readonly issues: readonly Issue[];
  /** Asks the engine about the document as it is now. An answer about an older drawing is dropped. */
  checkNow: () => Promise<void>;
  /** Takes over issues that came with a refused run. */
  setIssues: (issues: readonly Issue[]) => void;
}

export const createProblemsSlice =
  (
    documents: Pick<EngineApi['documents'], 'check'>,
  ): StateCreator<ProblemsSlice & HistorySlice, [], [], ProblemsSlice> =>
  (set, get) => ({
    issues: [],
    checkNow: async () => {
      const { document } = get();
      const issues = await documents.check({ document });
      if (get().document === document) set({ issues });
    },
    setIssues: (issues) => set({ issues }),
  });

export const selectErrorCount = ({ issues }: ProblemsSlice): number =>
  issues.filter(({ severity }) => severity === 'error').length;
