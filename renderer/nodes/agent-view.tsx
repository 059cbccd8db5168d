import { Handle, Position } from '@xyflow/react';
import { CircleAlert, CirclePause, Cpu, Database, History, SquareTerminal, Wrench } from 'lucide-react';
import { memo } from 'react';
import type { AgentCard, Chip } from '../canvas/card.ts';
import { HANDLE_Y_PX, layoutChips } from '../canvas/geometry.ts';
import { sceneOf, geometryOf } from '../canvas/stage-model.ts';
import { sideFacing } from '../canvas/trunk.ts';
import { editorStore, useEditor } from '../store/editor.ts';
import type { EditorState } from '../store/editor-store.ts';
import { IssueBadge } from './issue-badge.tsx';
import type { NodeViewProps } from './node-view-props.ts';
import { Socket, WholeCardTarget } from './socket.tsx';
import { useIssues } from './use-card.ts';
import { useAgentStage, type AgentStage } from './use-agent-stage.ts';

/** The card of one agent: portrait, name, role, model and what it carries. In a run, how it fares. */
export const AgentView = memo(function AgentView({ card, isSelected }: NodeViewProps<'agent'>) {
  const stage = useAgentStage(card.title);
  const hasErrors = useIssues(card.id).some(({ severity }) => severity === 'error');
  const Title = card.team === null ? 'h2' : 'h3'; // under its team's
  const side = useEditor(({ document }) => sideOf(document, card));
  const classes = ['agent', card.cast.colour, card.isMini && 'mini', isSelected && 'selected', hasErrors && 'err'];
  const inRun =
    stage === null ? [] : [stage.mode, stage.isLit && 'lit', stage.held && 'held', stage.failed && 'failed'];
  return (
    <div className={[...classes, ...inRun].filter(Boolean).join(' ')}>
      <div className="agent-portrait" aria-hidden="true">
        <b>{card.cast.monogram}</b>
        {stage !== null && <small>{stage.turns}</small>}
      </div>
      <div className="agent-body">
        <Title className="cut">{card.title}</Title>
        <p className="agent-role cut">{card.role}</p>
        <FootLine card={card} stage={stage} />
        {card.chips.length > 0 && !card.isMini && <Chips chips={card.chips} />}
      </div>
      <WholeCardTarget />
      <Handle
        id="out"
        type="source"
        position={side === 'left' ? Position.Left : Position.Right}
        className={stage?.isLit ? 'socket speech on' : 'socket speech'}
        style={{ top: Math.min(HANDLE_Y_PX, card.isMini ? 30 : HANDLE_Y_PX) }}
        title="Drag to a team, or to whom it hands over"
      />
      <div className="agent-sockets">
        {card.sockets.map((shape) => (
          <Socket key={shape} shape={shape} />
        ))}
      </div>
      <BreakpointDot card={card} />
      {card.turn !== null && <span className="turn-order">{card.turn}</span>}
      <IssueBadge node={card.id} />
    </div>
  );
});

function sideOf(document: EditorState['document'], card: AgentCard): 'left' | 'right' {
  const rect = geometryOf(document).get(card.id);
  const team = card.team === null ? undefined : geometryOf(document).get(card.team);
  const container = card.team === null ? undefined : sceneOf(document).cards.get(card.team);
  if (rect === undefined || team === undefined || container?.type !== 'team' || !container.hasTrunk) return 'right';
  return sideFacing(rect, Math.round(team.widthPx / 2)) ?? 'right';
}

/** The line under the role: what the agent does in the run, else what it thinks with. */
function FootLine({ card, stage }: { readonly card: AgentCard; readonly stage: AgentStage | null }) {
  if (stage?.failed) return <Saying className="bad" Icon={CircleAlert} words={stage.failed} />;
  if (stage?.held) return <Saying className="held" Icon={CirclePause} words={stage.held} />;
  if (stage?.mode === 'past') return <Saying className="past" Icon={History} words={`as of turn ${stage.turn}`} />;
  if (stage?.isLit && stage.activity !== '') {
    return (
      <div className="agent-saying num">
        <span className="bars" aria-hidden="true">
          <i />
          <i />
          <i />
          <i />
        </span>
        <span className="cut">{stage.activity}</span>
      </div>
    );
  }
  if (card.isMini) return null;
  return (
    <div className="agent-model">
      <Means card={card} />
    </div>
  );
}

/** What an agent thinks with, else where it runs code, else its kind. */
function Means({ card: { model, needsModel, executor, kind } }: { readonly card: AgentCard }) {
  if (model !== null || needsModel) {
    return (
      <>
        <Cpu className="icon icon-xs" />
        <span className="cut">{model ?? 'no model yet'}</span>
      </>
    );
  }
  return (
    <>
      {executor !== null && <SquareTerminal className="icon icon-xs" />}
      <span className="cut">{executor ?? kind}</span>
    </>
  );
}

function Saying({ className, Icon, words }: { className: string; Icon: typeof CircleAlert; words: string }) {
  return (
    <div className={`agent-saying ${className}`}>
      <Icon className="icon icon-xs" />
      <span className="cut">{words}</span>
    </div>
  );
}

function Chips({ chips }: { readonly chips: readonly Chip[] }) {
  const { shown, hidden } = layoutChips(chips);
  return (
    <div className="agent-chips">
      {shown.map(({ node, label, shape }) => (
        <span key={node} className={`chip ${shape}`} title={label}>
          {shape === 'tool' ? <Wrench className="icon icon-xs" /> : <Database className="icon icon-xs" />}
          <span className="cut">{label}</span>
        </span>
      ))}
      {hidden > 0 && <span className="chip more">+{hidden}</span>}
    </div>
  );
}

/** Hold before this agent's turns. Shown when it is set; found by hovering the left edge. */
function BreakpointDot({ card }: { readonly card: AgentCard }) {
  const isSet = useEditor(({ breakpoints }) => breakpoints.has(card.id));
  return (
    <button
      type="button"
      className={isSet ? 'breakpoint set nodrag' : 'breakpoint nodrag'}
      aria-label={`Breakpoint on ${card.title}`}
      aria-pressed={isSet}
      title={isSet ? 'Holds before each turn. Click to remove' : 'Hold before each turn'}
      onClick={() => editorStore.getState().toggleBreakpoint(card.id)}
    />
  );
}
