import { useShallow } from 'zustand/react/shallow';
import { useStore } from 'zustand';
import type { NodeId } from '../../../shared/ids.ts';
import { componentTypeOf, definitionOf, findNode, membersOf } from '../../../shared/team/document-graph.ts';
import { configName } from '../../../shared/team/names.ts';
import { editorStore } from '../../store/editor.ts';
import type { EditorState } from '../../store/editor-store.ts';

/** Names that a field of a node may speak of: the members of a team, else all agents. */
export function useNames(node: NodeId): readonly string[] {
  return useStore(
    editorStore,
    useShallow((state) => namesFor(state, node)),
  );
}

function namesFor({ document }: EditorState, id: NodeId): string[] {
  const node = findNode(document, id);
  const isTeam = node !== undefined && definitionOf(node)?.componentType === 'team';
  const named = isTeam ? membersOf(document, id) : document.nodes.filter((each) => componentTypeOf(each) === 'agent');
  return [...new Set(named.flatMap((each) => configName(each) ?? []))];
}

/** Words that an input offers; it takes any other too. */
export function Suggestions({ id, words }: { readonly id: string; readonly words: readonly string[] }) {
  return (
    <datalist id={id}>
      {words.map((word) => (
        <option key={word} value={word} />
      ))}
    </datalist>
  );
}
