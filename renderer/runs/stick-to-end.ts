import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';

/** Closer to the end than this counts as being there. */
const SLACK_PX = 32;

export interface StickToEnd {
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** True once the reader has gone up. */
  readonly isAway: boolean;
  toEnd: () => void;
}

/**
 * Keeps a scroller at its end while what it holds grows, until the reader goes up; at the end it sticks again. What moves
 * by itself (rows being measured) is not taken for the reader.
 */
export function useStickToEnd(): StickToEnd {
  const scroller = useRef<HTMLDivElement>(null);
  const isSticky = useRef(true);
  const [isAway, setIsAway] = useState(false);

  const toEnd = useCallback(() => {
    const element = scroller.current;
    isSticky.current = true;
    setIsAway(false);
    if (element !== null) element.scrollTop = element.scrollHeight;
  }, []);

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const follow = (): void => {
      if (isSticky.current) element.scrollTop = element.scrollHeight;
    };
    const observer = new ResizeObserver(follow);
    observer.observe(element);
    for (const child of element.children) observer.observe(child);
    const reader = watchReader(element, (isAtEnd) => {
      isSticky.current = isAtEnd;
      setIsAway(!isAtEnd);
    });
    follow();
    return () => {
      observer.disconnect();
      reader();
    };
  }, []);

  return { scroller, isAway, toEnd };
}

const UP_KEYS: ReadonlySet<string> = new Set(['ArrowUp', 'PageUp', 'Home']);

/** Tells when the reader leaves the end or comes back to it: only wheel, keys, touch and the scroll bar are the reader. */
function watchReader(element: HTMLElement, tell: (isAtEnd: boolean) => void): () => void {
  let isHeld = false;
  const isAtEnd = (): boolean => element.scrollHeight - element.scrollTop - element.clientHeight < SLACK_PX;
  const canMove = (): boolean => element.scrollHeight > element.clientHeight;
  const leave = new AbortController();
  const options = { signal: leave.signal, passive: true };
  element.addEventListener('wheel', ({ deltaY }) => deltaY < 0 && canMove() && tell(false), options);
  element.addEventListener('keydown', ({ key }) => UP_KEYS.has(key) && canMove() && tell(false), options);
  element.addEventListener('pointerdown', () => (isHeld = true), options);
  element.addEventListener('touchmove', () => tell(isAtEnd()), options);
  window.addEventListener('pointerup', () => (isHeld = false), options);
  element.addEventListener('scroll', () => (isAtEnd() ? tell(true) : isHeld && tell(false)), options);
  return () => leave.abort();
}
