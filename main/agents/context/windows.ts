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

function withoutLeadingResult(items: readonly ContextItem[]): readonly ContextItem[] {
  return items[0]?.message.type === 'FunctionExecutionResultMessage' ? items.slice(1) : items;
}

function withoutTrailingCall(items: readonly ContextItem[]): readonly ContextItem[] {
  const last = items.at(-1)?.message;
  return last?.type === 'AssistantMessage' && typeof last.content !== 'string' ? items.slice(0, -1) : items;
}
