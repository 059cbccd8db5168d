import type { Connection, FinalConnectionState, OnConnectStart } from '@xyflow/react';
import { toast } from 'sonner';
import type { NodeId } from '../../shared/ids.ts';
import { containerOf } from '../../shared/team/document-graph.ts';
import { connect, disconnect, moveNode } from '../../shared/team/edit-document.ts';
import { editorStore } from '../store/editor.ts';
import { useCanvasUi } from './canvas-ui.ts';
import { canWire, type Ends } from './wire-between.ts';

/** Drawing a wire: what may take it lights up, the rest fades, and a refusal says why. */
export const wiring = {
  onConnectStart: ((_event, { nodeId }) => {
    if (nodeId !== null) useCanvasUi.getState().startWiring(editorStore.getState().document, nodeId as NodeId);
  }) satisfies OnConnectStart,

  isValidConnection: ({ source, target }: { source: string; target: string }): boolean =>
    canWire(editorStore.getState().document, { from: source as NodeId, to: target as NodeId }).ok,

  onConnect: ({ source, target }: Connection): void => wire({ from: source as NodeId, to: target as NodeId }),

  onConnectEnd: (event: MouseEvent | TouchEvent, state: FinalConnectionState): void => {
    const { endWiring, setLoose } = useCanvasUi.getState();
    endWiring();
    const { fromNode, fromHandle, toNode, isValid } = state;
    if (isValid || fromNode === null || fromNode.id === toNode?.id) return;
    const from = fromNode.id as NodeId;
    const { document } = editorStore.getState();
    // The floor of its own team is as good as empty canvas: nothing there could take the wire.
    if (toNode === null || containerOf(document, from) === toNode.id) {
      const { clientX: x, clientY: y } = 'changedTouches' in event ? (event.changedTouches[0] ?? NOWHERE) : event;
      return setLoose({ from, handle: fromHandle?.id ?? 'out', x, y });
    }
    wire({ from, to: toNode.id as NodeId });
  },
};

const NOWHERE = { clientX: 0, clientY: 0 };

/** Draws the wire, or says why not; where another wire is in the way it offers to take its place. */
function wire(ends: Ends): void {
  const { document, edit } = editorStore.getState();
  const answer = canWire(document, ends);
  if (answer.ok) {
    const { wire: request } = answer;
    // A part that was placed by hand stays where it is, so that it can be wired to the next one too.
    edit((before) => connect(keepCard(before, request.source), request));
    return;
  }
  const { reason, replace } = answer;
  toast.error('These cannot be connected', {
    description: reason,
    ...(replace !== undefined && {
      action: {
        label: 'Replace',
        onClick: () =>
          edit((before) => {
            const freed = disconnect(before, replace);
            const again = canWire(freed, ends);
            return again.ok ? connect(keepCard(freed, again.wire.source), again.wire) : before;
          }),
      },
    }),
  });
}

type EditedDocument = ReturnType<typeof connect>;

const keepCard = (document: EditedDocument, node: NodeId): EditedDocument =>
  moveNode(document, { node, collapsed: false });
