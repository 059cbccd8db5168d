import { stat } from 'node:fs/promises';
import { failureText } from '../../../shared/failure.ts';
import { checkModelFile } from './check-model-file.ts';
import type { Llama, LlamaChat, LlamaContext, LlamaLibrary, LlamaModel, LlamaSequence } from './llama-library.ts';
import { LlamaRefusal } from './llama-refusal.ts';
import type { ModelChoice } from './worker-messages.ts';

/** More than these are closed, the longest unused first. */
const MOST_MODELS = 2;
const MOST_CONTEXTS = 8;
const USUAL_CONTEXT_SIZE = 4096;

export interface SeatQuestion {
  readonly model: ModelChoice;
  readonly contextSize: number | undefined;
  readonly threads: number;
  readonly conversation: string;
}

/** Where one conversation takes place: a loaded model and what of the conversation was read already. */
export interface Seat {
  readonly model: LlamaModel;
  readonly context: LlamaContext;
  readonly sequence: LlamaSequence;
  readonly chat: LlamaChat;
}

interface KeptModel {
  readonly model: Promise<LlamaModel>;
  users: number;
}

interface KeptSeat {
  readonly kept: KeptModel;
  readonly wanted: string;
  readonly seat: Seat;
  users: number;
}

/** The library, and the reason that it logged last: its errors do not say it. */
export interface Loaded {
  readonly library: LlamaLibrary;
  readonly llama: Llama;
  readonly takeReason: () => Promise<string>;
}

/** Keeps models and conversations in memory, a few of each, and closes unused ones where room is needed. */
export class ModelShelf {
  readonly #loaded: Loaded;
  /** In the order of their last use. */
  readonly #models = new Map<string, KeptModel>();
  readonly #seats = new Map<string, KeptSeat>();
  readonly #turns = new Map<string, Promise<void>>();

  constructor(loaded: Loaded) {
    this.#loaded = loaded;
  }

  /** Does something in a conversation. Calls of the same one wait for each other. @throws LlamaRefusal */
  async use<T>(question: SeatQuestion, act: (seat: Seat) => Promise<T>): Promise<T> {
    const { conversation } = question;
    const before = this.#turns.get(conversation) ?? Promise.resolve();
    const turn = before.then(() => this.#sit(question, act));
    const settled = turn.then(
      () => undefined,
      () => undefined,
    );
    this.#turns.set(conversation, settled);
    void settled.then(() => {
      if (this.#turns.get(conversation) === settled) this.#turns.delete(conversation);
    });
    return turn;
  }

  async #sit<T>(question: SeatQuestion, act: (seat: Seat) => Promise<T>): Promise<T> {
    const kept = await this.#takeModel(question.model);
    try {
      const taken = await this.#takeSeat(question, kept);
      try {
        return await act(taken.seat);
      } finally {
        taken.users -= 1;
      }
    } finally {
      kept.users -= 1;
      await this.#tidy();
    }
  }

  /** The loaded model, counted as used from the first moment: nobody may close it in between. */
  async #takeModel(choice: ModelChoice): Promise<KeptModel> {
    await checkModelFile(choice.path);
    const { size, mtimeMs } = await stat(choice.path);
    const key = JSON.stringify([choice, size, mtimeMs]);
    const kept = this.#models.get(key) ?? { model: this.#withRoom(() => this.#load(choice)), users: 0 };
    kept.users += 1;
    this.#models.delete(key);
    this.#models.set(key, kept); // now the last one used
    try {
      await kept.model;
      return kept;
    } catch (error) {
      this.#models.delete(key);
      throw await this.#explain(error, `${choice.path} cannot be loaded`);
    }
  }

  #load({ path, gpuLayers }: ModelChoice): Promise<LlamaModel> {
    const layers = gpuLayers === undefined ? {} : { gpuLayers: gpuLayers < 0 ? ('max' as const) : gpuLayers };
    return this.#loaded.llama.loadModel({ modelPath: path, ...layers });
  }

  /** The conversation's place, counted as used; made where it is not there or is another one than wanted. */
  async #takeSeat(question: SeatQuestion, kept: KeptModel): Promise<KeptSeat> {
    const { conversation, threads } = question;
    const size = contextSize(question, await kept.model);
    const wanted = JSON.stringify([size, threads]);
    const known = this.#seats.get(conversation);
    const isFitting = known?.kept === kept && known.wanted === wanted;
    if (known !== undefined && !isFitting) await this.#leave(conversation, known);
    const taken = isFitting ? known : { kept, wanted, seat: await this.#makeSeat(question, kept, size), users: 0 };
    taken.users += 1;
    this.#seats.delete(conversation);
    this.#seats.set(conversation, taken); // now the last one used
    return taken;
  }

  async #makeSeat({ threads, model: { path } }: SeatQuestion, kept: KeptModel, size: number): Promise<Seat> {
    const model = await kept.model;
    try {
      const context = await this.#withRoom(() => model.createContext({ contextSize: size, threads }));
      const sequence = context.getSequence();
      return { model, context, sequence, chat: new this.#loaded.library.LlamaChat({ contextSequence: sequence }) };
    } catch (error) {
      throw await this.#explain(error, `There is no room for a conversation of ${size} tokens with ${path}`);
    }
  }

  /** Makes something that needs memory; where there is too little, unused things are closed first. */
  async #withRoom<T>(make: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await make();
      } catch (error) {
        if (!this.#isMemory(error) || !(await this.#closeOne(0, 0))) throw error;
      }
    }
  }

  async #tidy(): Promise<void> {
    while (await this.#closeOne(MOST_MODELS, MOST_CONTEXTS));
  }

  /** Closes the longest unused conversation, or else model, where there are more than these. False: there is none. */
  async #closeOne(models: number, contexts: number): Promise<boolean> {
    const [conversation, seat] = [...this.#seats].find(([, { users }]) => users === 0) ?? [];
    if (conversation !== undefined && seat !== undefined && this.#seats.size > contexts) {
      await this.#leave(conversation, seat);
      return true;
    }
    const [key, kept] = [...this.#models].find(([, { users }]) => users === 0) ?? [];
    if (key === undefined || kept === undefined || this.#models.size <= models) return false;
    this.#models.delete(key);
    for (const [name, its] of this.#seats) if (its.kept === kept) await this.#leave(name, its);
    await (await kept.model).dispose();
    return true;
  }

  async #leave(conversation: string, { seat }: KeptSeat): Promise<void> {
    this.#seats.delete(conversation);
    await seat.context.dispose();
  }

  #isMemory(error: unknown): boolean {
    return error instanceof this.#loaded.library.InsufficientMemoryError;
  }

  async #explain(error: unknown, what: string): Promise<unknown> {
    if (error instanceof LlamaRefusal) return error;
    if (this.#isMemory(error)) {
      return new LlamaRefusal(
        'bad-request',
        `${what}: this machine has too little free memory. Choose a smaller model or a smaller n_ctx.`,
      );
    }
    const reason = (await this.#loaded.takeReason()) || failureText(error);
    return new LlamaRefusal('bad-request', `${what}: ${reason}.`);
  }
}

function contextSize({ contextSize: asked, model: { path } }: SeatQuestion, { trainContextSize }: LlamaModel): number {
  if (asked === undefined) return Math.min(USUAL_CONTEXT_SIZE, trainContextSize);
  if (asked <= trainContextSize) return asked;
  const message = `n_ctx is ${asked}, but the model of ${path} was made for ${trainContextSize} tokens at most.`;
  throw new LlamaRefusal('bad-request', message);
}
