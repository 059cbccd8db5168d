import * as z from 'zod';
import { CreateResult } from '../../../shared/chat/llm-message.ts';
import { isChatMessage } from '../../../shared/chat/chat-item.ts';
import { StateError } from '../../core/errors.ts';
import type { History } from '../../core/participant.ts';
import { memoryMessage } from '../../memory/memory.ts';
import { CodeResult } from '../../sandbox/code-executor.ts';
import { toldResult } from '../code-blocks.ts';
import { assistantMessage } from './assistant-message.ts';
import { type ContextItem, contextItem, itemsOfChatMessage } from './context-item.ts';
import type { ModelContext } from './model-context.ts';

/**
 * Where a context's messages stand in the log: the numbers of their events, each as the distance to the one before.
 * An event that brought several messages stands once. Leading zeros are messages that the design itself brings.
 */
export function checkpointContext(context: ModelContext): number[] {
  const distances: number[] = [];
  let previous = 0;
  for (const { sequence } of context.items) {
    if (sequence === previous && sequence !== 0) continue;
    distances.push(sequence - previous);
    previous = sequence;
  }
  return distances;
}

/** Fills a fresh context again from the log. @throws StateError when an event there is no message. */
export function restoreContext(
  context: ModelContext,
  distances: readonly number[],
  from: { history: History; agent: string },
): void {
  if (distances[0] !== 0) context.clear();
  let sequence = 0;
  for (const distance of distances) {
    sequence += distance;
    if (sequence > 0) context.addAll(itemsOfEvent(sequence, from));
  }
}

function itemsOfEvent(
  sequence: number,
  { history, agent }: { history: History; agent: string },
): readonly ContextItem[] {
  const { body } = history.event(sequence);
  if (body.type === 'effect-end' && body.kind === 'model') {
    return [contextItem(assistantMessage(CreateResult.parse(body.outcome), agent), sequence)];
  }
  if (body.type === 'effect-end' && (body.kind === 'human' || body.kind === 'code')) {
    const content =
      body.kind === 'code' ? toldResult(CodeResult.parse(body.outcome)).output : z.string().parse(body.outcome);
    return [contextItem({ content, thought: null, source: agent, type: 'AssistantMessage' }, sequence)];
  }
  if (body.type === 'message') {
    const { message } = body;
    if (isChatMessage(message)) return itemsOfChatMessage(message, sequence);
    if (message.type === 'CodeExecutionEvent') {
      const { result, source } = message;
      return [contextItem({ content: result.output, source, type: 'UserMessage' }, sequence)];
    }
    if (message.type === 'MemoryQueryEvent') return [contextItem(memoryMessage(message), sequence)];
    if (message.type === 'ToolCallExecutionEvent') {
      return [contextItem({ content: message.content, type: 'FunctionExecutionResultMessage' }, sequence)];
    }
  }
  throw new StateError(
    `Event ${sequence} of the run is no message of a model context, but a checkpoint names it as one.`,
  );
}
