import { pathToFileURL } from 'node:url';
import * as z from 'zod';

/** What is used of a container engine. */
export interface DockerLibrary {
  createContainer(wanted: object): Promise<DockerContainer>;
  /** Fetches an image, to its end. */
  fetchImage(name: string): Promise<void>;
  /** Writes what programs print, of both streams, into one. */
  demux(stream: NodeJS.ReadableStream, into: NodeJS.WritableStream): void;
}

export interface DockerContainer {
  start(): Promise<unknown>;
  exec(wanted: object): Promise<{
    start(options: object): Promise<NodeJS.ReadableStream>;
    inspect(): Promise<{ readonly ExitCode: number | null }>;
  }>;
  remove(options: { readonly force: boolean }): Promise<unknown>;
}

/** `dockerode`, as it is in its pack. It finds the engine by DOCKER_HOST, else at the usual place. */
interface Dockerode extends Pick<DockerLibrary, 'createContainer'> {
  pull(name: string): Promise<NodeJS.ReadableStream>;
  readonly modem: {
    demuxStream(stream: NodeJS.ReadableStream, out: NodeJS.WritableStream, err: NodeJS.WritableStream): void;
    followProgress(stream: NodeJS.ReadableStream, done: (error: Error | null) => void): void;
  };
}

const Module = z.looseObject({ default: z.custom<new () => Dockerode>((value) => typeof value === 'function') });

/** Loads the library from the file of its pack. */
export async function loadDocker(file: string): Promise<DockerLibrary> {
  const { default: Docker } = Module.parse(await import(pathToFileURL(file).href));
  const docker = new Docker();
  return {
    createContainer: (wanted) => docker.createContainer(wanted),
    fetchImage: async (name) => {
      const stream = await docker.pull(name);
      await new Promise<void>((resolve, reject) => {
        docker.modem.followProgress(stream, (error) => (error === null ? resolve() : reject(error)));
      });
    },
    demux: (stream, into) => docker.modem.demuxStream(stream, into, into),
  };
}
