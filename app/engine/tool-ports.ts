import { join } from 'node:path';
import type { SettingsStore } from '../../main/core/store.ts';
import { keyForTools, type SecretSource } from '../../main/models/key-ring.ts';
import type { ToolPorts } from '../../main/tools/built-in-tools.ts';
import { guardedFetch } from '../../main/tools/http/guarded-fetch.ts';
import type { IsAllowed } from '../../main/tools/http/network-guard.ts';
import { Workspace } from '../../main/tools/files/workspace.ts';

interface ToolPortsOptions {
  readonly settings: Pick<SettingsStore, 'read'>;
  readonly secrets: SecretSource;
  readonly dataFolder: string;
}

/** Hosts with ports that a person let tools reach, as the settings have it at each call. */
export function allowedBy(settings: Pick<SettingsStore, 'read'>): IsAllowed {
  return (host) => settings.read().tools.allowedHosts.includes(host);
}

/** What Troupe's own tools need from outside, as the settings have it at each call. */
export function toolPorts({ settings, secrets, dataFolder }: ToolPortsOptions): ToolPorts {
  return {
    workspace: () => new Workspace(settings.read().tools.workspace || join(dataFolder, 'workspace')),
    keyFor: (name, server) => keyForTools(name, server, secrets),
    fetch: (request) => guardedFetch(request, allowedBy(settings)),
  };
}
