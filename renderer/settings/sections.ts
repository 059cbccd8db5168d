import {
  Coins,
  CodeXml,
  Database,
  FolderOpen,
  Gauge,
  HardDrive,
  KeyRound,
  ShieldCheck,
  SlidersHorizontal,
  Waypoints,
  type LucideIcon,
} from 'lucide-react';
import type { ComponentType } from 'react';
import { ApprovalsSection } from './approvals-section.tsx';
import { CodeSection } from './code-section.tsx';
import { GeneralSection } from './general-section.tsx';
import { KeysSection } from './keys/keys-section.tsx';
import { LocalModelsSection } from './local-models/local-models-section.tsx';
import { MemorySection } from './memory/memory-section.tsx';
import { MoneySection } from './money/money-section.tsx';
import { ToolsSection } from './tools-section.tsx';
import { TracesSection } from './traces-section.tsx';
import { TrafficSection } from './traffic-section.tsx';

/** One page of the settings. */
export interface SettingsPage {
  readonly id: string;
  readonly title: string;
  readonly Icon: LucideIcon;
  readonly Section: ComponentType;
}

/** All pages of the settings, in the order in which they are listed. A new one is a file and a line here. */
export const settingsPages: readonly SettingsPage[] = [
  { id: 'keys', title: 'Keys', Icon: KeyRound, Section: KeysSection },
  { id: 'local-models', title: 'Local models', Icon: HardDrive, Section: LocalModelsSection },
  { id: 'memory', title: 'Memory', Icon: Database, Section: MemorySection },
  { id: 'code', title: 'Code', Icon: CodeXml, Section: CodeSection },
  { id: 'approvals', title: 'Approvals', Icon: ShieldCheck, Section: ApprovalsSection },
  { id: 'tools', title: 'Tools', Icon: FolderOpen, Section: ToolsSection },
  { id: 'money', title: 'Money', Icon: Coins, Section: MoneySection },
  { id: 'traffic', title: 'Limits', Icon: Gauge, Section: TrafficSection },
  { id: 'traces', title: 'Traces', Icon: Waypoints, Section: TracesSection },
  { id: 'general', title: 'General', Icon: SlidersHorizontal, Section: GeneralSection },
];
