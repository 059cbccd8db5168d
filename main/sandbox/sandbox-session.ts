import { SandboxError } from './sandbox-error.ts';
import type { SandboxAnswer, SandboxLanguage, SandboxRequest } from './sandbox-messages.ts';
import type { SandboxPool } from './sandbox-pool.ts';
import type { AskOptions, SandboxProcess } from './sandbox-process.ts';

/** A process that nobody asked for this long is given back to the machine; the next call takes another. */
const IDLE_MS = 60_000;

/**
 * The sandbox as one agent of one run has it: a process for each language, taken from the pool by the first call, thrown away
 * with the run. Calls wait for each other, so that what one leaves in memory cannot be met in the middle by the next.
 */
export class SandboxSession {
  readonly #pool: Pick<SandboxPool, 'take'>;
  readonly #memoryMb: number;
  readonly #processes = new Map<SandboxLanguage, SandboxProcess>();
  readonly #queues = new Map<SandboxLanguage, Promise<unknown>>();
  readonly #idleMs: number;
  #openCalls = 0;
  #idle: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(pool: Pick<SandboxPool, 'take'>, memoryMb: number, idleMs = IDLE_MS) {
    this.#pool = pool;
    this.#memoryMb = memoryMb;
    this.#idleMs = idleMs;
  }

  /** @throws SandboxError where no answer came; the signal's reason once it is aborted. */
  ask(request: SandboxRequest, options: AskOptions): Promise<SandboxAnswer> {
    const before = this.#queues.get(request.language) ?? Promise.resolve();
    const answer = before.then(() => this.#askNow(request, options));
    this.#queues.set(
      request.language,
      answer.catch(() => undefined),
    );
    return answer;
  }

  close(): void {
    this.#isClosed = true;
    this.#drop();
  }

  async #askNow(request: SandboxRequest, options: AskOptions): Promise<SandboxAnswer> {
    options.signal.throwIfAborted();
    clearTimeout(this.#idle);
    this.#openCalls += 1;
    try {
      return await (await this.#processFor(request.language)).ask(request, options);
    } finally {
      this.#openCalls -= 1;
      if (this.#openCalls === 0) this.#idle = setTimeout(() => this.#drop(), this.#idleMs).unref();
    }
  }

  async #processFor(language: SandboxLanguage): Promise<SandboxProcess> {
    const known = this.#processes.get(language);
    if (known?.isUsable) return known;
    const taken = await this.#pool.take({ language, memoryMb: this.#memoryMb });
    if (this.#isClosed) {
      taken.kill();
      throw new SandboxError('ended', 'The run has ended.');
    }
    this.#processes.set(language, taken);
    return taken;
  }

  #drop(): void {
    clearTimeout(this.#idle);
    for (const one of this.#processes.values()) one.kill();
    this.#processes.clear();
  }
}
