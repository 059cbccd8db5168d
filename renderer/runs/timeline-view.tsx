import './timeline.css';
import { Minus, Plus, RotateCw, User, Wrench } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Conversation } from '../../shared/run/fold/conversation-state.ts';
import { costWords } from '../../shared/run/money-words.ts';
import { Portrait } from '../components/portrait.tsx';
import { useEditor } from '../store/editor.ts';
import type { EditorState } from '../store/editor-store.ts';
import { type RunState, type RunStore, selectStatus } from './run-store.ts';
import { TimelineSheet } from './timeline-sheet.tsx';
import { COST_PX, LANE_PX, layoutTimeline, type TimelineLane, type TimelineLayout } from './timeline-layout.ts';
import { type RunCast, TASK_SOURCE, useCast } from './use-cast.ts';
import { useRun } from './use-run.ts';
import { countWords } from './words.ts';

const ZOOMS_PX = [6, 10, 16, 26, 40, 56, 80, 120];
const FIRST_ZOOM = 5;

/** The score of a run: a lane a speaker, a bar a turn. Drag along it to look at the past. */
export function TimelineView({ store }: { readonly store: RunStore }) {
  const cast = useCast(store);
  const rows = useRun(store, selectRows);
  const people = useRun(store, selectPeople);
  const { bars } = useRun(store, selectTurns);
  const playhead = useRun(store, selectPlayhead);
  const status = useRun(store, selectStatus);
  const selectedPath = useEditor(selectSelectedTurnPath);
  const [zoom, setZoom] = useState(FIRST_ZOOM);
  const layout = useMemo(
    () => layoutTimeline({ bars, rows, names: cast.names, people }),
    [bars, rows, cast.names, people],
  );
  const columnPx = ZOOMS_PX[zoom] ?? 56;
  const isOver = status === 'finished' || status === 'failed' || status === 'stopped';
  if (layout.columns.length === 0) return <p className="empty">Turns appear here as the team speaks.</p>;
  return (
    <div className="timeline">
      <div className="score" style={{ '--lane-height': `${LANE_PX}px` } as React.CSSProperties}>
        <LaneNames layout={layout} cast={cast} />
        <TimelineSheet {...{ store, layout, cast, columnPx, playhead, selectedPath, isOver }} />
      </div>
      <Legend circles={layout.circles} delays={layout.delays} zoom={zoom} setZoom={setZoom} />
    </div>
  );
}

function LaneNames({ layout, cast }: { readonly layout: TimelineLayout; readonly cast: RunCast }) {
  const { lanes, columns, lanesTopPx } = layout;
  const costUsd = columns.at(-1)?.costUsd ?? null;
  return (
    <div className="lane-names">
      <div className="lane-head" style={{ height: lanesTopPx }}>
        {lanesTopPx > COST_PX && (
          <p style={{ height: COST_PX }}>
            <b>Cost</b>
            <span>{costWords(costUsd)}</span>
          </p>
        )}
        <b>Turn</b>
      </div>
      <ul aria-label="Lanes">
        {lanes.map((lane) => (
          <li key={lane.name}>
            <LaneSign lane={lane} cast={cast} />
            <b className="cut">{lane.kind === 'you' ? cast.nameOf(TASK_SOURCE) : lane.name}</b>
            <span className="push">{countOf(lane)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function LaneSign({ lane, cast }: { readonly lane: TimelineLane; readonly cast: RunCast }) {
  if (lane.kind === 'agent' || lane.kind === 'person') return <Portrait member={cast.memberOf(lane.name)} size="sm" />;
  const Icon = lane.kind === 'tools' ? Wrench : User;
  return (
    <span className={`portrait sm ${lane.kind === 'tools' ? 'a-tool' : 'a-human'}`} aria-hidden="true">
      <Icon className="icon icon-xs" />
    </span>
  );
}

function countOf({ kind, count }: TimelineLane): string {
  if (kind === 'agent') return count.toLocaleString('en-GB');
  if (kind === 'tools') return countWords(count, 'call');
  return kind === 'you' ? countWords(count, 'task') : countWords(count, 'turn');
}

interface LegendProps extends Pick<TimelineLayout, 'circles' | 'delays'> {
  readonly zoom: number;
  setZoom: (zoom: number) => void;
}

function Legend({ circles, delays, zoom, setZoom }: LegendProps) {
  return (
    <footer className="legend">
      <span>
        <i className="key turn" /> Turn, taller is more tokens
      </span>
      <span>
        <i className="key tool" /> Tool
      </span>
      {delays.length > 0 && (
        <span title={delays.flatMap(({ speaker, words }) => words.map((line) => `${speaker}: ${line}`)).join('\n')}>
          <i className="key delay">{delays.reduce((sum, { words }) => sum + words.length, 0)}</i>
          Tried again or waited
        </span>
      )}
      {circles.length > 0 && (
        <span title={circles.map(({ words }) => words).join('\n')}>
          <i className="key circle">
            <RotateCw />
          </i>
          Goes in circles
        </span>
      )}
      <span className="grow" />
      <button
        type="button"
        className="btn bare sq sm"
        aria-label="Narrower turns"
        disabled={zoom === 0}
        onClick={() => setZoom(zoom - 1)}
      >
        <Minus className="icon icon-s" />
      </button>
      <button
        type="button"
        className="btn bare sq sm"
        aria-label="Wider turns"
        disabled={zoom === ZOOMS_PX.length - 1}
        onClick={() => setZoom(zoom + 1)}
      >
        <Plus className="icon icon-s" />
      </button>
    </footer>
  );
}

const selectRows = ({ conversation }: RunState): Conversation['rows'] => conversation.rows;
const selectPeople = ({ conversation }: RunState): readonly string[] => conversation.people;
const selectTurns = ({ turns }: RunState): RunState['turns'] => turns;
const selectPlayhead = ({ playhead }: RunState): number | null => playhead;
const selectSelectedTurnPath = ({ selectedTurnPath }: EditorState): string | null => selectedTurnPath;
