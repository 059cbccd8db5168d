import assert from 'node:assert/strict';
import { join } from 'node:path';
import { packFolder } from '../../app/data-folder.ts';
import { dockerLibrary } from '../../app/engine/docker-library.ts';
import { SANDBOX_DATA } from '../../app/engine/real-sandbox.fixture.ts';
import { projectRoot } from '../../app/project-root.ts';
import { Packs } from '../../main/packs/packs.ts';
import { DockerPrograms } from '../../main/sandbox/docker-programs.ts';
import { OnDiskExecutor } from '../../main/sandbox/on-disk-executor.ts';
import { blobsInMemory, NotHereError, type SandboxCase } from './sandbox-case.ts';

/** Containers, by the real library and the engine of this machine. */
export const containerCases: readonly SandboxCase[] = [
  { name: 'code runs in a container where a person has chosen that', run: inContainer },
];

async function inContainer(): Promise<string> {
  const packs = new Packs({ sources: join(projectRoot(), 'resources', 'packs'), folder: packFolder(SANDBOX_DATA) });
  const pack = packs.find('docker')!; // it comes with Troupe
  if (packs.part(pack, 'library') === undefined) {
    await packs.install(pack, new AbortController().signal, () => undefined);
  }
  const library = (): ReturnType<typeof dockerLibrary> => dockerLibrary(packs);
  const programs = new DockerPrograms({ library, image: 'python:3-slim', timeoutMs: 30_000 });
  const executor = new OnDiskExecutor({ programs, blobs: blobsInMemory() });
  const code = `import os, sys\nopen('made.txt', 'w').write('x')\nprint(sys.platform, os.getcwd())`;
  const { signal } = new AbortController();
  const result = await executor.execute([{ language: 'python', code }], { signal }, {});
  if (result.output.startsWith('No container engine answers here')) throw new NotHereError(result.output.trim());
  assert.equal(result.exit_code, 0, result.output);
  assert.equal(result.output, 'linux /workspace\n');
  assert.deepEqual(Object.keys(result.files ?? {}), ['made.txt']);
  return result.output.trim();
}
