import './outline.css';
import { memo } from 'react';
import type { NodeId } from '../../shared/ids.ts';
import type { Card } from '../canvas/card.ts';
import { canvasPort } from '../canvas/canvas-port.ts';
import { sceneOf } from '../canvas/stage-model.ts';
import { Portrait } from '../components/portrait.tsx';
import { useCard } from '../nodes/use-card.ts';
import { useEditor } from '../store/editor.ts';
import type { EditorState } from '../store/editor-store.ts';
import { TYPE_ICONS } from './type-icons.ts';

/** The drawing as a tree: the same cards and the same selection, for those who read rather than look. */
export function Outline() {
  const { cards } = useEditor(selectScene);
  const top = [...cards.values()].filter(({ team }) => team === null);
  return (
    <aside className="pane" aria-label="Outline">
      <header className="pane-head">
        <h2>Outline</h2>
      </header>
      {top.length === 0 && <p className="empty">Nothing is on the canvas yet.</p>}
      <ul className="outline" role="tree" aria-label="Teams and parts">
        {top.map(({ id }) => (
          <OutlineRow key={id} id={id} level={1} />
        ))}
      </ul>
    </aside>
  );
}

const OutlineRow = memo(function OutlineRow({ id, level }: { readonly id: NodeId; readonly level: number }) {
  const card = useCard(id);
  const isSelected = useEditor(({ selectedNodes }) => selectedNodes.has(id));
  if (card === undefined) return null;
  const isTeam = card.type === 'team';
  return (
    <li role="treeitem" aria-selected={isSelected} aria-level={level} {...(isTeam && { 'aria-expanded': true })}>
      <button
        type="button"
        className="outline-row"
        style={{ paddingLeft: 4 + level * 12 }}
        onClick={() => canvasPort.reveal(id)}
      >
        <RowIcon card={card} />
        <span className="cut">{card.title}</span>
        <span className="outline-kind cut">{kindOf(card)}</span>
      </button>
      {isTeam && (
        <ul role="group">
          {card.members.map((member) => (
            <OutlineRow key={member} id={member} level={level + 1} />
          ))}
        </ul>
      )}
    </li>
  );
});

function RowIcon({ card }: { readonly card: Card }) {
  if (card.type === 'agent') return <Portrait member={card.cast} size="sm" />;
  const Icon = TYPE_ICONS[card.type === 'team' ? 'team' : card.shape];
  return <Icon className="icon" />;
}

function kindOf(card: Card): string {
  if (card.type === 'team') return card.pattern;
  return card.type === 'agent' ? card.kind : card.detail;
}

const selectScene = ({ document }: EditorState): ReturnType<typeof sceneOf> => sceneOf(document);
