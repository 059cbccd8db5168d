import type { Card } from '../canvas/card.ts';

export interface NodeViewProps<T extends Card['type']> {
  readonly card: Extract<Card, { type: T }>;
  readonly isSelected: boolean;
}
