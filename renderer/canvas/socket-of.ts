import type { EdgeKind } from '../../shared/team/edge.ts';
import type { SocketShape } from './card.ts';

/** Where a wire of a kind ends on a card; `speech` is the circle of agents and teams. */
export function socketOf(kind: EdgeKind): SocketShape | 'speech' {
  switch (kind) {
    case 'model':
      return 'model';
    case 'tool':
    case 'workbench':
      return 'tool';
    case 'memory':
    case 'context':
      return 'memory';
    case 'participant':
    case 'handoff':
    case 'flow':
      return 'speech';
    default:
      return 'part';
  }
}
