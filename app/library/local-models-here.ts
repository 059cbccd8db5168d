import { ModelFolder } from '../../main/local-models/model-folder.ts';
import type { LocalModels } from '../../main/models/local-models.ts';
import { Packs } from '../../main/packs/packs.ts';
import { dataFolderHere, modelFolder, packFolder } from '../data-folder.ts';
import { composeLocalModels, startLocalModels } from '../engine/local-models.ts';
import { join } from 'node:path';
import { projectRoot } from '../project-root.ts';

let here: LocalModels | undefined;

/**
 * Local models of this program, run by the pack and the files that Troupe has in its data folder. Their process is started
 * by the first call, shared by all teams, keeps no program alive, and ends with it.
 */
export function localModelsHere(): LocalModels {
  if (here !== undefined) return here;
  const data = dataFolderHere(undefined);
  const packs = new Packs({ sources: join(projectRoot(), 'resources', 'packs'), folder: packFolder(data) });
  const folder = new ModelFolder(modelFolder(data));
  return (here = composeLocalModels({ packs, folder, startWorker: startLocalModels }));
}
