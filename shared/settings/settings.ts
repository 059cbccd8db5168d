import * as z from 'zod';
import { approvalDefaults, ApprovalSettings } from './approval-settings.ts';
import { codeDefaults, CodeSettings } from './code-settings.ts';
import { GeneralSettings, generalDefaults } from './general-settings.ts';
import { moneyDefaults, MoneySettings } from './money-settings.ts';
import { toolDefaults, ToolSettings } from './tool-settings.ts';
import { traceDefaults, TraceSettings } from './trace-settings.ts';
import { trustDefaults, TrustSettings } from './trust-settings.ts';
import { trafficDefaults, TrafficSettings } from './traffic-settings.ts';

/**
 * What a person has chosen for this Troupe, not for one team. Keys are no settings: they are kept apart, and never read
 * back. A section is a file of its own here, a line in each of the three lists below, and a file in `renderer/settings`.
 */
export const Settings = z.object({
  version: z.literal(1),
  approvals: ApprovalSettings,
  code: CodeSettings,
  general: GeneralSettings,
  money: MoneySettings,
  tools: ToolSettings,
  traces: TraceSettings,
  traffic: TrafficSettings,
  trust: TrustSettings,
});
export type Settings = z.infer<typeof Settings>;

export const defaultSettings: Settings = {
  version: 1,
  approvals: approvalDefaults,
  code: codeDefaults,
  general: generalDefaults,
  money: moneyDefaults,
  tools: toolDefaults,
  traces: traceDefaults,
  traffic: trafficDefaults,
  trust: trustDefaults,
};

/** The fields that change, by section. What is not named stays as it is. */
export const SettingsChange = z
  .strictObject({
    approvals: ApprovalSettings.partial().strict(),
    code: CodeSettings.partial().strict(),
    general: GeneralSettings.partial().strict(),
    money: MoneySettings.partial().strict(),
    tools: ToolSettings.partial().strict(),
    traces: TraceSettings.partial().strict(),
    traffic: TrafficSettings.partial().strict(),
    trust: TrustSettings.partial().strict(),
  })
  .partial();
export type SettingsChange = z.infer<typeof SettingsChange>;
