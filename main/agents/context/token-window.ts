import type { ContextItem } from './context-item.ts';
import type { ContextWindow } from './model-context.ts';
import type { TokenCounter } from './token-counter.ts';
import { isCall, isResult, withoutLeadingResult } from './windows.ts';

export interface TokenWindow {
  readonly limit: number;
  readonly count: TokenCounter;
  /** A call goes with its results: one without the other is refused by providers. AutoGen takes single messages. */
  readonly keepsPairs: boolean;
}

/** Leaves out messages in the middle until the rest fits. (AutoGen: TokenLimitedChatCompletionContext) */
export function withinTokens({ limit, count, keepsPairs }: TokenWindow): ContextWindow {
  const take = keepsPairs ? takeMiddle : takeOne;
  return (items) => {
    let tokens = items.reduce((sum, item) => sum + count(item), 0);
    if (tokens <= limit) return items;
    const middle = items.length >> 1;
    const head = items.slice(0, middle);
    const tail = items.slice(middle).toReversed();
    while (tokens > limit && head.length + tail.length > 0) {
      for (const item of take(head, tail)) tokens -= count(item);
    }
    return withoutLeadingResult([...head, ...tail.toReversed()]);
  };
}

/** Takes the middle message; `tail` has its first message last. */
function takeOne(head: ContextItem[], tail: ContextItem[]): ContextItem[] {
  return [(isMiddleIn(head, tail) ? head : tail).pop()!]; // one of them is not empty, and it is that
}

function isMiddleIn(head: readonly ContextItem[], tail: readonly ContextItem[]): boolean {
  return (head.length + tail.length) >> 1 < head.length || tail.length === 0;
}

/** Takes the middle message, and what belongs to it. */
function takeMiddle(head: ContextItem[], tail: ContextItem[]): ContextItem[] {
  const isInHead = isMiddleIn(head, tail);
  const [own, other] = isInHead ? [head, tail] : [tail, head];
  const [taken] = takeOne(head, tail) as [ContextItem];
  if (isCall(taken)) return [taken, ...takeIf(tail, isResult)];
  return isResult(taken) ? [taken, ...takeIf(isInHead ? own : other, isCall)] : [taken];
}

function takeIf(items: ContextItem[], isIt: (item: ContextItem) => boolean): ContextItem[] {
  const next = items.at(-1);
  return next !== undefined && isIt(next) ? [items.pop()!] : []; // `next` is there
}
