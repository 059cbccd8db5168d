import { failureText } from '../../shared/failure.ts';
import type { OtlpClient } from './otlp-client.ts';
import type { Span } from './span.ts';
import type { TraceTarget } from './trace-target.ts';

const SEND_AFTER_MS = 1000;
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
  #client: Promise<OtlpClient> | undefined;
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

  /** The same, for at most so long. */
  async close(withinMs: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<true>((resolve) => (timer = setTimeout(resolve, withinMs, true)));
    if (await Promise.race([this.flush(), late])) this.#tell('it had not answered when Troupe ended');
    clearTimeout(timer);
  }

  async #send(): Promise<void> {
    const spans = this.#waiting;
    this.#waiting = [];
    if (spans.length === 0) return;
    try {
      const error = await (await this.#connect())(spans);
      if (error !== undefined) this.#tell(reasonOf(error));
    } catch (error) {
      this.#tell(failureText(error));
    }
  }

  /** Loads OpenTelemetry with the first spans. */
  #connect(): Promise<OtlpClient> {
    const { target, version } = this.#options;
    this.#client ??= import('./otlp-client.ts').then(({ createOtlpClient }) => createOtlpClient(target, version));
    return this.#client;
  }

  #tell(reason: string): void {
    if (this.#hasProblem) return;
    this.#hasProblem = true;
    this.#options.onProblem(
      `Traces are not complete: the receiver at ${new URL(this.#options.target.url).host} did not take them (${reason}).`,
    );
  }
}

/** A refusal by its status, whose text says little; what has none in words. */
function reasonOf(error: Error): string {
  return 'code' in error && typeof error.code === 'number' ? `it answered ${error.code}` : failureText(error);
}
