import { createElement } from 'react';
import {
  ArrowRightLeft,
  Calculator,
  Clock,
  Cpu,
  Database,
  Flag,
  Globe,
  Hand,
  Network,
  Plug,
  Puzzle,
  Repeat,
  Route,
  Terminal,
  Timer,
  User,
  Workflow,
  Wrench,
  type LucideIcon,
} from 'lucide-react';
import type { ComponentDefinition, PaletteGroup } from '../../shared/component/definition.ts';

const BY_TITLE: Readonly<Record<string, LucideIcon>> = {
  Human: Hand,
  'Code runner': Terminal,
  'Run Python': Terminal,
  'Round robin': Repeat,
  Selector: Route,
  Swarm: ArrowRightLeft,
  'Graph flow': Workflow,
  'Magentic-One': Network,
  'HTTP request': Globe,
  'Tool set': Plug,
  'Tool set, plain': Plug,
  Calculator,
  'Current time': Clock,
  'Most messages': Timer,
  Time: Timer,
};

const BY_GROUP: Readonly<Record<PaletteGroup, LucideIcon>> = {
  agents: User,
  teams: Repeat,
  tools: Wrench,
  models: Cpu,
  memory: Database,
  'stop-rules': Flag,
  parts: Puzzle,
};

/** The picture of a part. */
export function PartIcon({ title, group }: Pick<ComponentDefinition, 'title' | 'group'>) {
  return createElement(BY_TITLE[title] ?? BY_GROUP[group], { className: 'icon' });
}
