import type { NodeId } from '../../shared/ids.ts';
import { HANDLE_Y_PX, type Rect } from './geometry.ts';

/** How one member is joined to the trunk of its team. Paths are in the team's own pixels. */
export interface Branch {
  readonly member: NodeId;
  /** From the member to the podium, as SVG path data. */
  readonly path: string;
  /** Where the number of turns stands. */
  readonly labelX: number;
  readonly labelY: number;
}

export interface Trunk {
  readonly branches: readonly Branch[];
  /** Back from the last to the first, where the order goes round and round. */
  readonly returnPath: string | null;
  /** Where the arrow of that line stands, pointing up. */
  readonly returnArrow: { readonly x: number; readonly y: number };
}

const RADIUS_PX = 12;
const LABEL_PX = 18;
const TOP_LEAD_PX = 16;
const TOP_LABEL_PX = 24;
const RETURN_INSET_PX = 12;

export interface TrunkOptions {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Where the trunk begins: somewhere under the podium. */
  readonly topPx: number;
  readonly members: readonly { readonly id: NodeId; readonly rect: Rect }[];
  readonly hasReturn: boolean;
}

/** One trunk down the middle of a team, with a branch to each member: not a web of wires. */
export function makeTrunk({ widthPx, heightPx, topPx, members, hasReturn }: TrunkOptions): Trunk {
  const x = Math.round(widthPx / 2);
  const branches = members.map(({ id, rect }) => ({ member: id, ...branchTo(rect, { x, topPx }) }));
  return {
    branches,
    returnArrow: { x: widthPx - RETURN_INSET_PX, y: Math.round((heightPx + topPx) / 2) },
    returnPath: hasReturn && members.length > 1 ? returnLine({ x, topPx, widthPx, heightPx, members }) : null,
  };
}

/** Which side of a card faces the trunk of its team; null where it stands across it and is joined at its top. */
export function sideFacing(rect: Rect, trunkX: number): 'left' | 'right' | null {
  if (rect.xPx + rect.widthPx <= trunkX - RADIUS_PX) return 'right';
  return rect.xPx >= trunkX + RADIUS_PX ? 'left' : null;
}

function branchTo(rect: Rect, { x, topPx }: { x: number; topPx: number }): Omit<Branch, 'member'> {
  const side = sideFacing(rect, x);
  if (side === null) return branchToTop(rect, { x, topPx });
  const y = rect.yPx + Math.min(HANDLE_Y_PX, rect.heightPx / 2);
  const [from, turn] = side === 'right' ? [rect.xPx + rect.widthPx, x - RADIUS_PX] : [rect.xPx, x + RADIUS_PX];
  const path = `M${from} ${y}H${turn}Q${x} ${y} ${x} ${y - RADIUS_PX}V${topPx}`;
  return { path, labelX: side === 'right' ? from + LABEL_PX : from - LABEL_PX, labelY: y };
}

function branchToTop(rect: Rect, { x, topPx }: { x: number; topPx: number }): Omit<Branch, 'member'> {
  const center = Math.round(rect.xPx + rect.widthPx / 2);
  const top = rect.yPx;
  const off = x - center;
  if (Math.abs(off) < 2 * RADIUS_PX) return { path: `M${x} ${top}V${topPx}`, labelX: x, labelY: top - TOP_LABEL_PX };
  const y = top - TOP_LEAD_PX;
  const towards = Math.sign(off) * RADIUS_PX;
  const path =
    `M${center} ${top}V${y + RADIUS_PX}Q${center} ${y} ${center + towards} ${y}` +
    `H${x - towards}Q${x} ${y} ${x} ${y - RADIUS_PX}V${topPx}`;
  return { path, labelX: (center + x) / 2, labelY: y };
}

/** From the end of the trunk along the inner border back up to the podium. */
function returnLine({ x, topPx, widthPx, heightPx, members }: Omit<TrunkOptions, 'hasReturn'> & { x: number }): string {
  const lowest = Math.max(...members.map(({ rect }) => rect.yPx + Math.min(HANDLE_Y_PX, rect.heightPx / 2)));
  const bottom = heightPx - RETURN_INSET_PX;
  const right = widthPx - RETURN_INSET_PX;
  return (
    `M${x} ${lowest - RADIUS_PX}V${bottom - RADIUS_PX}Q${x} ${bottom} ${x + RADIUS_PX} ${bottom}H${right - RADIUS_PX}` +
    `Q${right} ${bottom} ${right} ${bottom - RADIUS_PX}V${topPx + RADIUS_PX}Q${right} ${topPx} ${right - RADIUS_PX} ${topPx}H${x}`
  );
}

/** In a nested team that takes turns: arrows from one to the next, and a line back under them. */
export function makeRound(members: readonly { readonly id: NodeId; readonly rect: Rect }[]): readonly string[] {
  const paths: string[] = [];
  for (const [index, { rect }] of members.entries()) {
    const next = members[index + 1]?.rect;
    if (next !== undefined) paths.push(stepTo(rect, next));
  }
  const first = members[0]?.rect;
  const last = members.at(-1)?.rect;
  if (first !== undefined && last !== undefined && members.length > 1) paths.push(roundBack(last, first));
  return paths;
}

const ARROW_GAP_PX = 2;

function stepTo(from: Rect, to: Rect): string {
  const right = from.xPx + from.widthPx;
  const y = Math.round(from.yPx + from.heightPx / 2);
  if (Math.abs(from.yPx - to.yPx) < GRID_SLACK_PX && to.xPx > right) return `M${right} ${y}H${to.xPx - ARROW_GAP_PX}`;
  const fromX = Math.round(from.xPx + from.widthPx / 2);
  const toX = Math.round(to.xPx + to.widthPx / 2);
  const middle = Math.round((from.yPx + from.heightPx + to.yPx) / 2);
  return `M${fromX} ${from.yPx + from.heightPx}V${middle}H${toX}V${to.yPx - ARROW_GAP_PX}`;
}

const GRID_SLACK_PX = 16;
const ROUND_BACK_PX = 18;

function roundBack(last: Rect, first: Rect): string {
  const fromX = Math.round(last.xPx + last.widthPx / 2);
  const toX = Math.round(first.xPx + first.widthPx / 2);
  const bottom = Math.max(last.yPx + last.heightPx, first.yPx + first.heightPx) + ROUND_BACK_PX;
  const turn = Math.sign(toX - fromX) * 8;
  return (
    `M${fromX} ${last.yPx + last.heightPx + 6}V${bottom - 8}Q${fromX} ${bottom} ${fromX + turn} ${bottom}` +
    `H${toX - turn}Q${toX} ${bottom} ${toX} ${bottom - 8}V${first.yPx + first.heightPx + 6}`
  );
}
