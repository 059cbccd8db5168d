import { LANE_PX, type TimelineItem, type TimelineLayout } from './timeline-layout.ts';

/** A bar stands this far from the barlines of its column. */
const INSET_PX = 5;
const BAR_MIN_PX = 10;
const BAR_MAX_PX = 24;
const TOOL_MAX_PX = 22;

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where an item stands on the whole sheet. Its height tells its tokens. */
export function rectOf(item: TimelineItem, { lanesTopPx, columnPx }: { lanesTopPx: number; columnPx: number }): Rect {
  const height = BAR_MIN_PX + (BAR_MAX_PX - BAR_MIN_PX) * item.weight;
  const middle = lanesTopPx + item.lane * LANE_PX + LANE_PX / 2;
  const inset = Math.min(INSET_PX, columnPx / 6);
  const [index, count] = item.slot;
  const share = (item.span * columnPx - 2 * inset) / count;
  const width = item.kind === 'tools' ? Math.min(TOOL_MAX_PX, share - (count > 1 ? 2 : 0)) : share;
  const step = item.kind === 'tools' ? Math.min(TOOL_MAX_PX + 2, share) : share;
  return { x: item.column * columnPx + inset + index * step, y: middle - height / 2, width, height };
}

/** The item under a point of the sheet; the innermost where a nested team spans others. */
export function itemUnder(
  layout: TimelineLayout,
  point: { x: number; y: number; columnPx: number },
): TimelineItem | null {
  const lane = Math.floor((point.y - layout.lanesTopPx) / LANE_PX);
  const at = Math.floor(point.x / point.columnPx);
  const found = layout.items.findLast(
    (item) => item.lane === lane && item.column <= at && at < item.column + item.span,
  );
  return found ?? null;
}

/** The event that a place on the axis stands for; null behind the last column, where the present is. */
export function sequenceAt({ columns }: TimelineLayout, x: number, columnPx: number): number | null {
  if (x < 0) return columns[0]?.firstSequence ?? null;
  const found = columns[Math.floor(x / columnPx)];
  if (found === undefined) return null;
  const share = (x % columnPx) / columnPx;
  return found.firstSequence + Math.floor(share * (found.lastSequence - found.firstSequence + 1));
}

/** Where an event stands on the axis: behind it, all is still to come. */
export function xOfSequence({ columns }: TimelineLayout, sequence: number, columnPx: number): number {
  const at = columns.findLastIndex(({ firstSequence }) => firstSequence <= sequence);
  const found = columns[at];
  if (found === undefined) return 0;
  const length = found.lastSequence - found.firstSequence + 1;
  return (at + Math.min(1, (sequence - found.firstSequence + 1) / length)) * columnPx;
}
