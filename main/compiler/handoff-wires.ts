import type { Json } from '../../shared/json.ts';
import type { TeamEdge } from '../../shared/team/edge.ts';
import { handoffTarget, retargetHandoff } from '../../shared/team/handoff.ts';
import { treeName } from './component-tree.ts';
import type { ComponentTree, SlotEntry } from './component-tree.ts';
import { mergeInOrder } from './merge-in-order.ts';

/** A handoff of a member as it is drawn: to which member, at which position, as which JSON. */
export interface DrawnHandoff {
  readonly target: string;
  readonly order: number;
  readonly handoff: Json;
}

/** Parts the handoffs of a swarm's member into those that can be drawn and those that stay in its config. */
export function drawHandoffs(
  config: { readonly [key: string]: Json | undefined },
  members: ReadonlySet<string>,
): { drawn: DrawnHandoff[]; kept: Json[] } | undefined {
  const handoffs = config['handoffs'];
  if (!Array.isArray(handoffs)) return undefined;
  const drawn: DrawnHandoff[] = [];
  const kept: Json[] = [];
  handoffs.forEach((handoff: Json, order) => {
    const target = handoffTarget(handoff);
    if (target !== undefined && members.has(target)) drawn.push({ target, order, handoff });
    else kept.push(handoff);
  });
  return drawn.length === 0 ? undefined : { drawn, kept };
}

/** The swarm's tree with the drawn handoffs of its members put back into their configs. */
export function withHandoffs(
  team: ComponentTree,
  { members, edges }: { members: readonly ComponentTree[]; edges: readonly TeamEdge[] },
): ComponentTree {
  const nameOf = new Map(members.map((member) => [member.node, treeName(member)]));
  const participants = team.slots.get('participants');
  if (participants === undefined) return team;
  const entries = participants.entries.map((entry): SlotEntry => {
    if (entry.type !== 'component') return entry;
    const drawn = edges
      .filter(({ kind, source, target }) => kind === 'handoff' && source === entry.tree.node && nameOf.has(target))
      .map(({ order, target, data }) => ({
        order,
        value: retargetHandoff(data?.['handoff'] ?? { target: '' }, nameOf.get(target) ?? ''),
      }));
    if (drawn.length === 0) return entry;
    const { component } = entry.tree;
    const kept = component.config['handoffs'];
    const handoffs = mergeInOrder<Json>(drawn, Array.isArray(kept) ? kept : []);
    return {
      ...entry,
      tree: { ...entry.tree, component: { ...component, config: { ...component.config, handoffs } } },
    };
  });
  return { ...team, slots: new Map([...team.slots, ['participants', { ...participants, entries }]]) };
}
