import { memo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { useStore } from 'zustand';
import { className } from '../../shared/component/registry.ts';
import type { NodeId } from '../../shared/ids.ts';
import { findNode } from '../../shared/team/document-graph.ts';
import { configName } from '../../shared/team/names.ts';
import type { Card, TeamCard } from '../canvas/card.ts';
import { useCanvasUi } from '../canvas/canvas-ui.ts';
import { measuresOf, type Rect } from '../canvas/geometry.ts';
import { geometryOf, sceneOf } from '../canvas/stage-model.ts';
import { makeRound, makeTrunk } from '../canvas/trunk.ts';
import { editorStore, useEditor } from '../store/editor.ts';
import type { EditorState } from '../store/editor-store.ts';
import { speakingMember, useSpeaker } from './use-speaker.ts';

const NESTED_BRANCH = 'nested-branch';
const ARROW = 'M-6 -4L0 0L-6 4';

/** The trunk of a team with its branches, or the round of a nested one; and how often each member had the word. */
export const TeamWires = memo(function TeamWires({ card }: { readonly card: TeamCard }) {
  const rects = useStore(
    editorStore,
    useShallow(({ document }) => card.members.map((id) => geometryOf(document).get(id))),
  );
  const leaving = useCanvasUi((state) => state.leaving);
  const size = useEditor(({ document }) => geometryOf(document).get(card.id));
  const members = card.members.flatMap((id, index) => {
    const rect: Rect | undefined = rects[index];
    return rect === undefined || id === leaving ? [] : [{ id, rect }];
  });
  if (size === undefined || !card.hasTrunk || members.length === 0) return null;
  if (card.depth > 0 && card.isOrdered) return <Round paths={makeRound(members)} />;
  const { headPx, podiumPx } = measuresOf(card);
  const trunk = makeTrunk({
    widthPx: size.widthPx,
    heightPx: size.heightPx,
    topPx: headPx + podiumPx / 2,
    members,
    hasReturn: card.isOrdered,
  });
  return <Trunk card={card} trunk={trunk} />;
});

interface TrunkProps {
  readonly card: TeamCard;
  readonly trunk: ReturnType<typeof makeTrunk>;
}

function Trunk({ card, trunk }: TrunkProps) {
  const lit = useEditor((state) => speakingMember(state, card));
  const speaker = useSpeaker(card);
  const isHeld = useEditor(selectIsHeld);
  const colours = useStore(
    editorStore,
    useShallow(({ document }) => card.members.map((id) => classOf(sceneOf(document).cards.get(id)))),
  );
  const counts = useStore(
    editorStore,
    useShallow((state) => card.members.map((id) => turnsOf(state, sceneOf(state.document).cards.get(id)))),
  );
  // The branch to a nested team has no colour of its own: it takes that of the member who speaks in it.
  const litColour = (member: NodeId): string | false => member === lit && speaker !== null && speaker.cast.colour;
  // What is dashed lies under the trunk of the others, the cue over all of them.
  const rank = (member: NodeId): number =>
    member === lit ? 2 : colours[card.members.indexOf(member)] === NESTED_BRANCH ? 0 : 1;
  const ordered = trunk.branches.toSorted((one, other) => rank(one.member) - rank(other.member));
  return (
    <>
      <svg className="team-wires" aria-hidden="true">
        {trunk.returnPath !== null && (
          <>
            <path d={trunk.returnPath} className="return" />
            <path
              d={ARROW}
              className="return"
              transform={`translate(${trunk.returnArrow.x} ${trunk.returnArrow.y}) rotate(-90)`}
            />
          </>
        )}
        {ordered.map(({ member, path }) => {
          const index = card.members.indexOf(member);
          const cue = member === lit && (isHeld ? 'held' : 'cue');
          return (
            <g key={member}>
              {cue === 'held' && <path d={path} className="held-ground" />}
              <path d={path} className={[colours[index], litColour(member), cue].filter(Boolean).join(' ')} />
            </g>
          );
        })}
      </svg>
      {trunk.branches.map(({ member, labelX, labelY }) => {
        const index = card.members.indexOf(member);
        const turns = counts[index] ?? null;
        if (turns === null) return null;
        const classes = ['turn-count', colours[index], litColour(member), member === lit && 'on']
          .filter(Boolean)
          .join(' ');
        return (
          <span key={member} className={classes} style={{ left: labelX, top: labelY }} title="turns taken">
            {turns}
          </span>
        );
      })}
    </>
  );
}

/** Arrowheads are drawn by hand: a marker would not take the colour of the theme in every browser. */
function Round({ paths }: { readonly paths: readonly string[] }) {
  return (
    <svg className="team-wires" aria-hidden="true">
      {paths.map((path, index) => (
        <g key={index}>
          <path d={path} />
          <path d={ARROW} transform={arrowAt(path)} />
        </g>
      ))}
    </svg>
  );
}

/** Where a path of right angles ends, and which way it points there. */
function arrowAt(path: string): string {
  const numbers = [...path.matchAll(/([MHVQ])([^MHVQ]*)/g)].map(([, command = '', text = '']) => ({
    command,
    values: text.trim().split(/[ ,]+/).map(Number),
  }));
  let x = 0;
  let y = 0;
  let degrees = 0;
  for (const { command, values } of numbers) {
    const [beforeX, beforeY] = [x, y];
    if (command === 'H') x = values[0] ?? x;
    else if (command === 'V') y = values[0] ?? y;
    else [x, y] = [values.at(-2) ?? x, values.at(-1) ?? y];
    degrees = (Math.atan2(y - beforeY, x - beforeX) * 180) / Math.PI;
  }
  return `translate(${x} ${y}) rotate(${degrees})`;
}

const selectIsHeld = ({ stage }: EditorState): boolean => stage?.mode === 'paused';
const classOf = (card: Card | undefined): string => (card?.type === 'agent' ? card.cast.colour : NESTED_BRANCH);

function turnsOf({ stage, document }: EditorState, card: Card | undefined): number | null {
  const node = card === undefined ? undefined : findNode(document, card.id);
  if (stage === null || node === undefined) return null;
  // A run calls a team that has no name by its class, as AutoGen does.
  return stage.turnCounts[configName(node) ?? className(node.component.provider)] ?? 0;
}
