import { type ChunkedList, lastIndexUpTo, toArray } from '../../shared/run/fold/chunked-list.ts';
import type { Conversation } from '../../shared/run/fold/conversation-state.ts';
import type { PendingHold } from '../../shared/run/fold/pending.ts';
import type { TurnBar } from '../../shared/rpc/runs-contract.ts';
import { teamOfTurn } from '../../shared/run/fold/place.ts';
import type { StopProgress } from '../../shared/run/stop-progress.ts';
import type { RunStatus } from '../../shared/run/summary.ts';
import type { Stage } from '../store/run-slice.ts';
import { callWords } from './hold-words.ts';
import { type RunState, selectStatus } from './run-store.ts';
import { outerTurn } from './turn-label.ts';
import { countWords } from './words.ts';

/** How a run looks on the canvas: as it is, or as it was where the playhead stands. */
export function stageOf(state: RunState): Stage | null {
  const { conversation, turns, playhead } = state;
  if (conversation.lastSequence === 0) return null;
  if (playhead !== null) return { ...pastStage(turns.bars, playhead), loops: loopsUpTo(conversation, playhead) };
  const { turn, turnCounts, failed, holds, progress, loops } = conversation;
  const status = selectStatus(state);
  const hold = holds[0];
  return {
    mode: modeOf(status),
    turn,
    speaker: conversation.speaker,
    activity: status === 'running' ? activityOf(conversation) : '',
    turnCounts,
    progress: byName(progress),
    loops,
    held: hold === undefined ? null : heldIn(hold, conversation),
    heldAgents: Object.fromEntries(
      holds.toReversed().flatMap((one) => {
        const { agent, words } = heldIn(one, conversation);
        return agent === null ? [] : [[agent, words] as const];
      }),
    ),
    failed,
  };
}

function modeOf(status: RunStatus): Stage['mode'] {
  if (status === 'running') return 'live';
  return status === 'paused' || status === 'waiting' || status === 'interrupted' ? 'paused' : 'done';
}

/** Counts and speaker follow from the turns that had begun by then. */
function pastStage(bars: ChunkedList<TurnBar>, sequence: number): Omit<Stage, 'loops'> {
  const lastIndex = lastIndexUpTo(bars, { limit: sequence, numberOf: ({ firstSequence }) => firstSequence });
  const begun = toArray(bars).slice(0, lastIndex + 1);
  const last = begun.at(-1);
  const turnCounts: Record<string, number> = {};
  for (const { speaker } of begun) turnCounts[speaker] = (turnCounts[speaker] ?? 0) + 1;
  const speaking = begun.findLast(({ lastSequence }) => lastSequence >= sequence);
  return {
    mode: 'past',
    turn: last === undefined ? 0 : outerTurn(last),
    speaker: (speaking ?? last)?.speaker ?? null,
    activity: '',
    turnCounts,
    progress: byName(pastProgress(begun, sequence)),
    held: null,
    heldAgents: {},
    failed: null,
  };
}

/** What was known of each team then: of a nested one only while its own turn was open. */
function pastProgress(begun: readonly TurnBar[], sequence: number): Stage['progress'] {
  const progress: Record<string, readonly StopProgress[]> = {};
  for (const bar of begun) if (bar.progress !== undefined) progress[teamOfTurn(bar)] = bar.progress;
  for (const { path, lastSequence } of begun) if (lastSequence < sequence) delete progress[path];
  return progress;
}

function loopsUpTo({ loops }: Conversation, limit: number): Stage['loops'] {
  return loops.filter(({ sequence }) => sequence <= limit);
}

/** The teams by the names that they have as participants. */
function byName(progress: Stage['progress']): Stage['progress'] {
  return Object.fromEntries(
    Object.entries(progress).map(([path, rules]) => [path.slice(path.lastIndexOf('/') + 1), rules]),
  );
}

function activityOf({ speaker, drafts, openTurns, people }: Conversation): string {
  const draft = drafts.find(({ source }) => source === speaker);
  if (draft !== undefined && draft.text !== '') return `writing, ${countWords(wordsIn(draft.text), 'word')}`;
  if (draft !== undefined) return 'thinking';
  if (speaker === null || people.includes(speaker)) return '';
  const turn = Object.values(openTurns).find((open) => open.speaker === speaker);
  return turn?.modelMs === null ? 'reading' : 'at work';
}

function wordsIn(text: string): number {
  return text.match(/\S+/g)?.length ?? 0;
}

function heldIn(hold: PendingHold, conversation: Conversation): { agent: string | null; words: string } {
  const agent = heldAgent(hold, conversation);
  return { agent, words: heldWords(hold, agent) };
}

/** The agent at whose place a run is held. Whoever asks a person by a tool, or by a server, is not the one who is asked. */
export function heldAgent({ pending, path }: PendingHold, { openTurns }: Conversation): string | null {
  if (pending.type === 'turn') return pending.speaker;
  if (pending.type === 'publish') return pending.message.source;
  const speaker = Object.values(openTurns).findLast((turn) => isIn(path, turn.path))?.speaker ?? null;
  return pending.type === 'question' && pending.server === undefined ? (speaker ?? pending.agent) : speaker;
}

function isIn(path: string, turn: string): boolean {
  return path === turn || path.startsWith(`${turn}/`);
}

/** What is held, in the words of an agent's card. */
function heldWords({ pending, why }: PendingHold, agent: string | null): string {
  if (why === 'did-it-happen') return 'did it happen?';
  switch (pending.type) {
    case 'turn':
      return 'held before the turn';
    case 'publish':
      return 'held before the reply';
    case 'question':
      if (pending.server !== undefined) return 'its server asks you';
      return agent === pending.agent ? 'your turn' : 'asks you';
    case 'lost-session':
      return 'its session is gone';
    case 'approval':
      return `asks to ${callWords(pending.request)}`;
    case 'tool':
      return `held before ${pending.tool}`;
    default:
      return 'held';
  }
}
