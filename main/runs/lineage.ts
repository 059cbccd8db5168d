import type { ChatMessage } from '../../shared/chat/chat-message.ts';
import type { ContentHash, RunId } from '../../shared/ids.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { RunEvent } from '../../shared/run/event.ts';
import { DIGESTS } from '../core/digest.ts';
import type { History } from '../core/participant.ts';
import type { RunStore } from '../core/store.ts';
import { ApprovalKeeper } from './approval-keeper.ts';
import { LoopWatch, type LoopNotice } from './loops/loop-watch.ts';
import { MoneyFold } from './money-fold.ts';
import type { ModelSwitches } from './model-switches.ts';
import { RecordedHistory } from './recorded-history.ts';
import { RunTotals } from './totals.ts';

/** A checkpoint to begin from, with the events up to it. */
export interface Start {
  readonly checkpoint: JsonObject;
  readonly history: History;
}

/** All that is needed to enter a run again, read once from its log and its parents'. */
export interface Lineage {
  readonly plan: ContentHash;
  readonly overrides: JsonObject;
  /** The saved state that the first run of the lineage began with. */
  readonly state?: ContentHash;
  /** Tasks still to be entered, in order. With a start, the first is gone on with where the checkpoint stands. */
  readonly tasks: readonly (readonly ChatMessage[])[];
  readonly start: Start | undefined;
  /** What is recorded after the start. */
  readonly recorded: RecordedHistory;
  readonly lastSequence: number;
  readonly totals: RunTotals;
  readonly loops: LoopWatch;
  /** What the last event gave rise to and the log does not hold: a fork began right there. */
  readonly due: LoopNotice | undefined;
  readonly holdOnLoop: number | undefined;
  readonly money: MoneyFold;
  readonly approvals: ApprovalKeeper;
  /** The run's own end, where it has ended. */
  readonly end: Extract<RunEvent['body'], { type: 'run-end' }> | undefined;
}

export type RunStart = Extract<RunEvent['body'], { type: 'run-start' }>;

interface LineageQuery {
  readonly store: RunStore;
  readonly run: RunId;
  /** Only a checkpoint at or before this event is begun from. 0 enters everything again from the first task, as replay does. */
  readonly newestCheckpoint: number;
  /** Turns around this place are entered though they were abandoned: a call that failed stands in such a one. */
  readonly lookedFor?: string;
  /** Switches that the team was built on already. */
  readonly switches?: ModelSwitches;
}

/** Reads a run's lineage; undefined where there is no event of it. */
export function readLineage({ store, run, newestCheckpoint, lookedFor, switches }: LineageQuery): Lineage | undefined {
  const found = newestCheckpoint > 0 ? store.latestCheckpoint(run, newestCheckpoint) : undefined;
  const startAt = found?.sequence ?? 0;
  const before: RunEvent[] = [];
  const after: RunEvent[] = [];
  const totals = new RunTotals();
  const loops = new LoopWatch();
  let due: LoopNotice | undefined;
  const money = new MoneyFold(run, switches);
  const approvals = new ApprovalKeeper(run);
  const hashedOtherwise = new Set<RunId>();
  let begin: RunStart | undefined;
  let end: Lineage['end'];
  let tasks: (readonly ChatMessage[])[] = [];
  let lastSequence = 0;
  for (const event of store.scan(run, 0)) {
    const { body, sequence } = event;
    lastSequence = sequence;
    (sequence <= startAt ? before : after).push(event);
    if (event.run === run) totals.add(event);
    const found = loops.add(event);
    if (body.type !== 'run-start') due = found;
    money.add(event);
    approvals.add(event);
    if (body.type === 'run-start') {
      begin = body;
      if (body.digests !== DIGESTS) hashedOtherwise.add(event.run);
      if (body.task !== null) tasks = sequence <= startAt ? [body.task] : [...tasks, body.task];
    }
    if (body.type === 'run-end' && event.run === run) end = body;
  }
  if (begin === undefined) return undefined;
  const start = found && { checkpoint: found.body, history: historyOf(before) };
  return {
    plan: begin.plan,
    overrides: begin.overrides,
    ...(begin.state !== undefined && { state: begin.state }),
    tasks,
    start,
    recorded: new RecordedHistory(
      after.filter(({ body }) => body.type !== 'turn-abandoned' || lookedFor?.startsWith(`${body.path}/`) !== true),
      run,
      hashedOtherwise,
    ),
    lastSequence,
    totals,
    loops,
    due,
    holdOnLoop: begin.holdOnLoop,
    money,
    approvals,
    end,
  };
}

/** Events are numbered from 1 without gaps. */
function historyOf(events: readonly RunEvent[]): History {
  return {
    event(sequence) {
      const event = events[sequence - 1];
      if (event === undefined)
        throw new RangeError(`The checkpoint names event ${sequence}, but the log before it ends at ${events.length}.`);
      return event;
    },
  };
}
