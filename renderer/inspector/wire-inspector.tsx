import { ArrowRightLeft, Trash2, Workflow } from 'lucide-react';
import type { EdgeId } from '../../shared/ids.ts';
import { findEdge, findNode } from '../../shared/team/document-graph.ts';
import type { TeamDocument } from '../../shared/team/document.ts';
import type { TeamEdge } from '../../shared/team/edge.ts';
import { flowOf, type FlowWire, handoffOf, sameGroup, setFlow, setHandoff } from '../../shared/team/edit-wire.ts';
import { deleteSelection } from '../canvas/canvas-commands.ts';
import { nodeTitle } from '../nodes/node-title.ts';
import { editorStore, useEditor } from '../store/editor.ts';
import { HandoffTexts } from './fields/handoff-texts.tsx';
import { Labelled } from './fields/labelled.tsx';

/** A wire that is selected: what it joins, what it says, and a way to take it away. */
export function WireInspector({ id }: { readonly id: EdgeId }) {
  const document = useEditor((state) => state.document);
  const edge = findEdge(document, id);
  if (edge === undefined) return null;
  if (edge.kind !== 'flow' && edge.kind !== 'handoff') return <PlainWire document={document} edge={edge} />;
  const isFlow = edge.kind === 'flow';
  const Icon = isFlow ? Workflow : ArrowRightLeft;
  return (
    <>
      <header className="inspector-head">
        <span className="inspector-icon">
          <Icon className="icon icon-l" />
        </span>
        <div className="grow">
          <h2 className="cut">
            {titleOf(document, edge.source)} → {titleOf(document, edge.target)}
          </h2>
          <p className="cut t12 dim">{isFlow ? 'Way in a graph flow' : 'Handoff in a swarm'}</p>
        </div>
      </header>
      <div className="inspector-content" onBlur={() => editorStore.getState().endGesture()}>
        {isFlow ? <FlowForm document={document} edge={edge} /> : <HandoffForm document={document} edge={edge} />}
        <TakeAway />
      </div>
    </>
  );
}

interface WireProps {
  readonly document: TeamDocument;
  readonly edge: TeamEdge;
}

function PlainWire({ document, edge }: WireProps) {
  return (
    <div className="empty">
      <p>
        {titleOf(document, edge.target)} uses {titleOf(document, edge.source)}.
      </p>
      <TakeAway />
    </div>
  );
}

function TakeAway() {
  return (
    <button type="button" className="btn bad wire-away" onClick={deleteSelection}>
      <Trash2 className="icon icon-s" /> Take the wire away
    </button>
  );
}

/** When the way is taken, and what its end waits for. */
function FlowForm({ document, edge }: WireProps) {
  const { condition, group, activation } = flowOf(edge);
  const [source, target] = [titleOf(document, edge.source), titleOf(document, edge.target)];
  const others = sameGroup(document, edge).map((other) => titleOf(document, other.source));
  const change = (patch: Partial<FlowWire>, key: string): void =>
    editorStore.getState().edit((before) => setFlow(before, { edge: edge.id, patch }), `wire ${edge.id} ${key}`);
  const groupHelp =
    others.length === 0
      ? 'This is the only way in its group.'
      : `Counts for the ways from ${others.join(', ')} too: they are in the same group.`;
  return (
    <>
      <Labelled
        id="wire-condition"
        title="Only if the message says"
        help={`Words that must stand in what ${source} said, capital letters as written. Empty: ${target} always follows.`}
      >
        <input
          id="wire-condition"
          className="field"
          placeholder="always"
          value={condition}
          onChange={(event) => change({ condition: event.target.value }, 'condition')}
        />
      </Labelled>
      <Labelled id="wire-activation" title={`${target} waits for`} help={groupHelp}>
        <select
          id="wire-activation"
          className="field"
          value={activation}
          onChange={(event) => change({ activation: event.target.value === 'any' ? 'any' : 'all' }, 'activation')}
        >
          <option value="all">all ways of the group</option>
          <option value="any">the first way of the group</option>
        </select>
      </Labelled>
      <Labelled
        id="wire-group"
        title="Group"
        help={`Ways to ${target} with the same group are waited for together. Give a way back a group of its own. Empty: ${target}.`}
      >
        <input
          id="wire-group"
          className="field"
          placeholder={target}
          spellCheck={false}
          value={group}
          onChange={(event) => change({ group: event.target.value }, 'group')}
        />
      </Labelled>
    </>
  );
}

/** What the model is told of the handoff, and what the one who takes over reads. */
function HandoffForm({ document, edge }: WireProps) {
  const target = titleOf(document, edge.target);
  return (
    <HandoffTexts
      id="wire"
      target={target}
      handoff={handoffOf(document, edge)}
      onChange={(handoff) =>
        editorStore.getState().edit((before) => setHandoff(before, { edge: edge.id, handoff }), `wire ${edge.id} texts`)
      }
    />
  );
}

function titleOf(document: TeamDocument, id: TeamEdge['source']): string {
  const node = findNode(document, id);
  return node === undefined ? '' : nodeTitle(node);
}
