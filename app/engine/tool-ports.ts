import { join } from 'node:path';
import type { SettingsStore } from '../../main/core/store.ts';
import type { ToolPorts } from '../../main/tools/built-in-tools.ts';
import { guardedFetch } from '../../main/tools/http/guarded-fetch.ts';
import { Workspace } from '../../main/tools/files/workspace.ts';

/** What Troupe's own tools need from outside, as the settings have it at each call. */
export function toolPorts(settings: Pick<SettingsStore, 'read'>, dataFolder: string): ToolPorts {
  return {
    workspace: () => new Workspace(settings.read().tools.workspace || join(dataFolder, 'workspace')),
    fetch: (request) => guardedFetch(request, (host) => settings.read().tools.allowedHosts.includes(host)),
  };
}
