import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readPackSources } from '../../main/packs/pack-source.ts';
import { projectRoot } from '../project-root.ts';

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'library-'));
});
afterEach(() => rmSync(data, { recursive: true }));

const address = (file: string): string => JSON.stringify(pathToFileURL(join(projectRoot(), file)).href);
const program = `
  import { assistantAgent } from ${address('app/library/agents.ts')};
  import { createTeam } from ${address('app/library/core.ts')};
  import { fallbackChatCompletionClient, llamaCppChatCompletionClient } from ${address('app/library/models.ts')};
  const local = (model_path) => llamaCppChatCompletionClient({ model_path });
  const model_client = fallbackChatCompletionClient({ model_clients: [local('gone.gguf'), local('echo.gguf')] });
  const tokens = [];
  const team = createTeam(assistantAgent({ name: 'writer', model_client, model_client_stream: true }));
  const { messages } = await team.run('one two', { onToken: (text) => tokens.push(text) });
  console.log(JSON.stringify([tokens, messages.at(-1).content]));
`;

/** The pack as an install leaves it, with the library of tests in the place of native code. */
function installPack(): void {
  const pack = readPackSources(join(projectRoot(), 'resources', 'packs')).find(({ id }) => id === 'node-llama-cpp');
  if (pack === undefined) throw new Error('There is no pack of local models.');
  const entry = join(data, 'packs', pack.id, pack.version, Object.values(pack.parts)[0]?.[0] ?? '');
  mkdirSync(dirname(entry), { recursive: true });
  writeFileSync(join(dirname(entry), 'package.json'), '{"type":"module"}');
  writeFileSync(entry, `export * from ${address('main/models/llama/fake-llama-library.ts')};`);
}

it('runs local models by the pack and the files of the data folder, and keeps no program alive', async () => {
  installPack();
  mkdirSync(join(data, 'models'));
  writeFileSync(join(data, 'models', 'echo.gguf'), 'GGUF');
  const file = join(data, 'program.mjs');
  writeFileSync(file, program);
  const env = { ...process.env, TROUPE_DATA: data };
  const { stdout } = await promisify(execFile)(process.execPath, [file], { env });
  expect(JSON.parse(stdout)).toEqual([['one ', 'two '], 'one two ']);
});
