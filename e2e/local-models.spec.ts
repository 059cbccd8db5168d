import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, test as base } from './host.fixture.ts';
import { localPair } from './team-files.fixture.ts';

const LIBRARY = new URL('../main/models/llama/fake-llama-library.ts', import.meta.url).href;
const MODEL = Buffer.concat([Buffer.from('GGUF'), Buffer.alloc(2_000_000)]);

/** In npm's place: it "installs" a library that says again what it was asked, and fails the first time. */
const NPM = `#!/bin/sh
if [ ! -e "$HOME/tried" ]; then touch "$HOME/tried"; echo "npm error code ENOTFOUND" >&2; exit 1; fi
mkdir -p node_modules/node-llama-cpp/dist
echo 'export * from "${LIBRARY}";' > node_modules/node-llama-cpp/dist/index.js
echo '{"type":"module"}' > node_modules/node-llama-cpp/package.json
`;
const home = mkdtempSync(join(tmpdir(), 'troupe-npm-'));
writeFileSync(join(home, 'npm'), NPM);
chmodSync(join(home, 'npm'), 0o755);

const test = base.extend<{ readonly modelAddress: string }>({
  // A server that gives the model file.
  modelAddress: async ({}, provide) => {
    const server = createServer((_request, response) => void response.writeHead(200, { etag: '"1"' }).end(MODEL));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    await provide(`http://127.0.0.1:${(server.address() as AddressInfo).port}/echo.gguf`);
    server.closeAllConnections();
    server.close();
  },
});
test.use({ hostEnvironment: { HOME: home, PATH: `${home}${delimiter}${process.env['PATH'] ?? ''}` } });
test.afterAll(() => rmSync(home, { recursive: true }));

test('a model runs inside Troupe: the pack is installed, a file is downloaded, a team speaks through it', async ({
  troupe,
  host,
  modelAddress,
}) => {
  const { page } = troupe;
  await troupe.open(host.address);
  await page.keyboard.press('ControlOrMeta+,');
  const settings = page.getByRole('dialog', { name: 'Settings' });
  await settings.getByRole('tab', { name: 'Local models' }).click();

  await settings.getByRole('button', { name: 'Install' }).click();
  await expect(settings.getByRole('alert')).toContainText('The package registry cannot be reached.');
  await settings.getByRole('button', { name: 'Install' }).click();
  await expect(settings.getByText('installed', { exact: true })).toBeVisible();

  await settings.getByRole('textbox', { name: 'Address of the file' }).fill(modelAddress);
  await settings.getByRole('textbox', { name: /^SHA-256/ }).fill('0'.repeat(64));
  await settings.getByRole('button', { name: 'Download', exact: true }).last().click();
  await expect(page.getByText(/is not the file that was meant/)).toBeVisible();
  await settings.getByRole('textbox', { name: 'Address of the file' }).fill(modelAddress);
  await settings.getByRole('textbox', { name: /^SHA-256/ }).fill(createHash('sha256').update(MODEL).digest('hex'));
  await settings.getByRole('button', { name: 'Download', exact: true }).last().click();
  const models = settings.getByRole('list', { name: 'Local models' });
  await expect(models.getByRole('listitem')).toContainText(['echo.gguf']);
  await expect(models.getByText('2 MB')).toBeVisible();
  await page.keyboard.press('Escape');

  await troupe.openFile(localPair);
  await troupe.run('one two three');
  await expect(troupe.status('Finished')).toBeVisible();
  await expect(troupe.speeches('writer').first()).toContainText('one two three');

  await page.keyboard.press('ControlOrMeta+,');
  await settings.getByRole('tab', { name: 'Local models' }).click();
  await models.getByRole('button', { name: 'Remove echo.gguf' }).click();
  await models.getByRole('button', { name: 'Delete' }).click();
  await expect(settings.getByText('There is none yet.')).toBeVisible();
});
