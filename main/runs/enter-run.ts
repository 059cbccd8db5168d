import { type Said, saidMessage } from '../../shared/chat/attachment.ts';
import type { ChatMessage } from '../../shared/chat/chat-message.ts';
import type { Effects, MessageDraft } from '../core/effects.ts';
import type { Team, TeamResult } from '../core/participant.ts';
import type { Start } from './lineage.ts';
import { TurnCutError } from './turn-cut-error.ts';

/** Tasks of a lineage, and where to begin. */
interface Entry {
  readonly tasks: readonly (readonly ChatMessage[])[];
  readonly start: Start | undefined;
}

/**
 * Enters a run: gives the team its tasks one after the other. What the log holds of them is taken from the log, what it
 * does not hold is done. The result is the last task's; undefined where that one was stopped or failed before.
 */
export async function enterRun(team: Team, effects: Effects, { tasks, start }: Entry): Promise<TeamResult | undefined> {
  let result: TeamResult | undefined;
  if (start !== undefined) team.restore(start.checkpoint, start.history);
  for (const [index, task] of tasks.entries()) {
    const goesOn = index === 0 && start !== undefined;
    try {
      result = await team.run({ messages: goesOn ? null : task.map(toDraft), outputTaskMessages: true }, effects);
    } catch (error) {
      if (!(error instanceof TurnCutError)) throw error;
      result = undefined;
    }
  }
  return result;
}

/** Ids and times of a task come from the door, where the task does not bring its own id. */
export function toDraft({ created_at: _time, id, ...message }: ChatMessage): MessageDraft {
  return id === '' ? message : { ...message, id };
}

/** The message that a task given as text is. (AutoGen: TextMessage from `user`) */
export function taskMessages(task: string | readonly ChatMessage[]): readonly ChatMessage[] {
  return typeof task === 'string' ? taskSaid(task) : task;
}

/** The message that a task is that a person says in words, or words and pictures. */
export function taskSaid(said: Said): readonly ChatMessage[] {
  return [{ ...saidMessage('user', said), id: '', models_usage: null, metadata: {}, created_at: EPOCH }];
}

const EPOCH = '1970-01-01T00:00:00.000Z';
