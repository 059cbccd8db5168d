import type { ContextItem } from './context-item.ts';
import type { ContextWindow } from './model-context.ts';
import type { TokenCounter } from './token-counter.ts';
import { isCall, isResult, withoutLeadingResult } from './windows.ts';

/**
 * Leaves out messages in the middle until the rest fits. A call goes with its results: one without the other is refused
 * by providers. (AutoGen: TokenLimitedChatCompletionContext, which takes single messages)
 */
export function withinTokens({ limit, count }: { limit: number; count: TokenCounter }): ContextWindow {
  return (items) => {
    let tokens = items.reduce((sum, item) => sum + count(item), 0);
    if (tokens <= limit) return items;
    const middle = items.length >> 1;
    const head = items.slice(0, middle);
    const tail = items.slice(middle).toReversed();
    while (tokens > limit && head.length + tail.length > 0) {
      for (const item of takeMiddle(head, tail)) tokens -= count(item);
    }
    return withoutLeadingResult([...head, ...tail.toReversed()]);
  };
}

/** Takes the middle message, and what belongs to it; `tail` has its first message last. */
function takeMiddle(head: ContextItem[], tail: ContextItem[]): ContextItem[] {
  const isInHead = (head.length + tail.length) >> 1 < head.length || tail.length === 0;
  const [own, other] = isInHead ? [head, tail] : [tail, head];
  const taken = own.pop()!; // one of them is not empty, and `own` is it
  if (isCall(taken)) return [taken, ...takeIf(tail, isResult)];
  return isResult(taken) ? [taken, ...takeIf(isInHead ? own : other, isCall)] : [taken];
}

function takeIf(items: ContextItem[], isIt: (item: ContextItem) => boolean): ContextItem[] {
  const next = items.at(-1);
  return next !== undefined && isIt(next) ? [items.pop()!] : []; // `next` is there
}
