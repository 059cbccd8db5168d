import * as z from 'zod';
import { NodeId } from '../ids.ts';
import { NodeLayout, TeamNode } from './document.ts';
import { TeamEdge } from './edge.ts';

/** Cards that were copied or kept, with all that stands in them or is folded into them. */
export const Clip = z.object({
  format: z.literal('troupe.clip'),
  version: z.literal(1),
  /** What was selected; the rest came along. */
  picked: z.array(NodeId),
  nodes: z.array(TeamNode),
  /** Wires that begin or end at one of the nodes. */
  edges: z.array(TeamEdge),
  layout: z.record(z.string(), NodeLayout),
});
export type Clip = z.infer<typeof Clip>;

/** Equal for equal clips, however their keys stood and their lines ended. */
export function clipText(clip: Clip): string {
  return JSON.stringify(Clip.parse(clip));
}
