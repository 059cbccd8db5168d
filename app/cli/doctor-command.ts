import { existsSync, statSync } from 'node:fs';
import { failureText } from '../../shared/failure.ts';
import { providerFacts } from '../../shared/component/model-providers.ts';
import type { ProviderStatus } from '../../shared/rpc/app-contract.ts';
import { detectProviders } from '../../main/models/detect-providers.ts';
import { databaseFile, dataFolderHere } from '../data-folder.ts';
import { projectRoot } from '../project-root.ts';
import { troupeVersion } from '../version.ts';
import { findBrowser } from './browser.ts';
import { findElectron, hasDisplay } from './electron-binary.ts';
import { openSecrets } from '../engine/open-secrets.ts';
import { keepingWords } from './keeping-words.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';

/** `troupe doctor`: what is here, one line each. Names of keys are told, keys never. */
export async function doctor({ data }: { readonly data: string | undefined }): Promise<ExitStatus> {
  const secrets = await openSecrets(dataFolderHere(data));
  const providers = await detectProviders({ env: process.env, secrets, confirmed: [] });
  const lines: [string, string][] = [
    ['Troupe', troupeVersion()],
    ['Node', `${process.versions.node} (${process.execPath})`],
    ['Window', windowLine()],
    ['Browser', browserLine()],
    ...providerLines(providers),
    ['Keys', keepingWords(await secrets.keeping())],
    ['Sandbox', await sandboxLine(dataFolderHere(data))],
    ['Database', await databaseLine(databaseFile(dataFolderHere(data)))],
  ];
  const width = Math.max(...lines.map(([name]) => name.length));
  process.stdout.write(lines.map(([name, value]) => `${name.padEnd(width)}  ${value}\n`).join(''));
  return EXIT.finished;
}

function windowLine(): string {
  const binary = findElectron(projectRoot());
  if (binary === undefined) return 'Electron is not here; "npm start" tries to fetch it, else the browser is used';
  return hasDisplay() ? binary : `${binary}, but there is no display to show a window on`;
}

function browserLine(): string {
  const [program] = findBrowser({ platform: process.platform, env: process.env }) ?? [];
  return program ?? 'none that can be opened from here; open the address yourself';
}

/** Whether the code of teams can run here. One process of it is begun, and ended. */
async function sandboxLine(dataFolder: string): Promise<string> {
  const { sandboxState } = await import('../engine/sandbox-state.ts');
  return sandboxState(dataFolder);
}

/** A line for each provider that can be used and for the local one, and one for all whose key is not here. */
function providerLines(providers: readonly ProviderStatus[]): [string, string][] {
  const isNamed = ({ provider, state }: ProviderStatus): boolean => provider === 'ollama' || state !== 'absent';
  const missing = providers.filter((status) => !isNamed(status)).map(({ provider }) => providerFacts(provider));
  const lines = providers.filter(isNamed).map((status): [string, string] => {
    return [providerFacts(status.provider).title, providerLine(status)];
  });
  const names = missing.map(({ title, keyVariable }) => `${title} (${keyVariable})`);
  return names.length === 0 ? lines : [...lines, ['No key', names.join(', ')]];
}

function providerLine({ provider, state, models }: ProviderStatus): string {
  switch (state) {
    case 'environment':
      return `a key is set (${providerFacts(provider).keyVariable})`;
    case 'stored':
      return 'a key is kept';
    case 'running':
      return models.length === 0 ? 'running, without a model yet' : `running, with ${models.join(', ')}`;
    case 'absent':
      return 'not running';
  }
}

/** Looks into the database that is there; a missing one is not made for this. */
async function databaseLine(file: string): Promise<string> {
  if (!existsSync(file)) return `${file}, not made yet`;
  try {
    const { openDatabase } = await import('../../main/storage/database.ts');
    const connection = openDatabase(file);
    const row = connection.prepare<[], { user_version: number }>('PRAGMA user_version').get();
    connection.close();
    const megabytes = (statSync(file).size / 1024 / 1024).toFixed(1);
    return `${file}, ${megabytes} MB, version ${row?.user_version ?? 'unknown'}`;
  } catch (error) {
    return failureText(error);
  }
}
