import * as z from 'zod';
import { AgentEvent } from './agent-event.ts';
import { ChatMessage } from './chat-message.ts';

/** Anything that a run's stream yields: a message between participants, or an event for observers. */
export const ChatItem = z.union([AgentEvent, ChatMessage]);
export type ChatItem = z.infer<typeof ChatItem>;

const CHAT_MESSAGE_TYPES: ReadonlySet<string> = new Set([
  'TextMessage',
  'MultiModalMessage',
  'StopMessage',
  'HandoffMessage',
  'ToolCallSummaryMessage',
]);

/** True for what other participants read, false for what only observers see. */
export function isChatMessage(item: ChatItem): item is ChatMessage {
  return CHAT_MESSAGE_TYPES.has(item.type) || item.type.startsWith('StructuredMessage');
}

/** What a run gives back when it ends. `messages` holds everything yielded except streamed chunks. */
export const TaskResult = z.object({ messages: z.array(ChatItem), stop_reason: z.string().nullable() });
export type TaskResult = z.infer<typeof TaskResult>;
