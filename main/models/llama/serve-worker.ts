import { availableParallelism } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { assertNever } from '../../../shared/assert-never.ts';
import { failureText } from '../../../shared/failure.ts';
import { generate } from './generate.ts';
import type { LlamaLibrary } from './llama-library.ts';
import { LlamaRefusal } from './llama-refusal.ts';
import { type Loaded, ModelShelf } from './model-shelf.ts';
import { type FromWorker, type GenerateCall, ToWorker } from './worker-messages.ts';

export interface WorkerPorts {
  readonly send: (message: FromWorker) => void;
  /** Imports the library from a file. */
  readonly load?: (file: string) => Promise<LlamaLibrary>;
}

const LOG_DELAY_MS = 200;

/**
 * The process of local models: takes calls, does them with the library, tells what comes. Returns what takes each message.
 * Threads that wait for each other by turning in circles are very slow where there are more than processors: so half of
 * these, as AutoGen's client has it.
 */
export function serveWorker({ send, load = importLibrary }: WorkerPorts): (message: unknown) => void {
  const open = new Map<number, AbortController>();
  let shelf: Promise<{ loaded: Loaded; shelf: ModelShelf }> | undefined;

  const perform = async (id: number, call: GenerateCall, signal: AbortSignal): Promise<void> => {
    shelf ??= load(call.library).then(prepare);
    const { loaded, shelf: models } = await shelf;
    const threads = call.threads ?? Math.max(1, Math.floor(availableParallelism() / 2));
    const { model, contextSize, conversation } = call;
    const answer = await models.use({ model, contextSize, threads, conversation }, (seat) => {
      signal.throwIfAborted();
      const tell = (delta: object): void => send({ type: 'delta', id, ...delta } as FromWorker);
      return generate(seat, { llama: loaded.llama, call, signal, tell });
    });
    send({ type: 'end', id, answer });
  };

  const begin = async (id: number, call: GenerateCall): Promise<void> => {
    const controller = new AbortController();
    open.set(id, controller);
    try {
      await perform(id, call, controller.signal);
    } catch (error) {
      if (!controller.signal.aborted) send({ type: 'error', id, ...explain(error) });
    } finally {
      open.delete(id);
    }
  };

  return (raw) => {
    const message = ToWorker.parse(raw);
    switch (message.type) {
      case 'generate':
        return void begin(message.id, message.call);
      case 'cancel':
        return open.get(message.id)?.abort();
      case 'ping':
        return send({ type: 'pong' });
      default:
        return assertNever(message);
    }
  };
}

function explain(error: unknown): { code: LlamaRefusal['code'] | 'bad-response'; message: string } {
  if (error instanceof LlamaRefusal) return { code: error.code, message: error.message };
  return { code: 'bad-response', message: `Local models failed: ${failureText(error)}` };
}

async function importLibrary(file: string): Promise<LlamaLibrary> {
  return (await import(pathToFileURL(file).href)) as LlamaLibrary;
}

async function prepare(library: LlamaLibrary): Promise<{ loaded: Loaded; shelf: ModelShelf }> {
  let reason = '';
  const llama = await library.getLlama({
    // The packs hold no builds for other graphics processors.
    gpu: process.platform === 'darwin' && process.arch === 'arm64' ? 'auto' : false,
    build: 'never',
    skipDownload: true,
    maxThreads: availableParallelism(),
    logLevel: 'error',
    logger: (_level, message) => {
      reason = /error loading model: (.*)/.exec(message)?.[1]?.trim() ?? reason;
    },
  });
  const takeReason = async (): Promise<string> => {
    // What native code logs arrives by a way of its own, which may be the slower one.
    if (reason === '') await setTimeout(LOG_DELAY_MS);
    const taken = reason;
    reason = '';
    return taken;
  };
  const loaded = { library, llama, takeReason };
  return { loaded, shelf: new ModelShelf(loaded) };
}
