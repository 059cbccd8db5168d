import type { SettingsStore } from '../../main/core/store.ts';
import type { ApprovalPorts } from '../../main/runs/approval-parts.ts';
import { usualApprovals } from '../../shared/settings/approval-settings.ts';

/** What runs need to know of approvals, as the settings have it at each call. */
export function approvalPorts(settings: Pick<SettingsStore, 'read' | 'update'>): ApprovalPorts {
  const isAllowed = ({ tool, identity }: { tool: string; identity: string }): boolean =>
    settings.read().approvals.remembered.some((known) => known.tool === tool && known.identity === identity);
  return {
    usual: () => usualApprovals(settings.read().approvals),
    memory: {
      isAllowed,
      remember: (tool) => {
        if (isAllowed(tool)) return;
        settings.update({ approvals: { remembered: [...settings.read().approvals.remembered, tool] } });
      },
    },
  };
}
