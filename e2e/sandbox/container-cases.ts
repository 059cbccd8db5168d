import assert from 'node:assert/strict';
import { packFolder } from '../../app/data-folder.ts';
import { join } from 'node:path';
import { dockerLibrary } from '../../app/engine/docker-library.ts';
import { SANDBOX_DATA } from '../../app/engine/real-sandbox.fixture.ts';
import { projectRoot } from '../../app/project-root.ts';
import { Packs } from '../../main/packs/packs.ts';
import type { CodeBlock, CodeResult } from '../../main/sandbox/code-executor.ts';
import { DockerPrograms } from '../../main/sandbox/docker-programs.ts';
import { OnDiskExecutor } from '../../main/sandbox/on-disk-executor.ts';
import type { WorkFolder } from '../../shared/run/work-folder.ts';
import { blobsInMemory, NotHereError, type SandboxCase } from './sandbox-case.ts';

/** Containers, by the real library and the engine of this machine. */
export const containerCases: readonly SandboxCase[] = [
  { name: 'code runs in a container where a person has chosen that', run: runsThere },
  {
    name: 'files go on from step to step of a container, and those of its own user can be read and removed',
    run: goesOn,
  },
  { name: 'blocks in a container end at the first that fails, with both outputs', run: endsAtFailure },
  { name: 'what does not end in a container is ended, also where it refuses to', run: endsInTime },
  { name: 'a stop ends a container at once', run: stops },
  { name: 'what runs on in a container gets no file of this machine by a link', run: noLinks },
  { name: 'an image for a container that cannot be had is a result that says so', run: noImage },
  { name: 'a container that prints without end is told of up to a limit', run: floods },
];

const blobs = blobsInMemory();
/** How to have an engine where there is none for this user; images come from wherever it takes them. */
const HOW =
  'Start Docker or Podman (podman system service --time=0 unix:///tmp/podman.sock), name it by DOCKER_HOST=unix://…, and let it have the ' +
  'image python:3-slim: from a registry, or made with debootstrap --include=python3,python-is-python3 and docker import.';

interface Given {
  readonly timeoutMs?: number;
  readonly image?: string;
  readonly folder?: WorkFolder;
  readonly signal?: AbortSignal;
}

async function perform(
  blocks: readonly CodeBlock[],
  { timeoutMs = 30_000, image = 'python:3-slim', folder = {}, signal = new AbortController().signal }: Given = {},
): Promise<CodeResult> {
  const packs = new Packs({ sources: join(projectRoot(), 'resources', 'packs'), folder: packFolder(SANDBOX_DATA) });
  const pack = packs.find('docker')!; // it comes with Troupe
  if (packs.part(pack, 'library') === undefined) {
    await packs.install(pack, new AbortController().signal, () => undefined);
  }
  const library = (): ReturnType<typeof dockerLibrary> => dockerLibrary(packs);
  const executor = new OnDiskExecutor({ programs: new DockerPrograms({ library, image, timeoutMs }), blobs });
  const result = await executor.execute(blocks, { signal }, folder);
  if (result.output.startsWith('No container engine answers here')) {
    throw new NotHereError(`${result.output.trim()} ${HOW}`);
  }
  return result;
}

const python = (code: string): CodeBlock => ({ language: 'python', code });
const shell = (code: string): CodeBlock => ({ language: 'sh', code });

async function runsThere(): Promise<string> {
  const result = await perform([
    python(`import os, sys\nopen('made.txt', 'w').write('x')\nprint(sys.platform, os.getcwd())`),
  ]);
  assert.equal(result.exit_code, 0, result.output);
  assert.equal(result.output, 'linux /workspace\n');
  assert.deepEqual(Object.keys(result.files ?? {}), ['made.txt']);
  return result.output.trim();
}

async function goesOn(): Promise<string> {
  const first = await perform([shell('mkdir -p sub/deep && umask 077 && echo one > sub/deep/a.txt && echo x > b.txt')]);
  assert.deepEqual(Object.keys(first.files ?? {}), ['b.txt', 'sub/deep/a.txt'], first.output);
  const second = await perform([shell('cat sub/deep/a.txt; rm b.txt')], { folder: first.files as WorkFolder });
  assert.deepEqual(second, { exit_code: 0, output: 'one\n', files: { 'b.txt': null } });
  return 'two steps, one file deleted';
}

async function endsAtFailure(): Promise<string> {
  const result = await perform([
    shell('echo out; echo err >&2'),
    python('import sys\nprint("Grüße")\nsys.exit(3)'),
    shell('echo never'),
  ]);
  assert.deepEqual(
    { ...result, output: result.output.split('\n').toSorted() },
    {
      exit_code: 3,
      output: ['', 'Grüße', 'err', 'out'],
    },
  );
  return 'exit code 3';
}

async function endsInTime(): Promise<string> {
  const stubborn =
    'import signal, time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nprint("begun", flush=True)\ntime.sleep(600)';
  const results = await Promise.all(
    [python('print("begun", flush=True)\nwhile True: pass'), python(stubborn)].map((block) =>
      perform([block], { timeoutMs: 1000 }),
    ),
  );
  for (const { exit_code, output } of results) {
    assert.equal(exit_code, 124, output);
    assert.match(output, /^begun\n(Killed\n)?\nThe code did not end within 1 seconds, so it was ended\.\n$/);
  }
  return 'exit code 124, twice';
}

async function stops(): Promise<string> {
  const controller = new AbortController();
  const running = perform([shell('sleep 600')], { signal: controller.signal });
  const timer = setTimeout(() => controller.abort(new Error('stopped')), 3000);
  await assert.rejects(running, (error: Error) => {
    if (error instanceof NotHereError) throw error;
    return error.message === 'stopped';
  });
  clearTimeout(timer);
  return 'stopped';
}

/** While the files are read nothing can change them any more: else this loop would win now and then. */
async function noLinks(): Promise<string> {
  const swap = 'while :; do echo mine > f; rm -f f; ln -s /etc/hostname f; rm -f f; done';
  const results = await Promise.all([1, 2, 3].map(() => perform([shell(`(${swap}) >/dev/null 2>&1 & sleep 1`)])));
  const kept = results.map(({ files = {} }) => files['f']).flatMap((hash) => (hash ? [blobs.get(hash)] : []));
  assert.deepEqual(new Set([...kept, btoa('mine\n'), '']), new Set([btoa('mine\n'), '']));
  return `${results.length} tries`;
}

async function noImage(): Promise<string> {
  const { exit_code, output } = await perform([shell('true')], { image: 'localhost:9/troupe-none:1' });
  assert.equal(exit_code, 126);
  assert.match(output, /^The container could not be used: /);
  return output.trim().slice(0, 80);
}

async function floods(): Promise<string> {
  const { exit_code, output } = await perform([python('for _ in range(50): print("x" * 1_000_000)')]);
  assert.equal(exit_code, 0);
  assert.equal(output.length, 1_000_000);
  return '1 of 50 MB';
}
