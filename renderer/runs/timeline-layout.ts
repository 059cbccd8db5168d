import type { TurnBar } from '../../shared/rpc/runs-contract.ts';
import { type ChunkedList, toArray } from '../../shared/run/fold/chunked-list.ts';
import type { ConversationRow, SpeechRow, ToolRow } from '../../shared/run/fold/conversation-row.ts';
import { delayWords, isDelay } from './delay-words.ts';
import { turnLabel } from './turn-label.ts';
import { TASK_SOURCE } from './use-cast.ts';

const AXIS_PX = 40;
/** The curve of what was spent, where that is known. */
export const COST_PX = 48;
export const LANE_PX = 32;

export interface TimelineLane {
  readonly name: string;
  readonly kind: 'agent' | 'person' | 'tools' | 'you';
  /** Sum over the lane: tokens of an agent, calls of tools, words of people. */
  readonly count: number;
}

/** One turn, or one task given by the person: a bar's width on the axis. Parallel turns share one. */
export interface TimelineColumn {
  readonly label: string;
  readonly firstSequence: number;
  readonly lastSequence: number;
  /** All that was spent up to its end; null as soon as one price is unknown. */
  readonly costUsd: number | null;
}

export interface TimelineItem {
  readonly kind: 'turn' | 'task' | 'tools';
  readonly lane: number;
  readonly column: number;
  /** Columns that it covers: a nested team spans the turns of its members. */
  readonly span: number;
  /** Its place among those that share the column, and how many these are. */
  readonly slot: readonly [index: number, count: number];
  /** Turn that it belongs to; null for a task. */
  readonly path: string | null;
  readonly speaker: string;
  readonly label: string;
  /** Share of the tallest bar, 0 to 1. */
  readonly weight: number;
  readonly state: TurnBar['state'];
  readonly firstSequence: number;
  readonly lastSequence: number;
}

export interface TimelineCircle {
  readonly column: number;
  readonly words: string;
}

/** What kept the answers of one turn from coming. */
export interface TimelineDelay {
  readonly lane: number;
  readonly column: number;
  readonly speaker: string;
  /** One line each. */
  readonly words: readonly string[];
}

export interface TimelineLayout {
  readonly lanes: readonly TimelineLane[];
  readonly columns: readonly TimelineColumn[];
  readonly items: readonly TimelineItem[];
  /** Where it was told that the run goes in circles. */
  readonly circles: readonly TimelineCircle[];
  /** Where something was tried again, asked of another model, or waited for. */
  readonly delays: readonly TimelineDelay[];
  /** Where the lanes begin; turn numbers and the curve of cost stand above. */
  readonly lanesTopPx: number;
  readonly heightPx: number;
}

export interface TimelineInput {
  readonly bars: ChunkedList<TurnBar>;
  readonly rows: ChunkedList<ConversationRow>;
  /** Lanes of participants, in this order. */
  readonly names: readonly string[];
  readonly people: readonly string[];
}

/** Sets a run out in lanes and columns. Pure: sizes in pixels come with the width of a column. */
export function layoutTimeline({ bars, rows, names, people }: TimelineInput): TimelineLayout {
  const turns = toArray(bars);
  const texts = toArray(rows);
  const tasks = texts.filter(isTask);
  const calls = texts.filter((row): row is ToolRow => row.type === 'tools');
  const lanes = lanesOf({ turns, tasks: tasks.length, calls, names, people });
  const { columns, columnOf, spans, taskColumns } = setColumns(turns, tasks);
  const laneOf = new Map(lanes.map(({ name }, index) => [name, index]));
  const heaviest = Math.max(1, ...turns.map(({ tokens }) => tokens));

  const items: TimelineItem[] = [];
  tasks.forEach(({ sequence }, index) => items.push(taskItem(sequence, laneOf.get(YOU_LANE)!, taskColumns[index]!))); // one column and the lane of each task were made above
  for (const turn of turns) {
    const lane = laneOf.get(turn.speaker);
    const column = columnOf.get(turn.path);
    if (lane === undefined || column === undefined) continue;
    const span = (spans.get(turn.path) ?? column) - column + 1;
    const weight = Math.sqrt(turn.tokens / heaviest);
    items.push(turnItem(turn, { lane, column, span, weight, isPerson: people.includes(turn.speaker) }));
  }
  items.push(...toolItems(calls, columnOf, laneOf.get(TOOLS_LANE) ?? 0));
  const lanesTopPx = AXIS_PX + ((columns.at(-1)?.costUsd ?? 0) > 0 ? COST_PX : 0);
  const circles = circlesOf(texts, columns);
  const delays = delaysOf(texts, items);
  return { lanes, columns, items, circles, delays, lanesTopPx, heightPx: lanesTopPx + lanes.length * LANE_PX };
}

function isTask(row: ConversationRow): row is SpeechRow {
  return row.type === 'speech' && row.turnPath === null && row.message.source === TASK_SOURCE;
}

function circlesOf(rows: readonly ConversationRow[], columns: readonly TimelineColumn[]): TimelineCircle[] {
  return rows.flatMap((row) => {
    if (row.type !== 'notice' || row.code !== 'loop') return [];
    const column = columns.findLastIndex(({ firstSequence }) => firstSequence <= row.sequence);
    return column < 0 ? [] : [{ column, words: row.words }];
  });
}

function delaysOf(rows: readonly ConversationRow[], items: readonly TimelineItem[]): TimelineDelay[] {
  const byTurn = Map.groupBy(rows.filter(isDelay), ({ turnPath }) => turnPath);
  return items.flatMap(({ kind, path, lane, column, speaker }) => {
    const own = kind === 'turn' ? byTurn.get(path) : undefined;
    if (own === undefined) return [];
    const words = own.map(delayWords).map(({ what, why, time }) => [what, why, time && `(${time})`].join(' ').trim());
    return [{ lane, column, speaker, words }];
  });
}

interface Columns {
  readonly columns: readonly TimelineColumn[];
  /** Column of each turn, by path. */
  readonly columnOf: ReadonlyMap<string, number>;
  /** Last column of turns that hold others. */
  readonly spans: ReadonlyMap<string, number>;
  /** Column of each task, in their order. */
  readonly taskColumns: readonly number[];
}

/** Tasks and turns in the order of their events. Turns of one round share a column. */
function setColumns(turns: readonly TurnBar[], tasks: readonly SpeechRow[]): Columns {
  const columns: TimelineColumn[] = [];
  const columnOf = new Map<string, number>();
  const spans = new Map<string, number>();
  const taskColumns: number[] = [];
  let round = '';
  const takeTasks = (before: number): void => {
    for (let task = tasks[taskColumns.length]; task !== undefined && task.sequence < before;) {
      const label = columns.length === 0 ? 'start' : 'task';
      const { sequence } = task;
      columns.push({ label, firstSequence: sequence, lastSequence: sequence, costUsd: columns.at(-1)?.costUsd ?? 0 });
      taskColumns.push(columns.length - 1);
      task = tasks[taskColumns.length];
    }
  };
  for (const turn of turns) {
    takeTasks(turn.firstSequence);
    const parents = parentsOf(turn.path).filter((parent) => columnOf.has(parent));
    // What a nested turn used stands in the bar of the turn around it already.
    const costUsd = sum(columns.length === 0 ? 0 : columns.at(-1)!.costUsd, parents.length > 0 ? 0 : turn.costUsd); // there is a last one
    const { firstSequence, lastSequence } = turn;
    const before = columns.at(-1);
    if (before !== undefined && roundOf(turn.path) === round) {
      columns[columns.length - 1] = { ...before, lastSequence: Math.max(before.lastSequence, lastSequence), costUsd };
    } else columns.push({ label: turnLabel(turn), firstSequence, lastSequence, costUsd });
    round = roundOf(turn.path);
    columnOf.set(turn.path, columns.length - 1);
    for (const parent of parents) spans.set(parent, columns.length - 1);
  }
  takeTasks(Number.POSITIVE_INFINITY);
  return { columns, columnOf, spans, taskColumns };
}

const TOOLS_LANE = 'Tools';
const YOU_LANE = 'You';

interface LaneInput extends Pick<TimelineInput, 'names' | 'people'> {
  readonly turns: readonly TurnBar[];
  readonly tasks: number;
  readonly calls: readonly ToolRow[];
}

function lanesOf({ turns, tasks, calls, names, people }: LaneInput): TimelineLane[] {
  const tokens = new Map<string, number>();
  const taken = new Map<string, number>();
  for (const turn of turns) {
    tokens.set(turn.speaker, (tokens.get(turn.speaker) ?? 0) + turn.tokens);
    taken.set(turn.speaker, (taken.get(turn.speaker) ?? 0) + 1);
  }
  const lanes = names
    .filter((name) => taken.has(name))
    .map((name): TimelineLane =>
      people.includes(name)
        ? { name, kind: 'person', count: taken.get(name) ?? 0 }
        : { name, kind: 'agent', count: tokens.get(name) ?? 0 },
    );
  const count = calls.reduce((sum, row) => sum + row.calls.length, 0);
  if (count > 0) lanes.push({ name: TOOLS_LANE, kind: 'tools', count });
  if (tasks > 0) lanes.push({ name: YOU_LANE, kind: 'you', count: tasks });
  return lanes;
}

function sum(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : one + other;
}

/** `turn/7/writer` → `turn/7/`: what the turns of one round share. */
function roundOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

function parentsOf(path: string): string[] {
  const parts = path.split('/');
  return parts.slice(0, -1).map((_, index) => parts.slice(0, index + 1).join('/'));
}

const ALONE = [0, 1] as const;

type Setting = Pick<TimelineItem, 'lane' | 'column' | 'span' | 'weight'> & { readonly isPerson: boolean };

function turnItem(turn: TurnBar, { isPerson, ...place }: Setting): TimelineItem {
  const { path, speaker, tokens, state, firstSequence, lastSequence } = turn;
  const label = isPerson || tokens === 0 ? '' : tokens.toLocaleString('en-GB');
  return { kind: 'turn', ...place, slot: ALONE, path, speaker, label, state, firstSequence, lastSequence };
}

function taskItem(sequence: number, lane: number, column: number): TimelineItem {
  const common = { path: null, speaker: TASK_SOURCE, label: '', weight: 0.5, state: 'done' } as const;
  return {
    kind: 'task',
    lane,
    column,
    span: 1,
    slot: ALONE,
    ...common,
    firstSequence: sequence,
    lastSequence: sequence,
  };
}

/** Calls of one turn stand side by side in its column. */
function toolItems(calls: readonly ToolRow[], columnOf: ReadonlyMap<string, number>, lane: number): TimelineItem[] {
  const byColumn = Map.groupBy(calls, ({ turnPath }) => (turnPath === null ? undefined : columnOf.get(turnPath)));
  return [...byColumn].flatMap(([column, rows]) =>
    column === undefined ? [] : rows.map((row, slot) => toolItem(row, { lane, column, slot: [slot, rows.length] })),
  );
}

function toolItem(
  { calls, source, sequence, turnPath }: ToolRow,
  place: Pick<TimelineItem, 'lane' | 'column' | 'slot'>,
): TimelineItem {
  const state = calls.some(({ result }) => result === null) ? 'open' : 'done';
  const label = calls.length > 1 ? String(calls.length) : '';
  const common = { path: turnPath, speaker: source, label, weight: 0.3, state } as const;
  return { kind: 'tools', ...place, span: 1, ...common, firstSequence: sequence, lastSequence: sequence };
}
