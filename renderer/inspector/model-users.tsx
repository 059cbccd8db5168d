import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { NodeId } from '../../shared/ids.ts';
import { componentTypeOf, contains, definitionOf, edgesInto } from '../../shared/team/document-graph.ts';
import type { TeamDocument, TeamNode } from '../../shared/team/document.ts';
import { sceneOf } from '../canvas/stage-model.ts';
import { Portrait } from '../components/portrait.tsx';
import { nodeTitle } from '../nodes/node-title.ts';
import { TYPE_ICONS } from '../outline/type-icons.ts';
import { editorStore } from '../store/editor.ts';
import { putIn, takeOut } from './slot-edits.ts';

const SLOT = 'model_client';
const MODEL_TYPES: ReadonlySet<string> = new Set(['model', 'replay_chat_completion_client', 'chat_completion_cache']);

/** True for what can stand where a model is asked for. */
export function isModelNode(node: TeamNode): boolean {
  return MODEL_TYPES.has(componentTypeOf(node) ?? '');
}

/** Who thinks with this model: a box for each agent and team that has one, and all that call tools with one click. */
export function ModelUsers({ model }: { readonly model: NodeId }) {
  const holders = useStore(
    editorStore,
    useShallow(({ document }) => takersOf(document, model)),
  );
  const { edit } = editorStore.getState();
  const give = (nodes: readonly TeamNode[]): void =>
    edit((document) =>
      nodes.reduce((current, { id }) => putIn(current, { part: model, holder: id, slot: SLOT }), document),
    );
  if (holders.length === 0) return null;
  const callers = holders.filter(({ id }) => hasTools(editorStore.getState().document, id));
  return (
    <section className="form-field" aria-label="Who uses it">
      <h3 className="cap">Who uses it</h3>
      <ul className="user-list">
        {holders.map((holder) => (
          <ModelUser key={holder.id} model={model} holder={holder} />
        ))}
      </ul>
      <div className="row">
        {callers.length > 0 && (
          <button type="button" className="btn sm" onClick={() => give(callers)}>
            Give it to all that call tools
          </button>
        )}
        <button type="button" className="btn sm" onClick={() => give(holders)}>
          Give it to all
        </button>
      </div>
      <p className="form-help">Each has one model: who gets this one lets go of the other.</p>
    </section>
  );
}

function ModelUser({ model, holder }: { readonly model: NodeId; readonly holder: TeamNode }) {
  const present = useStore(editorStore, ({ document }) => modelIn(document, holder.id));
  const card = useStore(editorStore, ({ document }) => sceneOf(document).cards.get(holder.id));
  const tools = useStore(editorStore, ({ document }) => hasTools(document, holder.id));
  const isUser = present === model;
  const place = { part: model, holder: holder.id, slot: SLOT };
  return (
    <li>
      <label className="tick grow">
        <input
          type="checkbox"
          checked={isUser}
          onChange={() =>
            editorStore.getState().edit((document) => (isUser ? takeOut(document, place) : putIn(document, place)))
          }
        />
        {card?.type === 'agent' ? (
          <Portrait member={card.cast} size="sm" />
        ) : (
          <TYPE_ICONS.team className="icon icon-s" />
        )}
        <span className="cut">{card?.title ?? nodeTitle(holder)}</span>
        {tools && <span className="dim t11">calls tools</span>}
        {!isUser && card?.type === 'agent' && card.model !== null && (
          <span className="dim t11 cut">now {card.model}</span>
        )}
      </label>
    </li>
  );
}

/** Agents and teams that ask a model, but not those that this one holds. */
function takersOf(document: TeamDocument, model: NodeId): readonly TeamNode[] {
  return document.nodes.filter(
    (node) =>
      definitionOf(node)?.slots.some(({ key }) => key === SLOT) === true &&
      !contains(document, { whole: model, part: node.id }) &&
      (componentTypeOf(node) === 'agent' || componentTypeOf(node) === 'team'),
  );
}

function hasTools(document: TeamDocument, holder: NodeId): boolean {
  return ['tools', 'workbench'].some((slot) => edgesInto(document, { target: holder, slot }).length > 0);
}

function modelIn(document: TeamDocument, holder: NodeId): NodeId | null {
  return edgesInto(document, { target: holder, slot: SLOT })[0]?.source ?? null;
}
