import { failureText } from '../../shared/failure.ts';
import type { Span } from './span.ts';
import type { TraceTarget } from './trace-target.ts';

const SEND_AFTER_MS = 1000;
const TIME_LIMIT_MS = 10_000;
/** What comes faster than it is sent is left out beyond this. */
const MOST_WAITING = 4096;

export interface ExporterOptions {
  readonly target: TraceTarget;
  readonly version: string;
  /** Told once, of the first batch that could not be sent. */
  readonly onProblem: (message: string) => void;
}

/** Sends spans beside the runs: nothing waits for it, and what cannot be sent is left out. */
export class TraceExporter {
  readonly #options: ExporterOptions;
  #waiting: Span[] = [];
  #timer: NodeJS.Timeout | undefined;
  #sending: Promise<void> = Promise.resolve();
  #hasProblem = false;

  constructor(options: ExporterOptions) {
    this.#options = options;
  }

  add(spans: readonly Span[]): void {
    if (spans.length === 0) return;
    if (this.#waiting.length >= MOST_WAITING) return this.#tell('it takes spans more slowly than they come');
    this.#waiting.push(...spans);
    this.#timer ??= setTimeout(() => void this.flush(), SEND_AFTER_MS).unref();
  }

  /** Resolves when all that was added is sent or given up. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#sending = this.#sending.then(() => this.#send());
    return this.#sending;
  }

  async #send(): Promise<void> {
    const spans = this.#waiting;
    this.#waiting = [];
    if (spans.length === 0) return;
    const { target, version } = this.#options;
    try {
      const { encodeSpans } = await import('./encode-spans.ts');
      const response = await fetch(target.url, {
        method: 'POST',
        redirect: 'error',
        headers: {
          ...target.headers,
          'content-type': target.protocol === 'http/json' ? 'application/json' : 'application/x-protobuf',
        },
        body: encodeSpans(spans, { ...target, version }),
        signal: AbortSignal.timeout(TIME_LIMIT_MS),
      });
      await response.body?.cancel();
      if (!response.ok) this.#tell(`it answered ${response.status}`);
    } catch (error) {
      this.#tell(failureText(error));
    }
  }

  #tell(reason: string): void {
    if (this.#hasProblem) return;
    this.#hasProblem = true;
    this.#options.onProblem(
      `Traces are not complete: the receiver at ${new URL(this.#options.target.url).host} did not take them (${reason}).`,
    );
  }
}
