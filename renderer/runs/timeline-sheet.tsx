import { type KeyboardEvent, type PointerEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { itemAt, lastIndexUpTo } from '../../shared/run/fold/chunked-list.ts';
import { editorStore } from '../store/editor.ts';
import { paintTimeline } from './paint-timeline.ts';
import { movePlayhead, type PlayheadMove } from './playhead.ts';
import type { RunStore } from './run-store.ts';
import { itemUnder, sequenceAt } from './timeline-geometry.ts';
import { type TimelineLayout } from './timeline-layout.ts';
import { onThemeChange, readTimelineTheme, type TimelineTheme } from './timeline-theme.ts';
import { turnLabel } from './turn-label.ts';
import type { RunCast } from './use-cast.ts';

interface TimelineSheetProps {
  readonly store: RunStore;
  readonly layout: TimelineLayout;
  readonly cast: RunCast;
  readonly columnPx: number;
  readonly playhead: number | null;
  readonly selectedPath: string | null;
  readonly isOver: boolean;
}

/** Behind the last bar there is room for the final bar and for the next turn. */
const TAIL_PX = 48;

/** The sheet of the score: one canvas element as wide as what is in sight, in a scroller as wide as the run is long. */
export function TimelineSheet(props: TimelineSheetProps) {
  const { store, layout, columnPx, playhead, isOver } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  usePicture(props, scroller, canvas);
  const sheetPx = layout.columns.length * columnPx + TAIL_PX;
  useFollowedEnd(scroller, { sheetPx, isOver });
  const pointer = usePointer(props, scroller);
  const { lastSequence } = store.getState().conversation;
  return (
    <div ref={scroller} className="sheet-scroller">
      <div className="sheet" style={{ width: sheetPx, height: layout.heightPx }}>
        <canvas
          ref={canvas}
          role="slider"
          tabIndex={0}
          aria-label="Playhead"
          aria-valuemin={1}
          aria-valuemax={lastSequence}
          aria-valuenow={playhead ?? lastSequence}
          aria-valuetext={playheadWords(store, playhead)}
          onKeyDown={(event) => onKeyDown(store, event)}
          {...pointer}
        />
      </div>
    </div>
  );
}

/** Paints again when anything that is shown changes. */
function usePicture(
  { layout, cast, columnPx, playhead, selectedPath, isOver }: TimelineSheetProps,
  scroller: React.RefObject<HTMLDivElement | null>,
  canvas: React.RefObject<HTMLCanvasElement | null>,
): void {
  const theme = useTimelineTheme(scroller);
  const [sight, setSight] = useState({ scrollPx: 0, widthPx: 0 });
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const look = (): void => setSight({ scrollPx: element.scrollLeft, widthPx: element.clientWidth });
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    look();
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [scroller]);
  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context || theme === null || sight.widthPx === 0) return;
    const scale = devicePixelRatio;
    element.width = Math.round(sight.widthPx * scale);
    element.height = Math.round(layout.heightPx * scale);
    element.style.width = `${sight.widthPx}px`;
    element.style.height = `${layout.heightPx}px`;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    const colourOf = (speaker: string): string => cast.memberOf(speaker).colour;
    paintTimeline(context, { layout, theme, colourOf, columnPx, ...sight, playhead, selectedPath, isOver });
  });
}

function useTimelineTheme(host: React.RefObject<HTMLElement | null>): TimelineTheme | null {
  const [theme, setTheme] = useState<TimelineTheme | null>(null);
  useEffect(() => {
    const read = (): void => setTheme(host.current === null ? null : readTimelineTheme(host.current));
    read();
    // A canvas does not draw itself again when a font that it asked for has come.
    void document.fonts.ready.then(read);
    return onThemeChange(read);
  }, [host]);
  return theme;
}

/** While turns come, the newest stays in sight, unless the reader has gone back. */
function useFollowedEnd(
  scroller: React.RefObject<HTMLDivElement | null>,
  { sheetPx, isOver }: { readonly sheetPx: number; readonly isOver: boolean },
): void {
  const lastPx = useRef(0);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const wasAtEnd = element.scrollLeft + element.clientWidth >= lastPx.current - TAIL_PX;
    if (wasAtEnd && !(isOver && lastPx.current === 0)) element.scrollLeft = element.scrollWidth;
    lastPx.current = sheetPx;
  }, [scroller, sheetPx, isOver]);
}

/** A press on a bar picks its turn; anywhere else it takes the playhead, which follows until it is let go. */
function usePointer({ store, layout, columnPx }: TimelineSheetProps, scroller: React.RefObject<HTMLDivElement | null>) {
  const isScrubbing = useRef(false);
  const pointOf = (event: PointerEvent<HTMLCanvasElement>): { x: number; y: number } => {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - box.left + (scroller.current?.scrollLeft ?? 0), y: event.clientY - box.top };
  };
  const scrub = (event: PointerEvent<HTMLCanvasElement>): void => {
    const sequence = sequenceAt(layout, pointOf(event).x, columnPx);
    store.setPlayhead(sequence);
    selectAt(store, sequence);
  };
  return {
    onPointerDown: (event: PointerEvent<HTMLCanvasElement>) => {
      if (event.button !== 0) return;
      const item = itemUnder(layout, { ...pointOf(event), columnPx });
      if (item !== null) return editorStore.getState().selectTurn({ path: item.path, agent: item.speaker });
      isScrubbing.current = true;
      event.currentTarget.setPointerCapture(event.pointerId);
      scrub(event);
    },
    onPointerMove: (event: PointerEvent<HTMLCanvasElement>) => {
      if (isScrubbing.current) scrub(event);
    },
    onPointerUp: () => {
      isScrubbing.current = false;
    },
  };
}

function selectAt(store: RunStore, sequence: number | null): void {
  const { bars } = store.getState().turns;
  const limit = sequence ?? Number.POSITIVE_INFINITY;
  const bar = itemAt(bars, lastIndexUpTo(bars, { limit, numberOf: ({ firstSequence }) => firstSequence }));
  editorStore.getState().selectTurn({ path: bar?.path ?? null, agent: bar?.speaker ?? null });
}

function onKeyDown(store: RunStore, event: KeyboardEvent): void {
  const move = moveOf(event);
  if (move === null) return;
  event.preventDefault();
  movePlayhead(store, move);
}

function moveOf({ key, ctrlKey, metaKey }: KeyboardEvent): PlayheadMove | null {
  const byTurn = ctrlKey || metaKey;
  if (key === 'ArrowLeft') return byTurn ? 'previous-turn' : 'previous';
  if (key === 'ArrowRight') return byTurn ? 'next-turn' : 'next';
  if (key === 'Home') return 'start';
  return key === 'End' ? 'end' : null;
}

function playheadWords(store: RunStore, playhead: number | null): string {
  if (playhead === null) return 'now';
  const { bars } = store.getState().turns;
  const bar = itemAt(bars, lastIndexUpTo(bars, { limit: playhead, numberOf: ({ firstSequence }) => firstSequence }));
  return bar === undefined ? 'before the first turn' : `turn ${turnLabel(bar)}, ${bar.speaker}, event ${playhead}`;
}
