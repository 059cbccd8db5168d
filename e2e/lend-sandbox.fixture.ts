import { mkdirSync, symlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import { packFolder } from '../app/data-folder.ts';
import { obtainSandbox, SANDBOX_DATA } from '../app/engine/real-sandbox.fixture.ts';

/** Lends a data folder the sandbox that is installed for tests. */
export async function lendSandbox(dataFolder: string): Promise<void> {
  await obtainSandbox();
  const folder = packFolder(dataFolder);
  mkdirSync(dirname(folder), { recursive: true });
  symlinkSync(packFolder(SANDBOX_DATA), folder);
}
