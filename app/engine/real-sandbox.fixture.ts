// The real sandbox for tests and measurements, installed once into a folder that outlives node_modules.
import { homedir } from 'node:os';
import { join } from 'node:path';
import { Packs } from '../../main/packs/packs.ts';
import type { SandboxPlaces } from '../../main/sandbox/deno-command.ts';
import { packFolder } from '../data-folder.ts';
import { projectRoot } from '../project-root.ts';
import { sandboxPlaces } from './code-ports.ts';

/** A data folder that holds nothing but the pack. */
export const SANDBOX_DATA = process.env['TROUPE_TEST_SANDBOX'] ?? join(homedir(), '.cache', 'troupe', 'sandbox-tests');

/** Where the sandbox is; it is installed where it is not. @throws Error with npm's reason where it cannot be had */
export async function obtainSandbox(): Promise<SandboxPlaces> {
  const packs = new Packs({ sources: join(projectRoot(), 'resources', 'packs'), folder: packFolder(SANDBOX_DATA) });
  if (sandboxPlaces(packs) === undefined) {
    console.error('Fetching the pack "sandbox" (105 MB) from the npm registry.');
    await packs.install(packs.find('sandbox')!, new AbortController().signal, () => undefined); // it comes with Troupe
  }
  return sandboxPlaces(packs)!; // it is installed, or that has thrown
}
