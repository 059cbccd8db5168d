import { type ContextItem, contextItem } from './context-item.ts';
import type { ContextWindow } from './model-context.ts';

/** The last `size` messages, without a tool result whose call was cut off. (AutoGen: BufferedChatCompletionContext) */
export function lastMessages(size: number): ContextWindow {
  return (items) => withoutLeadingResult(items.slice(-size));
}

/** The first `head` and the last `tail` messages with a line between them. (AutoGen: HeadAndTailChatCompletionContext) */
export function headAndTail(head: number, tail: number): ContextWindow {
  return (items) => {
    if (items.length <= head + tail) return items;
    const skipped = items.length - head - tail;
    const placeholder = contextItem(
      { content: `Skipped ${skipped} messages.`, source: 'System', type: 'UserMessage' },
      0,
    );
    return [...withoutTrailingCall(items.slice(0, head)), placeholder, ...withoutLeadingResult(items.slice(-tail))];
  };
}

/** Without a tool result at the beginning, whose call was cut off. */
export function withoutLeadingResult(items: readonly ContextItem[]): readonly ContextItem[] {
  const [first] = items;
  return first !== undefined && isResult(first) ? items.slice(1) : items;
}

/** True for the results of tool calls. */
export function isResult({ message }: ContextItem): boolean {
  return message.type === 'FunctionExecutionResultMessage';
}

/** True for an answer that calls tools. */
export function isCall({ message }: ContextItem): boolean {
  return message.type === 'AssistantMessage' && typeof message.content !== 'string';
}

function withoutTrailingCall(items: readonly ContextItem[]): readonly ContextItem[] {
  const last = items.at(-1);
  return last !== undefined && isCall(last) ? items.slice(0, -1) : items;
}
