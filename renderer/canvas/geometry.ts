/** Where each card stands and how large it is, in canvas pixels. Places come from the layout, sizes from what is on the card. */
import type { NodeId } from '../../shared/ids.ts';
import type { TeamDocument } from '../../shared/team/document.ts';
import type { AgentCard, Card, Chip, TeamCard } from './card.ts';
import { isEqualData } from './is-equal-data.ts';
import type { Scene } from './scene.ts';

/** Relative to the container of the card; to the canvas where it has none. */
export interface Rect {
  readonly xPx: number;
  readonly yPx: number;
  readonly widthPx: number;
  readonly heightPx: number;
}
export type Geometry = ReadonlyMap<NodeId, Rect>;

export const GRID_PX = 8;
/** Height at which the circle of a card stands: below its name, so that it never meets the breakpoint dot. */
export const HANDLE_Y_PX = 46;

const AGENT_WIDTH_PX = 240;
const PART = { widthPx: 224, heightPx: 56 } as const;
const CHIP_ROW_PX = 24;
const CHIP_SPACE_PX = 168;
const CHIP_GAP_PX = 4;
/** Icon, paddings and outline of a chip. */
const CHIP_FRAME_PX = 29;
/** Width of an average letter at 11 px. */
const CHIP_LETTER_PX = 6.2;
const MAX_CHIP_ROWS = 2;
/** Width of the chip that says how many more there are. */
const MORE_CHIP_PX = 28;

/** Head of a container, and the room it keeps around its members. */
export const TEAM = {
  headPx: 64,
  podiumPx: 24,
  firstRowPx: 104,
  marginPx: 24,
  bottomPx: 32,
  minWidthPx: 600,
  cardPx: 92,
} as const;
export const NESTED = {
  headPx: 36,
  podiumPx: 0,
  firstRowPx: 48,
  marginPx: 12,
  bottomPx: 36,
  minWidthPx: 552,
  cardPx: 60,
} as const;

export const measuresOf = ({ depth }: Pick<TeamCard, 'depth'>): typeof TEAM | typeof NESTED =>
  depth === 0 ? TEAM : NESTED;

export interface GeometryOptions {
  readonly layout: TeamDocument['layout'];
  /** Rectangles to take over where they are the same. */
  readonly before: Geometry | null;
  /** Sizes that containers keep while something is dragged: a border that ran along could not be crossed. */
  readonly frozen?: Geometry | null;
}

export function makeGeometry(scene: Scene, { layout, before, frozen = null }: GeometryOptions): Geometry {
  const rects = new Map<NodeId, Rect>();
  for (const card of [...scene.cards.values()].toReversed()) {
    const { xPx, yPx } = layout[card.id] ?? fallbackPlace(scene, card);
    const held = card.type === 'team' ? frozen?.get(card.id) : undefined;
    const { widthPx, heightPx } = held ?? sizeOf(card, rects);
    const rect = { xPx, yPx, widthPx, heightPx };
    const old = before?.get(card.id);
    rects.set(card.id, old !== undefined && isEqualData(old, rect) ? old : rect);
  }
  return rects;
}

/** Chips that fit on a card, in how many rows, and how many do not fit. */
export function layoutChips(chips: readonly Chip[]): {
  readonly shown: readonly Chip[];
  readonly hidden: number;
  readonly rows: number;
} {
  const shown: Chip[] = [];
  let rows = 1;
  let filledPx = 0;
  for (const chip of chips) {
    const widthPx = chipWidth(chip);
    if (filledPx > 0 && filledPx + CHIP_GAP_PX + widthPx > CHIP_SPACE_PX) {
      if (rows === MAX_CHIP_ROWS) break;
      rows += 1;
      filledPx = 0;
    }
    filledPx += (filledPx > 0 ? CHIP_GAP_PX : 0) + widthPx;
    shown.push(chip);
  }
  if (shown.length < chips.length && filledPx + CHIP_GAP_PX + MORE_CHIP_PX > CHIP_SPACE_PX) shown.pop();
  return { shown, hidden: chips.length - shown.length, rows };
}

function sizeOf(card: Card, inner: Geometry): Pick<Rect, 'widthPx' | 'heightPx'> {
  if (card.type === 'part') return PART;
  if (card.type === 'agent') return agentSize(card);
  const { marginPx, firstRowPx, bottomPx, minWidthPx, cardPx } = measuresOf(card);
  let widthPx: number = minWidthPx;
  let heightPx = firstRowPx + cardPx + bottomPx;
  for (const member of card.members) {
    const rect = inner.get(member);
    if (rect === undefined) continue;
    widthPx = Math.max(widthPx, rect.xPx + rect.widthPx + marginPx);
    heightPx = Math.max(heightPx, rect.yPx + rect.heightPx + bottomPx);
  }
  return { widthPx, heightPx };
}

function agentSize({ isMini, chips }: AgentCard): Pick<Rect, 'widthPx' | 'heightPx'> {
  if (isMini) return { widthPx: AGENT_WIDTH_PX, heightPx: NESTED.cardPx };
  const chipsPx = chips.length === 0 ? 0 : layoutChips(chips).rows * CHIP_ROW_PX;
  return { widthPx: AGENT_WIDTH_PX, heightPx: TEAM.cardPx + chipsPx };
}

const chipWidth = ({ label }: Chip): number =>
  Math.min(CHIP_SPACE_PX, CHIP_FRAME_PX + [...label].length * CHIP_LETTER_PX);

/** A hand-written file need not say where things stand: members line up in two columns, the rest in a row. */
function fallbackPlace(scene: Scene, card: Card): Pick<Rect, 'xPx' | 'yPx'> {
  const team = card.team === null ? undefined : scene.cards.get(card.team);
  if (team?.type !== 'team') return { xPx: 0, yPx: 0 };
  const { marginPx, firstRowPx } = measuresOf(team);
  const index = team.members.indexOf(card.id);
  return { xPx: marginPx + (index % 2) * 312, yPx: firstRowPx + Math.floor(index / 2) * 168 };
}
