import type { ClientLink } from '@orpc/client';
import { createStore, type StoreApi } from 'zustand/vanilla';

/** `refused`: the engine does not know this page; only the address that the terminal printed helps. */
export type ConnectionState = 'connecting' | 'open' | 'lost' | 'refused';

export type EngineLink = ClientLink<Record<never, never>>;

/** One open line to the engine. */
export interface Line {
  readonly link: EngineLink;
  /** Settles when the line is gone, for whatever reason. */
  readonly closed: Promise<void>;
}

/** Opens one line. Throws `RefusedError` where trying again is no use, any other error where it is. */
export type Dial = () => Promise<Line>;

/** Thrown by a `Dial` when the engine does not accept this page. */
export class RefusedError extends Error {
  constructor() {
    super('The engine does not accept this page: its session is unknown.');
    this.name = 'RefusedError';
  }
}

export interface ConnectionOptions {
  readonly dial: Dial;
  /** Waits before the next try. */
  readonly wait: (ms: number) => Promise<void>;
}

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 5000;

/**
 * Keeps a line to the engine open, for the life of the page.
 *
 * Contract:
 * - `link()` waits until a line is open, so a call made while the line is down is made when it is back;
 * - calls in flight when a line is lost reject; a stream is taken up again by calling it again from the last sequence;
 * - after a refusal nothing is tried any more.
 */
export class Connection {
  readonly state: StoreApi<{ readonly state: ConnectionState }> = createStore(() => ({
    state: 'connecting' as ConnectionState,
  }));
  readonly #dial: Dial;
  readonly #wait: (ms: number) => Promise<void>;
  #line: PromiseWithResolvers<EngineLink> = Promise.withResolvers<EngineLink>();

  constructor({ dial, wait }: ConnectionOptions) {
    this.#dial = dial;
    this.#wait = wait;
  }

  link(): Promise<EngineLink> {
    return this.#line.promise;
  }

  /** Runs until the page is refused. */
  async start(): Promise<void> {
    let waitMs = FIRST_WAIT_MS;
    for (;;) {
      try {
        const line = await this.#dial();
        waitMs = FIRST_WAIT_MS;
        this.#line.resolve(line.link);
        this.state.setState({ state: 'open' });
        await line.closed;
        this.#line = Promise.withResolvers<EngineLink>();
        this.state.setState({ state: 'lost' });
      } catch (error) {
        if (error instanceof RefusedError) {
          this.state.setState({ state: 'refused' });
          return;
        }
        await this.#wait(waitMs);
        waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
      }
    }
  }
}
