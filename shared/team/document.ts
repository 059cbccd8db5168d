import * as z from 'zod';
import { ComponentModel } from '../component/envelope.ts';
import { DocumentId, NodeId } from '../ids.ts';
import { TeamEdge } from './edge.ts';

/** One component of the team. Its `config` holds no nested components: those are nodes of their own, joined by edges. */
export const TeamNode = z.object({ id: NodeId, component: ComponentModel });
export type TeamNode = z.infer<typeof TeamNode>;

/** Where a node stands on the canvas, in canvas pixels; `parent`-relative for members of a team container. */
export const NodeLayout = z.object({
  xPx: z.number(),
  yPx: z.number(),
  widthPx: z.number().positive().optional(),
  heightPx: z.number().positive().optional(),
  collapsed: z.boolean().optional(),
});
export type NodeLayout = z.infer<typeof NodeLayout>;

/** A sticky note: for people only, never part of the team. */
export const StickyNote = z.object({
  id: z.string(),
  text: z.string(),
  xPx: z.number(),
  yPx: z.number(),
  widthPx: z.number().positive(),
  heightPx: z.number().positive(),
});
export type StickyNote = z.infer<typeof StickyNote>;

/**
 * A design: a graph of components. Pure data; opening one never runs anything. Layout stands apart from meaning.
 * Files of it end in `.team.json`.
 */
export const TeamDocument = z.object({
  format: z.literal('troupe.team'),
  version: z.literal(1),
  id: DocumentId,
  name: z.string(),
  description: z.string(),
  /** The component that *Run* runs; null while the drawing is empty. */
  root: NodeId.nullable(),
  nodes: z.array(TeamNode),
  edges: z.array(TeamEdge),
  layout: z.record(z.string(), NodeLayout),
  notes: z.array(StickyNote),
});
export type TeamDocument = z.infer<typeof TeamDocument>;
