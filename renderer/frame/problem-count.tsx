import { useEditor } from '../store/editor.ts';
import type { EditorState } from '../store/editor-store.ts';

/** How many problems there are, coloured by the worst. Nothing where there are none. */
export function ProblemCount() {
  const count = useEditor(selectCount);
  const hasErrors = useEditor(selectHasErrors);
  if (count === 0) return null;
  return <span className={hasErrors ? 'count error' : 'count warn'}>{count}</span>;
}

const selectCount = ({ issues }: EditorState): number => issues.filter(({ severity }) => severity !== 'note').length;
const selectHasErrors = ({ issues }: EditorState): boolean => issues.some(({ severity }) => severity === 'error');
