import { PassThrough } from 'node:stream';
import { finished } from 'node:stream/promises';
import { failureText } from '../../shared/failure.ts';
import type { DockerContainer, DockerLibrary } from './docker-library.ts';
import type { Ended, Interpreter, Programs } from './on-disk-executor.ts';

/** More of what a program prints is dropped. */
const MAX_OUTPUT = 1_000_000;
const CANNOT_RUN = 126;
const TIMED_OUT = 124;
const KILLED = 137;
/** What does not end when it is told to is ended for good after so many seconds. */
const GRACE_SECONDS = '2';
/** A container of which nobody takes leave, because Troupe was killed, goes by itself. */
const LONGEST_LIFE_SECONDS = '86400';
/** What programs made as the container's own user is opened to whoever started Troupe, who reads and removes it. */
const OPENED = '"$@"; code=$?; chmod -R a+rwX . 2>/dev/null; exit $code';
/** What a container may use of this machine, where its executor says nothing of it. */
const MEMORY_MB = 512;
const MOST_PROCESSES = 256;
/** Where a container sees the work folder. */
const INSIDE = '/workspace';
const SHELL: Interpreter = { command: ['sh'], ending: '.sh' };
const PYTHON: Interpreter = { command: ['python'], ending: '.py' };
const INTERPRETERS: ReadonlyMap<string, Interpreter> = new Map([
  ...['python', 'py', 'python3'].map((name) => [name, PYTHON] as const),
  ...['sh', 'shell'].map((name) => [name, SHELL] as const),
  ['bash', { command: ['bash'], ending: '.sh' }],
  ...['javascript', 'js'].map((name) => [name, { command: ['node'], ending: '.mjs' }] as const),
]);

export interface DockerProgramsOptions {
  /** Its library; rejects where it is not installed. */
  readonly library: () => Promise<DockerLibrary>;
  readonly image: string;
  /** Of one block, by the `timeout` of the image. */
  readonly timeoutMs: number;
  /** Of one container. */
  readonly memoryMb?: number | undefined;
}

/** Programs in a container: one a step, which sees nothing of this machine but the work folder, and is removed after it. */
export class DockerPrograms implements Programs {
  readonly #options: DockerProgramsOptions;
  readonly #containers = new Map<string, DockerContainer>();

  constructor(options: DockerProgramsOptions) {
    this.#options = options;
  }

  interpreter(language: string): Interpreter | undefined {
    return INTERPRETERS.get(language);
  }

  async run(command: readonly string[], folder: string, signal: AbortSignal): Promise<Ended> {
    signal.throwIfAborted();
    const stop = (): void => void this.leave(folder);
    signal.addEventListener('abort', stop, { once: true });
    try {
      const docker = await this.#options.library();
      const container = this.#containers.get(folder) ?? (await this.#begin(docker, folder));
      signal.throwIfAborted(); // the container was not there yet when it was asked to go
      const seconds = String(Math.ceil(this.#options.timeoutMs / 1000));
      const begunMs = performance.now();
      const exec = await container.exec({
        Cmd: ['sh', '-c', OPENED, 'sh', 'timeout', '-k', GRACE_SECONDS, seconds, ...command],
        AttachStdout: true,
        AttachStderr: true,
        WorkingDir: INSIDE,
      });
      const output = await allOf(await exec.start({}), docker);
      signal.throwIfAborted();
      const { ExitCode: exitCode } = await exec.inspect();
      const isLate = performance.now() - begunMs >= Number(seconds) * 1000;
      if (!isLate || (exitCode !== TIMED_OUT && exitCode !== KILLED)) return { exitCode: exitCode ?? 1, output };
      return {
        exitCode: TIMED_OUT,
        output: `${output}\nThe code did not end within ${seconds} seconds, so it was ended.\n`,
      };
    } catch (error) {
      signal.throwIfAborted();
      return { exitCode: CANNOT_RUN, output: `${explained(error)}\n` };
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  async leave(folder: string): Promise<void> {
    const container = this.#containers.get(folder);
    this.#containers.delete(folder);
    await container?.remove({ force: true }).catch(() => undefined); // it is gone already
  }

  async #begin(docker: DockerLibrary, folder: string): Promise<DockerContainer> {
    const { image, memoryMb = MEMORY_MB } = this.#options;
    const wanted = {
      Image: image,
      Cmd: ['sleep', LONGEST_LIFE_SECONDS],
      WorkingDir: INSIDE,
      HostConfig: {
        Binds: [`${folder}:${INSIDE}`],
        AutoRemove: true,
        Init: true,
        Memory: memoryMb * 1024 * 1024,
        PidsLimit: MOST_PROCESSES,
      },
    };
    const container = await docker.createContainer(wanted).catch(async (error: unknown) => {
      if ((error as { statusCode?: number }).statusCode !== 404) throw error;
      await docker.fetchImage(image);
      return docker.createContainer(wanted);
    });
    this.#containers.set(folder, container);
    await container.start();
    return container;
  }
}

/** Both of its streams, as they came. */
async function allOf(stream: NodeJS.ReadableStream, docker: DockerLibrary): Promise<string> {
  let output = '';
  const sink = new PassThrough();
  sink.setEncoding('utf8').on('data', (text: string) => (output = (output + text).slice(0, MAX_OUTPUT)));
  docker.demux(stream, sink);
  await finished(stream, { writable: false });
  return output;
}

function explained(error: unknown): string {
  const { code } = error as { code?: string };
  if (code === 'ENOENT' || code === 'ECONNREFUSED' || code === 'EACCES') {
    return `No container engine answers here (${code}). Start Docker, or let this code run in the sandbox (Settings, Code).`;
  }
  return `The container could not be used: ${failureText(error)}`;
}
