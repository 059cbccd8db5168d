import { NO_BUDGET, type RunBudget } from '../budget.ts';
import type { CostEstimate } from '../estimate.ts';
import type { RunEventBody } from '../event.ts';
import type { StopProgress } from '../stop-progress.ts';
import type { Usage } from '../usage.ts';
import { append, type ChunkedList, emptyList } from './chunked-list.ts';
import type { ConversationRow, FilesRow, RowStart } from './conversation-row.ts';
import type { Draft } from './drafts.ts';
import type { PendingHold } from './pending.ts';
import { pathsUp } from './place.ts';

/** What a run has used. `costUsd` is null as soon as one price is not known. */
export interface RunTotals extends Usage {
  readonly turns: number;
  readonly modelCalls: number;
}

/** A turn that has not ended, as far as later rows need it. */
export interface OpenTurn {
  readonly path: string;
  readonly number: number;
  readonly speaker: string;
  /** True once a row of it bears its number. */
  readonly isNumbered: boolean;
  /** Time of the last model call; null before one has ended. */
  readonly modelMs: number | null;
  /** Index of the rows that later events complete. */
  readonly toolRow: number | null;
  readonly questionRow: number | null;
  /** What code left, told behind what is said of that code. */
  readonly leftFiles: FilesRow | null;
}

/** Participants who went in circles, and one sentence about it. */
export interface LoopFound {
  readonly agents: readonly string[];
  readonly words: string;
  /** Number of the event that told it. */
  readonly sequence: number;
}

/**
 * A run as its log and its wire tell it: the rows of the script, what is being written, what is held, and the totals.
 *
 * Contract:
 * - an event or a delta that was folded before changes nothing, so replay and live may overlap;
 * - old values stay as they are and share what did not change; no event copies the rows.
 */
export interface Conversation {
  /** Number of the last event that was folded; 0 before the first. */
  readonly lastSequence: number;
  /** All events that were there when the stream began have come. */
  readonly isCaughtUp: boolean;
  readonly title: string;
  /** What the log says. It does not know when an engine went away: that is the status `interrupted` of the summary. */
  readonly status: 'running' | 'paused' | 'waiting' | 'finished' | 'failed' | 'stopped';
  readonly lastEventAtMs: number;
  /** Time spent running, without holds, up to the last event. */
  readonly activeMs: number;
  readonly rows: ChunkedList<ConversationRow>;
  readonly drafts: readonly Draft[];
  readonly holds: readonly PendingHold[];
  /** Index of the row of each effect that waits in line, by its place. */
  readonly waits: Readonly<Record<string, number>>;
  readonly totals: RunTotals;
  /** What calls that broke off may have cost at most, in US dollars; no part of the totals. */
  readonly lostUsd: number;
  /** What the run may use now. */
  readonly budget: RunBudget;
  /** What was told beforehand that it may cost; null where nothing was. */
  readonly estimate: CostEstimate | null;
  /** By path. */
  readonly openTurns: Readonly<Record<string, OpenTurn>>;
  /** Who has the floor; null between turns. */
  readonly speaker: string | null;
  /** Who had the floor last. */
  readonly lastSpeaker: string | null;
  /** A person asked for the end: what is broken off by that is told by the end itself. */
  readonly isStopping: boolean;
  /** Ids of messages that a person changed and that are not published yet. */
  readonly edited: readonly string[];
  /** Number of the last turn of the outermost team that began; 0 before the first. */
  readonly turn: number;
  /** Turns begun, by participant. */
  readonly turnCounts: Readonly<Record<string, number>>;
  /** Participants in the order in which they first spoke, and those of them behind which a person sits. */
  readonly speakers: readonly string[];
  readonly people: readonly string[];
  /** How near the stop rule of each team that is at work is, by the team's path; '' is the outermost. */
  readonly progress: Readonly<Record<string, readonly StopProgress[]>>;
  /** Labels of the memories on servers that were asked. */
  readonly serverMemories: readonly string[];
  /** Where it went in circles, the latest of the same participants. */
  readonly loops: readonly LoopFound[];
  /** Why the engine left the run, if something went wrong: a full disk, a log that another engine has. */
  readonly problem: string | null;
  /** Who failed and why, once the run has failed. */
  readonly failed: { readonly agent: string; readonly words: string } | null;
}

/** One kind of event. */
export type Body<T extends RunEventBody['type']> = Extract<RunEventBody, { type: T }>;

/** An event with what its row needs. */
export interface Step<T extends RunEventBody = RunEventBody> {
  readonly sequence: number;
  readonly atMs: number;
  readonly body: T;
}

/** How a row begins that tells of an event; its turn is numbered when the row stands in the conversation. */
export function startRow({ sequence, atMs }: Pick<Step, 'sequence' | 'atMs'>, turnPath: string | null): RowStart {
  return { key: `e${sequence}`, sequence, atMs, turnPath, turnNumber: null };
}

/** A run of which nothing has come yet. */
export const NO_CONVERSATION: Conversation = {
  lastSequence: 0,
  isCaughtUp: false,
  title: '',
  status: 'running',
  lastEventAtMs: 0,
  activeMs: 0,
  rows: emptyList(),
  drafts: [],
  holds: [],
  waits: {},
  budget: NO_BUDGET,
  estimate: null,
  totals: { promptTokens: 0, completionTokens: 0, costUsd: 0, turns: 0, modelCalls: 0 },
  lostUsd: 0,
  openTurns: {},
  speaker: null,
  lastSpeaker: null,
  isStopping: false,
  edited: [],
  turn: 0,
  turnCounts: {},
  speakers: [],
  people: [],
  progress: {},
  serverMemories: [],
  loops: [],
  problem: null,
  failed: null,
};

/** The innermost open turn that a place lies in. */
export function openTurnAt({ openTurns }: Conversation, place: string): OpenTurn | undefined {
  for (const path of pathsUp(place)) {
    const turn = openTurns[path];
    if (turn !== undefined) return turn;
  }
  return undefined;
}

/** The conversation with another state of one open turn. */
export function withTurn(conversation: Conversation, turn: OpenTurn): Conversation {
  return { ...conversation, openTurns: { ...conversation.openTurns, [turn.path]: turn } };
}

/** The conversation with one row more. The first row of a turn bears its number; files that code left follow. */
export function withRow(conversation: Conversation, row: ConversationRow): Conversation {
  const turn = row.turnPath === null ? undefined : conversation.openTurns[row.turnPath];
  if (turn === undefined) return { ...conversation, rows: append(conversation.rows, row) };
  const told = {
    ...conversation,
    rows: append(conversation.rows, turn.isNumbered ? row : { ...row, turnNumber: turn.number }),
  };
  if (turn.isNumbered && turn.leftFiles === null) return told;
  const next = withTurn(told, { ...turn, isNumbered: true, leftFiles: null });
  return turn.leftFiles === null ? next : { ...next, rows: append(next.rows, turn.leftFiles) };
}
