import * as z from 'zod';
import { EdgeId, NodeId } from '../ids.ts';
import { JsonObject } from '../json.ts';

/**
 * What an edge says. `participant`: agent or team → team (ordered). `model`, `tool`, `workbench`, `memory`, `context`,
 * `executor`, `part`: the part → the component that holds it. `termination`: condition → team or and/or condition.
 * `handoff`: agent → agent in a swarm. `flow`: agent → agent in a graph flow. `nested`: team or agent → the agent or
 * tool that wraps it.
 */
export const EdgeKind = z.enum([
  'participant',
  'model',
  'tool',
  'workbench',
  'memory',
  'context',
  'termination',
  'handoff',
  'flow',
  'nested',
  'executor',
  'part',
]);
export type EdgeKind = z.infer<typeof EdgeKind>;

/** A wire of the drawing. The nested component is always the source, its holder the target. */
export const TeamEdge = z.object({
  id: EdgeId,
  kind: EdgeKind,
  source: NodeId,
  target: NodeId,
  /** Config key of the slot it fills at the target, for example `participants`; absent for handoff and flow. */
  slot: z.string().optional(),
  /** Position among the edges of the same slot, from 0. */
  order: z.number().int().nonnegative().optional(),
  /**
   * What the wire itself carries, as AutoGen writes it: for a flow its edge of the graph (condition, activation); for a
   * handoff `{ handoff }`; `{ single: true }` where a file held one component without the list that belongs around it.
   */
  data: JsonObject.optional(),
});
export type TeamEdge = z.infer<typeof TeamEdge>;
