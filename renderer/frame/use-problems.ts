import { useMemo } from 'react';
import type { Issue } from '../../shared/team/issue.ts';
import { loopIssues } from '../nodes/loop-issues.ts';
import { useEditor } from '../store/editor.ts';
import type { EditorState } from '../store/editor-store.ts';

/** What is wrong with the drawing, and where the open run goes in circles: that once, whoever is in it. */
export function useProblems(): readonly Issue[] {
  const issues = useEditor(selectIssues);
  const document = useEditor(selectDocument);
  const loops = useEditor(selectLoops);
  return useMemo(() => {
    if (loops === undefined || loops.length === 0) return issues;
    return [...issues, ...loops.flatMap((loop) => loopIssues(document, [loop]).slice(0, 1))];
  }, [issues, document, loops]);
}

const selectIssues = ({ issues }: EditorState): EditorState['issues'] => issues;
const selectDocument = ({ document }: EditorState): EditorState['document'] => document;
const selectLoops = ({ stage }: EditorState) => stage?.loops;
