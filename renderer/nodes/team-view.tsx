import { Handle, Position, useNodeConnections } from '@xyflow/react';
import { ArrowRightLeft, Flag, Repeat, Route, Workflow, type LucideIcon } from 'lucide-react';
import { memo } from 'react';
import type { AgentCard, TeamCard } from '../canvas/card.ts';
import { useCanvasUi } from '../canvas/canvas-ui.ts';
import { Gauge } from '../components/gauge.tsx';
import { Portrait } from '../components/portrait.tsx';
import { useEditor } from '../store/editor.ts';
import type { EditorState } from '../store/editor-store.ts';
import { IssueBadge } from './issue-badge.tsx';
import type { NodeViewProps } from './node-view-props.ts';
import { nearness, progressSentence, progressWords } from './progress-words.ts';
import { SentenceText } from './sentence-text.tsx';
import { sentenceText } from './sentence.ts';
import { Socket, WholeCardTarget } from './socket.tsx';
import { TeamWires } from './team-wires.tsx';
import { useProgress } from './use-progress.ts';
import { useSpeaker } from './use-speaker.ts';

/** A team: its name and stop rule at the head, its members on its floor, joined by one trunk. */
export const TeamView = memo(function TeamView({ card, isSelected }: NodeViewProps<'team'>) {
  const isTarget = useCanvasUi(({ dropTarget }) => dropTarget === card.id);
  const mode = useEditor(selectMode);
  const isUsed = useNodeConnections({ id: card.id, handleType: 'target', handleId: 'model' }).length > 0;
  const classes = [
    'team',
    card.depth > 0 && 'nested',
    isUsed && 'has-parts',
    isSelected && 'selected',
    isTarget && 'drop-target',
    mode,
  ];
  return (
    <div className={classes.filter(Boolean).join(' ')}>
      {card.depth === 0 && <span className="spikes" aria-hidden="true" />}
      <header className="team-head">
        <h2>
          <span className="cut">{card.title}</span> {card.title !== card.pattern && <small>{card.pattern}</small>}
        </h2>
        {card.depth === 0 && <Counts card={card} />}
        <StopLine card={card} />
      </header>
      <TeamWires card={card} />
      {card.depth === 0 && <Podium card={card} />}
      {card.members.length === 0 && <p className="team-empty">Drop agents here. They speak in this team.</p>}
      <WholeCardTarget />
      {card.depth > 0 && <Handle id="out" type="source" position={Position.Top} className="socket speech" />}
      <Socket shape="model" />
      <IssueBadge node={card.id} />
    </div>
  );
});

function Counts({ card: { id, agents, teams, maxTurns } }: { readonly card: TeamCard }) {
  const turn = useEditor(selectTurn);
  const isRoot = useEditor(({ document }) => document.root === id);
  if (turn !== null && isRoot) {
    return (
      <span className="team-counts num">
        <b>turn {turn}</b>
        {maxTurns !== null && ` of ${maxTurns}`}
      </span>
    );
  }
  const words = [count(agents, 'agent'), teams > 0 && count(teams, 'team')].filter(Boolean).join(', ');
  return <span className="team-counts num">{words}</span>;
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

/** When the team stops; in a run, how near that is. */
function StopLine({ card: { id, sentence } }: { readonly card: TeamCard }) {
  const progress = useProgress(id);
  if (progress === null || progress.length === 0) {
    return (
      <p className="team-stops">
        <Flag className="icon icon-s" />
        <span className="cut">
          <SentenceText sentence={sentence} />
        </span>
      </p>
    );
  }
  return (
    <p className="team-stops num" title={sentenceText(sentence)}>
      <Flag className="icon icon-s" />
      <Gauge label="How near the stop rule is" share={nearness(progress)} words={progressWords(progress)} />
      <span className="cut">
        <SentenceText sentence={progressSentence(progress)} />
      </span>
    </p>
  );
}

const PODIUM_ICONS: Readonly<Record<string, LucideIcon>> = {
  'Round robin': Repeat,
  Swarm: ArrowRightLeft,
  'Graph flow': Workflow,
};

/** Says who decides the next speaker; in a run, who has the word. */
function Podium({ card }: { readonly card: TeamCard }) {
  const speaker = useSpeaker(card);
  const isHeld = useEditor(selectMode) === 'paused';
  if (speaker !== null) {
    return (
      <div className={`podium on ${speaker.cast.colour}`}>
        <Portrait member={speaker.cast} size="sm" />
        <span className="cut">{isHeld ? heldWords(speaker) : `speaking: ${speaker.title}`}</span>
      </div>
    );
  }
  const Icon = PODIUM_ICONS[card.pattern] ?? Route;
  return (
    <div className="podium">
      <Icon className="icon icon-xs" />
      <span>{card.podium}</span>
    </div>
  );
}

/** A person does not hold the word, the team waits for it. */
const heldWords = ({ title, cast }: AgentCard): string =>
  cast.colour === 'a-human' ? `waiting for ${title}` : `${title} holds`;

const selectMode = ({ stage }: EditorState): string | null => stage?.mode ?? null;
const selectTurn = ({ stage }: EditorState): number | null => (stage === null || stage.turn === 0 ? null : stage.turn);
