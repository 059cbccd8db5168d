import { Cpu, Database, Flag, Puzzle, Users, Wrench } from 'lucide-react';

/** The picture of each kind of card that has no portrait. */
export const TYPE_ICONS = {
  team: Users,
  model: Cpu,
  tool: Wrench,
  memory: Database,
  rule: Flag,
  part: Puzzle,
} as const;
