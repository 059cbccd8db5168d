// The real sandbox for tests, installed once by Troupe's own command into a folder that outlives node_modules.
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sandboxPlaces } from '../../app/engine/code-ports.ts';
import { packFolder } from '../../app/data-folder.ts';
import { Packs } from '../../main/packs/packs.ts';
import type { SandboxPlaces } from '../../main/sandbox/deno-command.ts';
import { troupe } from '../live/troupe.ts';

/** A data folder that holds nothing but the pack. */
export const SANDBOX_DATA = process.env['TROUPE_TEST_SANDBOX'] ?? join(homedir(), '.cache', 'troupe', 'sandbox-tests');

const sources = fileURLToPath(new URL('../../resources/packs', import.meta.url));
const find = (): SandboxPlaces | undefined => sandboxPlaces(new Packs({ sources, folder: packFolder(SANDBOX_DATA) }));

/** Where the sandbox is; it is installed where it is not. @throws Error with npm's reason where it cannot be had */
export async function obtainSandbox(): Promise<SandboxPlaces> {
  const known = find();
  if (known !== undefined) return known;
  const { status, err } = await troupe('packs', 'install', 'sandbox', '--data', SANDBOX_DATA);
  const places = find();
  if (status !== 0 || places === undefined) throw new Error(`The pack "sandbox" cannot be installed: ${err.trim()}`);
  return places;
}
