import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { ContentHash } from '../../shared/ids.ts';
import { digestText } from '../core/digest.ts';
import type { BlobStore } from '../core/store.ts';
import type { WorkFolder } from '../../shared/run/work-folder.ts';
import type { CodeBlock, CodeResult } from './code-executor.ts';
import { DockerPrograms } from './docker-programs.ts';
import type { DockerContainer, DockerLibrary } from './docker-library.ts';
import { LocalPrograms } from './local-programs.ts';
import { OnDiskExecutor, type Programs } from './on-disk-executor.ts';
import { PassThrough } from 'node:stream';

class MemoryBlobs implements BlobStore {
  readonly contents = new Map<string, string>();
  put(content: string): ContentHash {
    const hash = ContentHash.parse(digestText(content));
    this.contents.set(hash, content);
    return hash;
  }
  get(hash: ContentHash): string | undefined {
    return this.contents.get(hash);
  }
}

const blobs = new MemoryBlobs();
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const sh = (code: string, language = 'sh'): CodeBlock => ({ language, code });

function run(
  programs: Programs,
  blocks: CodeBlock[],
  { folder = {}, signal = new AbortController().signal }: { folder?: WorkFolder; signal?: AbortSignal } = {},
): Promise<CodeResult> {
  return new OnDiskExecutor({ programs, blobs }).execute(blocks, { signal }, folder);
}

const local = (timeoutMs = 60_000): LocalPrograms =>
  new LocalPrograms({ timeoutMs, env: { PATH: process.env['PATH'] ?? '' }, platform: 'linux' });

it('runs programs of this machine in a folder that goes on, and tidies up', async () => {
  const folder = { 'a/old.txt': blobs.put(base64('old')), gone: blobs.put(base64('x')) };
  const result = await run(local(), [sh('cat a/old.txt; rm gone; echo new > b.txt'), sh('echo; pwd; ls a *.txt')], {
    folder,
  });
  const [old, place = '', ...found] = result.output.split('\n');
  expect([old, place.includes('troupe-code-'), found]).toEqual(['old', true, ['b.txt', '', 'a:', 'old.txt', '']]);
  expect(result.files).toEqual({ 'b.txt': blobs.put(base64('new\n')), gone: null });
  expect(existsSync(place)).toBe(false);
});

it('writes no program through a link that the block before has put in its place', async () => {
  const target = join(mkdtempSync(join(tmpdir(), 'troupe-link-')), 'mine');
  writeFileSync(target, 'mine');
  const next = sh('echo next');
  const link = `tmp_code_${digestText(next.code).slice(0, 12)}.sh`;
  expect(await run(local(), [sh(`ln -s ${target} ${link}`), next])).toEqual({ exit_code: 0, output: 'next\n' });
  expect(readFileSync(target, 'utf8')).toBe('mine');
  rmSync(dirname(target), { recursive: true });
});

it('ends at the first block that fails, with what it printed to both outputs', async () => {
  expect(await run(local(), [sh('echo out; echo err >&2; exit 3'), sh('echo never')])).toEqual({
    exit_code: 3,
    output: 'out\nerr\n',
  });
});

it('gives programs the environment that it was given, and no other', async () => {
  process.env['TROUPE_TEST_SECRET'] = 'secret';
  const { output } = await run(local(), [sh('env')]);
  delete process.env['TROUPE_TEST_SECRET'];
  expect(output).not.toContain('secret');
});

it('ends what does not end by itself, with all that it started', async () => {
  const { exit_code, output } = await run(local(200), [sh('echo begun; sleep 600 & wait')]);
  expect([exit_code, output]).toEqual([124, 'begun\n\nThe code did not end within 0.2 seconds, so it was ended.\n']);
});

it('ends with a stop', async () => {
  const controller = new AbortController();
  const running = run(local(), [sh('sleep 600')], { signal: controller.signal });
  controller.abort(new Error('stopped'));
  await expect(running).rejects.toThrow('stopped');
});

it('says what this machine does not run', async () => {
  const nowhere = new LocalPrograms({ timeoutMs: 1000, env: { PATH: '/nowhere' }, platform: 'linux' });
  expect(await run(nowhere, [sh('print(1)', 'python')])).toEqual({
    exit_code: 127,
    output: 'This machine does not run it: spawn python3 ENOENT.\n',
  });
  expect(await run(local(), [sh('x', 'ruby')])).toEqual({
    exit_code: 126,
    output: 'A block of "ruby" cannot be run here.\n',
  });
});

it.each([
  ['600 files', 'for i in $(seq 600); do echo x > $i; done'],
  ['2 files with 17 MB', 'head -c 16500000 /dev/zero > large; echo x > small'],
])('keeps nothing of a folder that has grown too large (%s)', async (held, code) => {
  const { exit_code, output, files } = await run(local(), [sh(code)]);
  expect([exit_code, files]).toEqual([1, undefined]);
  expect(output).toBe(
    `The work folder holds ${held}. At most 500 files with 16 MB are kept: what was changed is lost.\n`,
  );
});

interface HostConfig {
  readonly Binds: string[];
  readonly Memory?: number;
  readonly PidsLimit?: number;
}

/** A container engine in words: what it was asked, and programs that print what they are called with. */
class FakeDocker implements DockerLibrary {
  readonly told: string[] = [];
  readonly limits: unknown[] = [];
  #isThere: boolean;
  constructor(isThere: boolean) {
    this.#isThere = isThere;
  }
  async createContainer(wanted: { Image: string; HostConfig: HostConfig }): Promise<DockerContainer> {
    const { Binds, Memory, PidsLimit } = wanted.HostConfig;
    this.told.push(`create ${wanted.Image} ${Binds[0]?.replace(/^.*:/, '')}`);
    this.limits.push({ Memory, PidsLimit });
    if (!this.#isThere) throw Object.assign(new Error('no such image'), { statusCode: 404 });
    return {
      start: async () => this.told.push('start'),
      exec: async (wanted: object) => ({
        start: async () => {
          const stream = new PassThrough();
          stream.end((wanted as { Cmd: string[] }).Cmd.join(' ').replace(/tmp_code_.{12}/, 'FILE'));
          return stream;
        },
        inspect: async () => ({ ExitCode: 0 }),
      }),
      remove: async () => this.told.push('remove'),
    };
  }
  async fetchImage(name: string): Promise<void> {
    this.told.push(`fetch ${name}`);
    this.#isThere = true;
  }
  demux(stream: NodeJS.ReadableStream, into: NodeJS.WritableStream): void {
    stream.pipe(into);
  }
}

it('runs the blocks of a step in one container that sees the folder, and removes it', async () => {
  const docker = new FakeDocker(false);
  const wrapped = 'sh -c "$@"; code=$?; chmod -R a+rwX . 2>/dev/null; exit $code sh timeout -k 2 30';
  const programs = new DockerPrograms({ library: async () => docker, image: 'python:3-slim', timeoutMs: 30_000 });
  expect(await run(programs, [sh('print(1)', 'python'), sh('ls')])).toEqual({
    exit_code: 0,
    output: `${wrapped} python FILE.py${wrapped} sh FILE.sh`,
  });
  expect(docker.told).toEqual([
    'create python:3-slim /workspace',
    'fetch python:3-slim',
    'create python:3-slim /workspace',
    'start',
    'remove',
  ]);
});

it('lets a container use no more memory and processes than its executor says, or than is usual', async () => {
  const docker = new FakeDocker(true);
  const options = { library: async () => docker, image: 'x', timeoutMs: 1000 };
  await run(new DockerPrograms(options), [sh('ls')]);
  await run(new DockerPrograms({ ...options, memoryMb: 64 }), [sh('ls')]);
  expect(docker.limits).toEqual([
    { Memory: 536_870_912, PidsLimit: 256 },
    { Memory: 67_108_864, PidsLimit: 256 },
  ]);
});

it('begins nothing in a container that comes when a stop was asked for', async () => {
  const docker = new FakeDocker(true);
  const controller = new AbortController();
  const library = async (): Promise<DockerLibrary> => {
    controller.abort(new Error('stopped'));
    return docker;
  };
  const running = run(new DockerPrograms({ library, image: 'x', timeoutMs: 1000 }), [sh('ls')], controller);
  await expect(running).rejects.toThrow('stopped');
  expect(docker.told).toEqual(['create x /workspace', 'start', 'remove']);
});

it('says where no container engine answers', async () => {
  const refused = Object.assign(new Error('connect ENOENT'), { code: 'ENOENT' });
  const programs = new DockerPrograms({ library: () => Promise.reject(refused), image: 'x', timeoutMs: 1000 });
  expect(await run(programs, [sh('ls')])).toEqual({
    exit_code: 126,
    output:
      'No container engine answers here (ENOENT). Start Docker, or let this code run in the sandbox (Settings, Code).\n',
  });
});
