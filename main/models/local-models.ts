import type { LlamaHost } from './llama/llama-host.ts';

/** What clients of local models need of the engine: the process, the library and the files. */
export interface LocalModels {
  readonly host: Pick<LlamaHost, 'generate'>;
  /** File of the library; undefined where its pack is not installed. */
  library(): string | undefined;
  /** The file of a model: a path, or the name of one in the model folder. Undefined: there is none of this name. */
  find(model: string): string | undefined;
}
