import './debug-bar.css';
import {
  CirclePause,
  History,
  type LucideIcon,
  MessageCircleQuestion,
  Pause,
  Play,
  SkipBack,
  SkipForward,
  Square,
  StepBack,
  StepForward,
  TriangleAlert,
  Users,
} from 'lucide-react';
import type { RunId } from '../../shared/ids.ts';
import { toArray } from '../../shared/run/fold/chunked-list.ts';
import type { Conversation } from '../../shared/run/fold/conversation-state.ts';
import type { TurnBar } from '../../shared/rpc/runs-contract.ts';
import type { RunStatus } from '../../shared/run/summary.ts';
import { Hint } from '../components/hint.tsx';
import { toWords } from '../keys/key-words.ts';
import { movePlayhead } from './playhead.ts';
import { factsWords } from './run-head.tsx';
import { aboutToWords, pausedWords } from './hold-words.ts';
import { runCommands } from './run-commands.ts';
import { type RunState, type RunStore, selectStatus } from './run-store.ts';
import { heldAgent } from './stage-of.ts';
import { outerTurn, turnLabel } from './turn-label.ts';
import { type RunCast, useCast } from './use-cast.ts';
import { useDebugKeys } from './use-debug-keys.ts';
import { useRun, useRunStore } from './use-run.ts';

/** Floats over the canvas while a run goes on, is held, or its past is looked at: what is the case, and what can be done. */
export function DebugBar({ runId }: { readonly runId: RunId }) {
  const store = useRunStore(runId);
  const status = useRun(store, selectStatus);
  const isPast = useRun(store, selectIsPast);
  useDebugKeys(store);
  if (isPast) return <PastBar store={store} />;
  if (status === 'running' || status === 'paused' || status === 'waiting' || status === 'interrupted') {
    return <LiveBar store={store} status={status} />;
  }
  return null;
}

type OpenStatus = Exclude<RunStatus, 'finished' | 'failed' | 'stopped'>;

const BANNERS: Readonly<Record<OpenStatus, { readonly Icon: LucideIcon; readonly tone: string }>> = {
  running: { Icon: Users, tone: 'live' },
  paused: { Icon: CirclePause, tone: 'paused' },
  waiting: { Icon: MessageCircleQuestion, tone: 'paused' },
  interrupted: { Icon: TriangleAlert, tone: 'paused' },
};

function LiveBar({ store, status }: { readonly store: RunStore; readonly status: OpenStatus }) {
  const conversation = useRun(store, selectConversation);
  const cast = useCast(store);
  const { Icon, tone } = BANNERS[status];
  return (
    <div className="debug-bar" role="toolbar" aria-label="Debugger">
      <div className={`banner ${tone}`}>
        <Icon className="icon icon-s" aria-hidden="true" />
        <b>{bannerWords(status, conversation, cast)}</b>
        <span>{factsWords(conversation)}</span>
      </div>
      <div className="controls">
        {status === 'interrupted' ? (
          <Control label="Resume" tone="go" Icon={Play} onPress={() => void runCommands.resume(store)} />
        ) : (
          <Control
            label="Continue"
            keys="F5"
            tone="go"
            Icon={Play}
            isOff={status !== 'paused'}
            onPress={() => void runCommands.goOn(store)}
          />
        )}
        <Control
          label="Step to the next turn"
          keys="F10"
          Icon={StepForward}
          isOff={status !== 'paused'}
          onPress={() => void runCommands.step(store)}
        />
        <Control
          label="Pause"
          keys="F6"
          Icon={Pause}
          isOff={status !== 'running'}
          onPress={() => void runCommands.pause(store)}
        />
        <span className="vr" />
        <Control
          label="Stop"
          keys={toWords('Shift+F5')}
          tone="stop"
          Icon={Square}
          isOff={status === 'interrupted'}
          onPress={() => void runCommands.stop(store)}
        />
      </div>
    </div>
  );
}

function bannerWords(status: OpenStatus, conversation: Conversation, cast: RunCast): string {
  const [hold] = conversation.holds;
  if (status === 'interrupted') return 'Interrupted. Nothing is lost.';
  if (hold !== undefined && status !== 'running') {
    const agent = heldAgent(hold, conversation);
    const name = agent === null ? null : cast.nameOf(agent);
    return status === 'paused' ? pausedWords(hold, name) : aboutToWords(hold, name ?? 'The run');
  }
  if (status === 'paused') return 'Paused';
  const { speaker } = conversation;
  return speaker === null ? 'Running' : `${cast.nameOf(speaker)} has the floor`;
}

function PastBar({ store }: { readonly store: RunStore }) {
  const playhead = useRun(store, selectPlayhead);
  const turns = useRun(store, selectTurns);
  const bars = toArray(turns.bars);
  const shown = bars.findLast(({ firstSequence }) => firstSequence <= (playhead ?? 0));
  return (
    <div className="debug-bar" role="toolbar" aria-label="Past">
      <div className="banner past">
        <History className="icon icon-s" aria-hidden="true" />
        <b>You are looking at the past</b>
        <span>{shown === undefined ? 'before the first turn' : pastWords(shown, bars.at(-1) ?? shown)}</span>
      </div>
      <div className="controls">
        <Control label="To the start" keys="Home" Icon={SkipBack} onPress={() => movePlayhead(store, 'start')} />
        <Control
          label="Turn back"
          keys={toWords('Mod+ArrowLeft')}
          Icon={StepBack}
          onPress={() => movePlayhead(store, 'previous-turn')}
        />
        <Control
          label="Turn forward"
          keys={toWords('Mod+ArrowRight')}
          Icon={StepForward}
          onPress={() => movePlayhead(store, 'next-turn')}
        />
        <Control label="To the end" keys="End" Icon={SkipForward} onPress={() => movePlayhead(store, 'end')} />
        <span className="vr" />
        <button type="button" className="btn bare sm" onClick={() => store.setPlayhead(null)}>
          Back to now <span className="kbd">Esc</span>
        </button>
      </div>
    </div>
  );
}

function pastWords(shown: TurnBar, last: TurnBar): string {
  return `turn ${turnLabel(shown)} of ${outerTurn(last)}`;
}

interface ControlProps {
  readonly label: string;
  readonly keys?: string;
  readonly tone?: 'go' | 'stop';
  readonly Icon: LucideIcon;
  readonly isOff?: boolean;
  onPress: () => void;
}

function Control({ label, keys, tone, Icon, isOff = false, onPress }: ControlProps) {
  return (
    <Hint text={label} keys={keys}>
      <button
        type="button"
        className={tone === undefined ? 'control' : `control ${tone}`}
        aria-label={label}
        aria-disabled={isOff}
        onClick={() => !isOff && onPress()}
      >
        <Icon className="icon" />
      </button>
    </Hint>
  );
}

const selectConversation = ({ conversation }: RunState): Conversation => conversation;
const selectTurns = ({ turns }: RunState): RunState['turns'] => turns;
const selectPlayhead = ({ playhead }: RunState): number | null => playhead;
const selectIsPast = ({ playhead }: RunState): boolean => playhead !== null;
