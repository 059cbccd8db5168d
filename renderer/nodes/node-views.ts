import type { ComponentType } from 'react';
import type { Card } from '../canvas/card.ts';
import { AgentView } from './agent-view.tsx';
import type { NodeViewProps } from './node-view-props.ts';
import { PartView } from './part-view.tsx';
import { TeamView } from './team-view.tsx';

/** How each kind of card is drawn. A new kind does not compile until it has a view. */
export const nodeViews = {
  agent: AgentView,
  team: TeamView,
  part: PartView,
} satisfies { [T in Card['type']]: ComponentType<NodeViewProps<T>> };
