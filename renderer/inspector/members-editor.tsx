import { X } from 'lucide-react';
import { useState, type DragEvent } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { useStore } from 'zustand';
import type { EdgeId, NodeId } from '../../shared/ids.ts';
import { edgesInto } from '../../shared/team/document-graph.ts';
import { disconnect, reorder } from '../../shared/team/edit-document.ts';
import { canvasPort } from '../canvas/canvas-port.ts';
import type { Card } from '../canvas/card.ts';
import { sceneOf } from '../canvas/stage-model.ts';
import { Portrait } from '../components/portrait.tsx';
import { TYPE_ICONS } from '../outline/type-icons.ts';
import { editorStore } from '../store/editor.ts';
import { OrderButtons } from './order-buttons.tsx';

/** The members of a team, in order. Where they speak in turn, the order is the order of speaking. */
export function MembersEditor({ team }: { readonly team: NodeId }) {
  const edges = useStore(
    editorStore,
    useShallow(({ document }) => edgesInto(document, { target: team, slot: 'participants' })),
  );
  const [dragged, setDragged] = useState<EdgeId | null>(null);
  const onDragOver = (event: DragEvent, index: number): void => {
    if (dragged === null) return;
    event.preventDefault();
    editorStore.getState().edit((document) => reorder(document, { edge: dragged, to: index }), `order ${dragged}`);
  };
  const onDragEnd = (): void => {
    setDragged(null);
    editorStore.getState().endGesture();
  };
  return (
    <section className="form-field" aria-label="Members">
      <h3 className="cap">Members</h3>
      {edges.length === 0 && <p className="form-help">Nobody yet. Drag agents into the team.</p>}
      <ol className="member-list">
        {edges.map(({ id, source }, index) => (
          <li
            key={id}
            draggable
            className={dragged === id ? 'dragged' : ''}
            onDragStart={() => setDragged(id)}
            onDragEnd={onDragEnd}
            onDragOver={(event) => onDragOver(event, index)}
          >
            <MemberRow node={source} place={index + 1} />
            <OrderButtons edge={id} index={index} count={edges.length} />
            <TakeOutButton edge={id} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function TakeOutButton({ edge }: { readonly edge: EdgeId }) {
  return (
    <button
      type="button"
      className="btn bare sq sm"
      aria-label="Take out of the team"
      onClick={() => editorStore.getState().edit((document) => disconnect(document, edge))}
    >
      <X className="icon icon-s" />
    </button>
  );
}

function MemberRow({ node, place }: { readonly node: NodeId; readonly place: number }) {
  const card = useStore(editorStore, ({ document }): Card | undefined => sceneOf(document).cards.get(node));
  return (
    <button type="button" className="member-name grow" onClick={() => canvasPort.reveal(node)}>
      <span className="num faint">{place}</span>
      {card?.type === 'agent' ? <Portrait member={card.cast} size="sm" /> : <TYPE_ICONS.team className="icon" />}
      <span className="cut">{card?.title ?? node}</span>
    </button>
  );
}
