import type { NodeId } from '../../shared/ids.ts';
import type { StopProgress } from '../../shared/run/stop-progress.ts';
import { findNode } from '../../shared/team/document-graph.ts';
import { configName } from '../../shared/team/names.ts';
import { useEditor } from '../store/editor.ts';
import type { EditorState } from '../store/editor-store.ts';

/** How near the stop rule of a team is in the open run; null where no run is open or the team is not at work. */
export function useProgress(team: NodeId): readonly StopProgress[] | null {
  return useEditor((state) => progressOf(state, team));
}

function progressOf({ document, stage }: EditorState, team: NodeId): readonly StopProgress[] | null {
  if (stage === null) return null;
  if (document.root === team) return stage.progress[''] ?? null;
  // A team that answers as one agent goes by the name of that agent.
  const holders = document.edges.filter(({ source, kind }) => source === team && kind === 'nested');
  const names = [team, ...holders.map(({ target }) => target)].map((id) => nameOf(document, id));
  const name = names.find((each) => each !== undefined && stage.progress[each] !== undefined);
  return name === undefined ? null : (stage.progress[name] ?? null);
}

function nameOf(document: EditorState['document'], id: NodeId): string | undefined {
  const node = findNode(document, id);
  return node && configName(node);
}
