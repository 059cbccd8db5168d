import { join } from 'node:path';
import { ModelFolder } from '../../main/local-models/model-folder.ts';
import type { LocalModels } from '../../main/models/local-models.ts';
import { Packs } from '../../main/packs/packs.ts';
import type { ComponentModel } from '../../shared/component/envelope.ts';
import { codeDefaults } from '../../shared/settings/code-settings.ts';
import { dataFolderHere, modelFolder, packFolder } from '../data-folder.ts';
import { CodePlace } from '../engine/code-ports.ts';
import { fetchSandboxFor } from '../engine/fetch-sandbox.ts';
import { composeLocalModels, startLocalModels } from '../engine/local-models.ts';
import { projectRoot } from '../project-root.ts';

let packs: Packs | undefined;
let localModels: LocalModels | undefined;
let code: CodePlace | undefined;
let fetching: Promise<void> | undefined;

/** What Troupe has installed in its data folder. */
function packsHere(): Packs {
  const folder = packFolder(dataFolderHere(undefined));
  return (packs ??= new Packs({ sources: join(projectRoot(), 'resources', 'packs'), folder }));
}

/**
 * Local models of this program, run by the pack and the files that Troupe has in its data folder. Their process is started
 * by the first call, shared by all teams, keeps no program alive, and ends with it.
 */
export function localModelsHere(): LocalModels {
  const folder = (): ModelFolder => new ModelFolder(modelFolder(dataFolderHere(undefined)));
  return (localModels ??= composeLocalModels({ packs: packsHere(), folder: folder(), startWorker: startLocalModels }));
}

/** Where code of this program's teams is run: in the sandbox, whatever executor they name. Its processes keep no program alive. */
export function codeHere(): CodePlace {
  return (code ??= new CodePlace({ packs: packsHere(), settings: () => codeDefaults }));
}

/** Fetches the sandbox where a plan brings code and it is not here; once for all teams. @throws the signal's reason */
export async function sandboxFor(plan: ComponentModel, signal: AbortSignal | undefined): Promise<void> {
  fetching ??= fetchSandboxFor(plan, { packs: packsHere(), signal: new AbortController().signal }).finally(
    () => (fetching = undefined),
  );
  const aborted = Promise.withResolvers<never>();
  const onAbort = (): void => aborted.reject(signal?.reason as Error);
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    await Promise.race([fetching, aborted.promise]);
  } finally {
    signal?.removeEventListener('abort', onAbort);
  }
}
