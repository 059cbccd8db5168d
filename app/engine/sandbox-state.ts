import { join } from 'node:path';
import { Packs } from '../../main/packs/packs.ts';
import { DEFAULT_MEMORY_MB } from '../../main/sandbox/sandbox-pool.ts';
import { SandboxProcess } from '../../main/sandbox/sandbox-process.ts';
import { failureText } from '../../shared/failure.ts';
import { packFolder } from '../data-folder.ts';
import { projectRoot } from '../project-root.ts';
import { sandboxPlaces } from './code-ports.ts';

/** Whether the code of teams can run here, in words. */
export async function sandboxState(dataFolder: string): Promise<string> {
  const sources = join(projectRoot(), 'resources', 'packs');
  const packs = new Packs({ sources, folder: packFolder(dataFolder) });
  const places = sandboxPlaces(packs);
  if (places === undefined) return 'not installed; teams with code need it: troupe packs install sandbox';
  const process = new SandboxProcess(places, { language: 'javascript', memoryMb: DEFAULT_MEMORY_MB });
  try {
    await process.ready();
    return `installed, and it works: Python, JavaScript and TypeScript (${packs.find('sandbox')?.versionWords})`;
  } catch (error) {
    return `installed, but it does not begin: ${failureText(error)}`;
  } finally {
    process.kill();
  }
}
