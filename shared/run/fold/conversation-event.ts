import { assertNever } from '../../assert-never.ts';
import { AskedMemory } from '../memory-outcome.ts';
import { isOnServer } from '../memory-place.ts';
import { brokenOffWords, estimateWords } from '../money-words.ts';
import { addUsage, NO_USAGE } from '../usage.ts';
import { itemAt, replaceAt } from './chunked-list.ts';
import {
  type Body,
  type Conversation,
  type OpenTurn,
  openTurnAt,
  type RunTotals,
  startRow,
  type Step,
  withRow,
  withTurn,
} from './conversation-state.ts';
import { applyApproval } from './conversation-approval.ts';
import { applyAttempt, applyWait, settleWaits } from './conversation-attempt.ts';
import { applyCommand } from './conversation-command.ts';
import { applyFiles, tellLeftFiles } from './conversation-files.ts';
import { applyMessage } from './conversation-message.ts';
import { toPendingHold } from './pending.ts';
import { teamOfTurn } from './place.ts';

/** What one event changes in the conversation. */
export function applyBody(conversation: Conversation, { body, ...stamp }: Step): Conversation {
  switch (body.type) {
    case 'run-start':
      return startRun(conversation, { body, ...stamp });
    case 'turn-start':
      return startTurn(conversation, body);
    case 'effect-start':
    case 'design-change':
      return conversation;
    case 'effect-end':
      return endEffect(withLost(conversation, body), { body, ...stamp });
    case 'attempt':
      return applyAttempt(withLost(conversation, body), { body, ...stamp });
    case 'wait':
      return applyWait(conversation, { body, ...stamp });
    case 'message':
      return applyMessage(conversation, { body, ...stamp });
    case 'command':
      return applyCommand(conversation, { body, ...stamp });
    case 'hold':
      return hold(conversation, { body, ...stamp });
    case 'release':
      return withStatus({ ...conversation, holds: conversation.holds.filter(({ place }) => place !== body.place) });
    case 'notice':
      return addNotice(conversation, { body, ...stamp });
    case 'turn-end':
      return endTurn(conversation, body.path);
    case 'turn-abandoned':
      return abandonTurn(conversation, { body, ...stamp });
    case 'run-end':
      return endRun(conversation, { body, ...stamp });
    default:
      return assertNever(body);
  }
}

function startRun(conversation: Conversation, { body, sequence, atMs }: Step<Body<'run-start'>>): Conversation {
  const next: Conversation = {
    ...conversation,
    title: body.title,
    status: 'running',
    isStopping: false,
    holds: [],
    progress: {},
    loops: [],
    failed: null,
    estimate: body.estimate ?? null,
  };
  if (body.parent === null) return next;
  const { parent } = body;
  return withRow(next, {
    type: 'child',
    ...startRow({ sequence, atMs }, null),
    parent,
    serverMemories: next.serverMemories,
  });
}

function startTurn(conversation: Conversation, body: Body<'turn-start'>): Conversation {
  const { path, number, speaker, progress } = body;
  const { turnCounts, totals, speakers } = conversation;
  const turn = {
    path,
    number,
    speaker,
    isNumbered: false,
    modelMs: null,
    toolRow: null,
    questionRow: null,
    leftFiles: null,
  };
  return {
    ...withTurn(conversation, turn),
    speaker,
    lastSpeaker: speaker,
    turn: isNested(path) ? conversation.turn : number,
    turnCounts: { ...turnCounts, [speaker]: (turnCounts[speaker] ?? 0) + 1 },
    speakers: speakers.includes(speaker) ? speakers : [...speakers, speaker],
    totals: { ...totals, turns: totals.turns + 1 },
    ...(progress !== undefined && { progress: { ...conversation.progress, [teamOfTurn(body)]: progress } }),
  };
}

/** A turn in a nested team, which counts its own: `turn/5/panel/turn/1/checker`. */
function isNested(path: string): boolean {
  return /\/turn\/\d+\//.test(path);
}

function endEffect(conversation: Conversation, step: Step<Body<'effect-end'>>): Conversation {
  const { body, atMs } = step;
  if (body.kind === 'approval') return applyApproval(conversation, step);
  const totals = addToTotals(conversation.totals, body);
  const turn = openTurnAt(conversation, body.place);
  const next = noteDuration({ ...settleWaits(conversation, body.place, atMs), totals }, turn, step);
  if (body.error === undefined) return applyFiles(noteMemory(next, body), step);
  const drafts = next.drafts.filter(({ messageId }) => messageId !== body.draft?.messageId);
  return withRow(
    { ...next, drafts },
    {
      type: 'failure',
      ...startRow(step, turn?.path ?? null),
      source: turn?.speaker ?? null,
      what: body.kind,
      error: body.error,
    },
  );
}

function noteMemory(conversation: Conversation, { kind, outcome }: Body<'effect-end'>): Conversation {
  const memory = kind === 'memory' ? AskedMemory.safeParse(outcome).data?.memory : undefined;
  const { serverMemories } = conversation;
  if (memory === undefined || !isOnServer(memory) || serverMemories.includes(memory)) return conversation;
  return { ...conversation, serverMemories: [...serverMemories, memory] };
}

function addToTotals(totals: RunTotals, { kind, usage }: Body<'effect-end'>): RunTotals {
  const modelCalls = totals.modelCalls + (kind === 'model' ? 1 : 0);
  return { ...totals, ...addUsage(totals, usage ?? NO_USAGE), modelCalls };
}

/** Puts the time an effect took where its row will show it. */
function noteDuration(
  conversation: Conversation,
  turn: OpenTurn | undefined,
  { body: { kind, durationMs } }: Step<Body<'effect-end'>>,
): Conversation {
  if (turn === undefined) return conversation;
  if (kind === 'model') return withTurn(conversation, { ...turn, modelMs: durationMs });
  const index = kind === 'human' ? turn.questionRow : turn.toolRow;
  const row = index === null ? undefined : itemAt(conversation.rows, index);
  if (index === null || row === undefined) return conversation;
  if (row.type === 'question') {
    return { ...conversation, rows: replaceAt(conversation.rows, index, { ...row, waitedMs: durationMs }) };
  }
  if (row.type !== 'tools') return conversation;
  const slowest = Math.max(row.durationMs ?? 0, durationMs); // calls of one answer run side by side
  return { ...conversation, rows: replaceAt(conversation.rows, index, { ...row, durationMs: slowest }) };
}

function addNotice(conversation: Conversation, { body, sequence, atMs }: Step<Body<'notice'>>): Conversation {
  const { place, code, agents, words } = body;
  const turnPath = openTurnAt(conversation, place)?.path ?? null;
  const row = { ...startRow({ sequence, atMs }, turnPath), code, agents, words };
  const others = conversation.loops.filter((loop) => loop.agents.join() !== agents.join());
  const loops = code === 'loop' ? [...others, { agents, words, sequence }] : conversation.loops;
  return withRow({ ...conversation, loops }, { type: 'notice', ...row });
}

function hold(conversation: Conversation, { body, atMs }: Step<Body<'hold'>>): Conversation {
  const others = conversation.holds.filter(({ place }) => place !== body.place);
  return withStatus({ ...conversation, holds: [...others, toPendingHold(body, atMs)] });
}

const WAITS_FOR_A_PERSON: ReadonlySet<string> = new Set([
  'human',
  'approval',
  'did-it-happen',
  'lost-session',
  'budget',
]);

function withStatus(conversation: Conversation): Conversation {
  const { holds } = conversation;
  if (holds.length === 0) return { ...conversation, status: 'running' };
  return { ...conversation, status: holds.some(({ why }) => WAITS_FOR_A_PERSON.has(why)) ? 'waiting' : 'paused' };
}

function endTurn(before: Conversation, path: string): Conversation {
  const conversation = tellLeftFiles(before, before.openTurns[path]);
  const { [path]: _ended, ...openTurns } = conversation.openTurns;
  const speaker = Object.values(openTurns).at(-1)?.speaker ?? null; // the team that the turn was nested in, or nobody
  const drafts = conversation.drafts.filter((draft) => draft.path !== path && !draft.path.startsWith(`${path}/`));
  const isOver = (team: string): boolean => team === path || team.startsWith(`${path}/`);
  const { progress } = conversation;
  const teams = Object.keys(progress).some(isOver)
    ? Object.fromEntries(Object.entries(progress).filter(([team]) => !isOver(team)))
    : progress;
  return { ...conversation, openTurns, speaker, drafts, progress: teams };
}

function abandonTurn(conversation: Conversation, step: Step<Body<'turn-abandoned'>>): Conversation {
  const { body, atMs } = step;
  const settled = settleWaits(conversation, body.path, atMs);
  const turn = settled.openTurns[body.path];
  // Other activations, such as one of several tool calls, are abandoned too; the turn's own row tells it once.
  if (turn === undefined) return settled;
  const start = startRow(step, body.path);
  if (settled.isStopping || isTold(settled, body.reason)) return endTurn(settled, body.path);
  const told = withRow(settled, { type: 'abandoned', ...start, source: turn.speaker, reason: body.reason });
  return endTurn(told, body.path);
}

/** True where the row before has given the reason already. */
function isTold({ rows }: Conversation, reason: string): boolean {
  const last = itemAt(rows, rows.length - 1);
  return last?.type === 'failure' && last.error.message === reason;
}

function endRun(conversation: Conversation, { body, sequence, atMs }: Step<Body<'run-end'>>): Conversation {
  const { reason, stopReason, detail, progress, error } = body;
  const words = [
    endWords(reason, stopReason ?? error?.message ?? null),
    ...(detail === undefined ? [] : [detail]),
    ...costWordsOf(conversation),
  ].join(' · ');
  const agent = conversation.lastSpeaker;
  const next: Conversation = {
    ...conversation,
    status: reason,
    holds: [],
    drafts: [],
    openTurns: {},
    speaker: null,
    progress: progress === undefined ? conversation.progress : { '': progress },
    failed: reason === 'failed' && agent !== null ? { agent, words: error?.message ?? words } : null,
  };
  const start = startRow({ sequence, atMs }, null);
  return withRow(next, { type: 'end', ...start, reason, words });
}

/** What it cost, beside what was told beforehand. Nothing where nobody expected a bill. */
function costWordsOf({ estimate, totals, lostUsd }: Conversation): string[] {
  return [estimateWords(estimate, totals.costUsd), brokenOffWords(lostUsd)].filter((words) => words !== null);
}

function withLost(conversation: Conversation, { lost }: Body<'effect-end' | 'attempt'>): Conversation {
  const lostUsd = lost?.costUsd ?? 0;
  return lostUsd === 0 ? conversation : { ...conversation, lostUsd: conversation.lostUsd + lostUsd };
}

function endWords(reason: 'finished' | 'failed' | 'stopped', detail: string | null): string {
  switch (reason) {
    case 'finished':
      return detail === null ? 'The run ended.' : `The run ended: ${detail}`;
    case 'failed':
      return detail === null ? 'The run failed.' : `The run failed: ${detail}`;
    case 'stopped':
      return 'You stopped the run.';
    default:
      return assertNever(reason);
  }
}
