import { rectOf, type Rect, xOfSequence } from './timeline-geometry.ts';
import { COST_PX, LANE_PX, type TimelineDelay, type TimelineItem, type TimelineLayout } from './timeline-layout.ts';
import type { TimelineTheme } from './timeline-theme.ts';

export interface TimelinePicture {
  readonly layout: TimelineLayout;
  readonly theme: TimelineTheme;
  /** Class of the colour of a speaker. */
  colourOf: (speaker: string) => string;
  readonly columnPx: number;
  /** First pixel of the sheet that is in sight, and how much of it is. */
  readonly scrollPx: number;
  readonly widthPx: number;
  readonly playhead: number | null;
  readonly selectedPath: string | null;
  readonly isOver: boolean;
}

const TEXT_FONT = "500 11px 'Inter Variable', system-ui, sans-serif";

/** Draws the part of the score that is in sight. What lies out of sight costs nothing. */
export function paintTimeline(context: CanvasRenderingContext2D, picture: TimelinePicture): void {
  const { layout, theme, scrollPx, widthPx, columnPx } = picture;
  context.clearRect(0, 0, widthPx, layout.heightPx);
  context.save();
  context.translate(-scrollPx, 0);
  context.font = TEXT_FONT;
  context.textBaseline = 'middle';
  const end = layout.columns.length * columnPx;
  const head = picture.playhead === null ? null : xOfSequence(layout, picture.playhead, columnPx);
  if (head !== null) {
    context.fillStyle = theme.raise;
    context.fillRect(head, layout.lanesTopPx, Math.max(0, end - head), layout.heightPx - layout.lanesTopPx);
  }
  paintStaves(context, picture, end);
  paintCost(context, picture, head);
  const first = Math.floor(scrollPx / columnPx) - 1;
  const last = Math.ceil((scrollPx + widthPx) / columnPx) + 1;
  for (const item of layout.items) {
    if (item.column + item.span < first || item.column > last) continue;
    paintItem(context, picture, { item, isPast: head === null || item.column * columnPx < head - 1 });
  }
  for (const delay of layout.delays) {
    if (delay.column >= first && delay.column <= last) paintDelay(context, picture, delay);
  }
  for (const { column } of layout.circles) if (column >= first && column <= last) paintCircle(context, picture, column);
  if (picture.isOver) paintFinalBar(context, picture, end);
  if (head !== null) paintPlayhead(context, picture, head);
  context.restore();
}

/** One line a lane, barlines between turns, numbers above. Narrow columns are numbered in tens. */
function paintStaves(context: CanvasRenderingContext2D, picture: TimelinePicture, end: number): void {
  const { layout, theme, columnPx, scrollPx, widthPx } = picture;
  const from = Math.max(0, Math.floor(scrollPx / columnPx));
  const to = Math.min(layout.columns.length, Math.ceil((scrollPx + widthPx) / columnPx));
  context.strokeStyle = theme.line;
  context.lineWidth = 1;
  context.beginPath();
  layout.lanes.forEach((_, lane) => {
    const y = layout.lanesTopPx + lane * LANE_PX + LANE_PX / 2 + 0.5;
    context.moveTo(Math.max(0, scrollPx), y);
    context.lineTo(Math.min(end, scrollPx + widthPx), y);
  });
  const step = columnPx >= 24 ? 1 : columnPx >= 12 ? 5 : 20;
  for (let column = from; column < to; column += 1) {
    if (column % step !== 0) continue;
    const x = column * columnPx + 0.5;
    context.moveTo(x, layout.lanesTopPx - 20);
    context.lineTo(x, layout.heightPx);
  }
  context.stroke();
  context.fillStyle = theme.ink2;
  context.textAlign = 'left';
  for (let column = from; column < to; column += 1) {
    if (column % step === 0)
      context.fillText(layout.columns[column]?.label ?? '', column * columnPx + 5, layout.lanesTopPx - 14);
  }
}

/** A step curve of what was spent; dashed behind the playhead, where it is still to come. */
function paintCost(context: CanvasRenderingContext2D, picture: TimelinePicture, head: number | null): void {
  const { layout, theme, columnPx, scrollPx, widthPx } = picture;
  const total = layout.columns.at(-1)?.costUsd ?? 0;
  if (total <= 0) return;
  const yOf = (costUsd: number): number => COST_PX - 4 - (costUsd / total) * (COST_PX - 14) + 0.5;
  const curve = (from: number, to: number): void => {
    context.beginPath();
    for (let column = Math.max(0, from); column < Math.min(layout.columns.length, to); column += 1) {
      const y = yOf(layout.columns[column]?.costUsd ?? 0);
      context.lineTo(column * columnPx, y);
      context.lineTo((column + 1) * columnPx, y);
    }
    context.stroke();
  };
  const first = Math.floor(scrollPx / columnPx) - 1;
  const last = Math.ceil((scrollPx + widthPx) / columnPx) + 1;
  const split = head === null ? last : Math.ceil(head / columnPx);
  context.strokeStyle = theme.ink;
  context.lineWidth = 1.5;
  curve(first, Math.min(last, split));
  context.lineWidth = 1;
  context.strokeStyle = theme.ink3;
  context.setLineDash([3, 3]);
  curve(Math.max(first, split), last);
  context.setLineDash([]);
}

function paintItem(
  context: CanvasRenderingContext2D,
  picture: TimelinePicture,
  { item, isPast }: { readonly item: TimelineItem; readonly isPast: boolean },
): void {
  const { layout, theme, columnPx, colourOf, selectedPath } = picture;
  const rect = rectOf(item, { lanesTopPx: layout.lanesTopPx, columnPx });
  const colours = theme.cast(item.kind === 'tools' ? 'a-tool' : colourOf(item.speaker));
  const isLit = isPast && item.kind !== 'tools' && item.state !== 'abandoned';
  roundRect(context, rect);
  context.fillStyle = isLit ? colours.solid : item.kind === 'tools' ? theme.surface : colours.tint;
  context.fill();
  if (!isLit) {
    context.setLineDash(item.kind === 'tools' ? [2, 2] : item.state === 'abandoned' ? [4, 3] : []);
    context.strokeStyle = item.state === 'abandoned' ? theme.error : colours.ink;
    context.stroke();
    context.setLineDash([]);
  }
  if (item.path !== null && item.path === selectedPath && item.kind === 'turn') ring(context, rect, theme.accent);
  else if (item.state === 'open' && item.kind === 'turn') ring(context, rect, theme.live);
  if (item.label === '' || context.measureText(item.label).width > rect.width - 6) return;
  context.textAlign = 'center';
  context.fillStyle = isLit ? theme.onSolid : colours.ink;
  context.fillText(item.label, rect.x + rect.width / 2, rect.y + rect.height / 2 + 0.5);
}

function roundRect(context: CanvasRenderingContext2D, { x, y, width, height }: Rect): void {
  context.beginPath();
  context.roundRect(x, Math.round(y) + 0.5, width, Math.round(height) - 1, 3);
}

function ring(context: CanvasRenderingContext2D, { x, y, width, height }: Rect, colour: string): void {
  context.beginPath();
  context.roundRect(x - 2, Math.round(y) - 1.5, width + 4, Math.round(height) + 3, 5);
  context.strokeStyle = colour;
  context.lineWidth = 2;
  context.stroke();
  context.lineWidth = 1;
}

/** An amber mark on the upper left corner of a turn that was kept waiting, with how often where there is room. */
function paintDelay(
  context: CanvasRenderingContext2D,
  { theme, layout, columnPx }: TimelinePicture,
  { column, lane, words }: TimelineDelay,
): void {
  const isWide = columnPx >= 26;
  const x = column * columnPx + (isWide ? 8 : columnPx / 2);
  const y = layout.lanesTopPx + lane * LANE_PX + (isWide ? 7 : 4);
  context.beginPath();
  context.arc(x, y, isWide ? 6.5 : 3, 0, 2 * Math.PI);
  context.fillStyle = theme.warn;
  context.fill();
  if (!isWide) return;
  context.textAlign = 'center';
  context.fillStyle = theme.onWarn;
  context.fillText(String(words.length), x, y + 0.5);
}

/** A round arrow on amber over the turn at which a circle closed. */
function paintCircle(
  context: CanvasRenderingContext2D,
  { theme, layout, columnPx }: TimelinePicture,
  column: number,
): void {
  const x = columnPx < 40 ? (column + 0.5) * columnPx : (column + 1) * columnPx - 12;
  const y = layout.lanesTopPx - 13.5;
  context.beginPath();
  context.arc(x, y, 7, 0, 2 * Math.PI);
  context.fillStyle = theme.warn;
  context.fill();
  context.strokeStyle = theme.onWarn;
  context.fillStyle = theme.onWarn;
  context.lineWidth = 1.25;
  context.beginPath();
  context.arc(x, y, 3.25, -0.1 * Math.PI, 1.45 * Math.PI);
  context.stroke();
  context.beginPath();
  context.moveTo(x - 1.5, y - 5.6);
  context.lineTo(x - 1.5, y - 0.9);
  context.lineTo(x + 1.6, y - 3.2);
  context.fill();
  context.lineWidth = 1;
}

function paintFinalBar(context: CanvasRenderingContext2D, { theme, layout }: TimelinePicture, end: number): void {
  context.fillStyle = theme.ink;
  context.fillRect(end - 1, layout.lanesTopPx, 1, layout.heightPx - layout.lanesTopPx);
  context.fillRect(end + 2, layout.lanesTopPx, 3, layout.heightPx - layout.lanesTopPx);
}

function paintPlayhead(
  context: CanvasRenderingContext2D,
  { theme, layout, playhead }: TimelinePicture,
  x: number,
): void {
  const label = `event ${playhead}`;
  const width = context.measureText(label).width + 14;
  context.fillStyle = theme.past;
  context.fillRect(x - 1, 0, 2, layout.heightPx);
  context.beginPath();
  context.roundRect(Math.max(0, x - width / 2), 0, width, 17, 3);
  context.fill();
  context.textAlign = 'left';
  context.fillStyle = theme.onPast;
  context.fillText(label, Math.max(0, x - width / 2) + 7, 9);
}
