import type { RunEvent } from '../event.ts';
import type { RunSignal } from '../wire.ts';
import { nextBudget } from '../raise-budget.ts';
import { workedSince } from '../worked-since.ts';
import { applyBody } from './conversation-event.ts';
import type { Conversation } from './conversation-state.ts';
import { applyDraftSignal } from './drafts.ts';

/** Folds one signal of `runs.watch` in. */
export function applySignal(conversation: Conversation, signal: RunSignal): Conversation {
  if (signal.type === 'event') return applyRunEvent(conversation, signal.event);
  if (signal.type === 'caught-up') return { ...conversation, isCaughtUp: true };
  if (signal.type === 'left') return { ...conversation, problem: signal.problem, drafts: [] };
  const drafts = applyDraftSignal(conversation.drafts, signal);
  return drafts === conversation.drafts ? conversation : { ...conversation, drafts };
}

/** Folds one event in. Live events and a replay go through this same function. */
export function applyRunEvent(conversation: Conversation, event: RunEvent): Conversation {
  const { sequence, timestampMs, body } = event;
  if (sequence <= conversation.lastSequence) return conversation;
  // Between a hold and its release nothing runs, however long that is.
  const wasRunning = conversation.status === 'running' && body.type !== 'run-start';
  const spentMs = wasRunning ? Math.max(0, timestampMs - workedSince(conversation.lastEventAtMs, event)) : 0;
  const next: Conversation = {
    ...conversation,
    lastSequence: sequence,
    lastEventAtMs: timestampMs,
    activeMs: conversation.activeMs + spentMs,
    budget: nextBudget(conversation.budget, event),
  };
  return applyBody(next, { sequence, atMs: timestampMs, body });
}
