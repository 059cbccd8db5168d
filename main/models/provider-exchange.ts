import { modelFailure, networkFailure, refusalFailure } from './model-failure.ts';
import { ModelError, type ModelNotice } from './model-client.ts';
import { LONGEST_TIMER_MS, type Patience } from './patience.ts';
import { providerFetch } from './provider-fetch.ts';
import { withoutKey } from './without-key.ts';
import { readRefusal } from './provider-refusal.ts';
import { retryAfterMs } from './retry-after.ts';
import { SilenceWatch } from './silence-watch.ts';
import type { ModelTraffic, Passage } from './traffic/model-traffic.ts';

/** What one call sends beside its body, and how patient it is. */
export interface ExchangeOptions {
  /** Who is asked, in words, for messages. */
  readonly label: string;
  readonly baseUrl: string;
  /** The key and the headers of the component. Of what an SDK adds, only `KEPT_HEADERS` go out besides. */
  readonly headers: Readonly<Record<string, string>>;
  /** Cut out of everything that the provider says. */
  readonly key: string | undefined;
  readonly signal: AbortSignal;
  readonly patience: Patience;
  /** Where it is not given, every call goes at once. */
  readonly traffic?: ModelTraffic | undefined;
}

/** SDKs read headers and keys from the environment by themselves, which would carry them to any host. */
const KEPT_HEADERS: ReadonlySet<string> = new Set(['accept', 'content-type', 'user-agent', 'anthropic-version']);
const BODY_START_LENGTH = 200;
const LONGEST_REFUSAL = 64 * 1024;

/** Puts the timers of SDKs out of the way: the exchange itself watches for silence. */
export const SDK_TIMEOUT_MS = LONGEST_TIMER_MS;

/**
 * One HTTP exchange with a provider: the `fetch` that its SDK is given.
 *
 * Contract:
 * - goes only to the origin of the base URL and follows no redirect, so a key stays where it belongs;
 * - what fails is kept in `failure`, because SDKs wrap, rename or swallow it.
 */
export class ProviderExchange {
  readonly label: string;
  readonly signal: AbortSignal;
  readonly #options: ExchangeOptions;
  readonly #silence = new AbortController();
  readonly #watch: SilenceWatch;
  #passage: Passage | undefined;
  #failure: ModelError | undefined;
  #bodyStart = '';

  /** @throws ModelError when the base URL is none. */
  constructor(options: ExchangeOptions) {
    this.#options = options;
    this.label = options.label;
    this.signal = options.signal;
    const { label, patience } = options;
    this.#watch = new SilenceWatch({ label, patience, onSilent: (failure) => this.#silence.abort(failure) });
    const url = URL.parse(options.baseUrl);
    if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
      throw modelFailure('bad-request', `"${options.baseUrl}" is no address: it must begin with http:// or https://.`);
    }
    if (url.username !== '') {
      throw modelFailure('bad-request', `The base URL at ${url.host} must not hold a name or password: use a header.`);
    }
  }

  get failure(): ModelError | undefined {
    return this.#failure;
  }

  /** Waits until the call may go. Whoever asks does this first, and `close` last. */
  async *enter(): AsyncGenerator<ModelNotice, void> {
    const { label, baseUrl, key, signal, traffic } = this.#options;
    if (traffic !== undefined) this.#passage = yield* traffic.enter({ label, baseUrl, key, signal });
  }

  /** Given to an SDK in place of the global one. */
  readonly fetch = async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    try {
      return this.#watched(await this.#send(input, init), init.signal);
    } catch (error) {
      this.#watch.stop();
      throw this.#fail(error);
    }
  };

  /** A piece of the answer could be read. */
  hearToken(): void {
    this.#watch.hearToken();
  }

  /** What the provider says, at most so much of it, without the key that it may repeat. */
  redact(text: string, most?: number): string {
    return withoutKey(text, { key: this.#options.key, ...(most !== undefined && { most }) });
  }

  /**
   * Hangs up. Whoever has read the answer, or has failed to, calls this: SDKs stop reading at the last event, not at the
   * end.
   */
  close(failure: ModelError | undefined): void {
    this.#watch.stop();
    this.#silence.abort();
    this.#passage?.leave(failure);
    this.#passage = undefined;
  }

  /** The error of a stream that ended without its finish event: nonsense where it held no event at all. */
  missingEnd({ hasEvents }: { readonly hasEvents: boolean }): ModelError {
    const start = this.#bodyStart.trim();
    if (hasEvents || start === '') {
      return modelFailure('stream-truncated', `${this.label} ended its stream before the answer was finished.`);
    }
    return modelFailure('bad-response', `${this.label} sent no answer of a model but: ${this.redact(start)}`);
  }

  async #send(input: string | URL | Request, init: RequestInit): Promise<Response> {
    const url = new URL(input instanceof Request ? input.url : input);
    if (url.origin !== new URL(this.#options.baseUrl).origin) {
      throw modelFailure(
        'bad-request',
        `${this.label} may only be asked at ${this.#options.baseUrl}, not at ${url.origin}.`,
      );
    }
    this.#watch.begin();
    const signals = [this.#options.signal, this.#silence.signal, ...(init.signal ? [init.signal] : [])];
    const response = await providerFetch(
      url,
      {
        method: init.method ?? 'GET',
        body: init.body ?? null,
        headers: this.#headers(init.headers),
        redirect: 'manual',
        signal: AbortSignal.any(signals),
      },
      this.#options.patience.connectMs,
    );
    const askedWaitMs = retryAfterMs(response.headers, Date.now());
    this.#passage?.hear(response.status, response.headers, askedWaitMs);
    if (!response.ok) throw await this.#refusal(response, askedWaitMs);
    if (response.headers.get('content-type')?.includes('text/html') === true) {
      throw modelFailure(
        'bad-response',
        `${this.label} answered with a web page. Is ${this.#options.baseUrl} its base URL?`,
      );
    }
    return response;
  }

  #headers(ofSdk: RequestInit['headers']): Headers {
    const headers = new Headers();
    for (const [name, value] of new Headers(ofSdk)) if (KEPT_HEADERS.has(name)) headers.set(name, value);
    for (const [name, value] of Object.entries(this.#options.headers)) {
      try {
        headers.set(name, value);
      } catch (cause) {
        throw modelFailure('bad-request', `The header "${name}" holds characters that cannot be sent.`, { cause });
      }
    }
    return headers;
  }

  async #refusal(response: Response, askedWaitMs: number | undefined): Promise<ModelError> {
    const location = response.headers.get('location');
    if (location !== null && response.status < 400) {
      const message = `${this.label} at ${this.#options.baseUrl} redirects to ${location}. Set that as its base URL if you trust it.`;
      return modelFailure('bad-response', message, { status: response.status });
    }
    const { kind, text, waitMs } = readRefusal(this.redact(await beginningOf(response)));
    return refusalFailure({
      label: this.label,
      status: response.status,
      kind,
      text: text === '' ? this.redact(response.statusText) : text,
      keySent: this.#options.key !== undefined,
      retryAfterMs: askedWaitMs ?? waitMs,
    });
  }

  /** The same response, its body watched for silence, errors and its first characters. */
  #watched(response: Response, ofSdk: AbortSignal | null | undefined): Response {
    const reader = response.body?.getReader();
    if (reader === undefined) return response;
    const decoder = new TextDecoder();
    let isCancelled = false;
    const body = new ReadableStream<Uint8Array>({
      pull: async (controller) => {
        try {
          const { done, value } = await reader.read();
          if (isCancelled) return;
          if (done) {
            this.#watch.stop();
            controller.close();
            return;
          }
          this.#watch.hear(value);
          if (this.#bodyStart.length < BODY_START_LENGTH) {
            this.#bodyStart = (this.#bodyStart + decoder.decode(value, { stream: true })).slice(0, BODY_START_LENGTH);
          }
          controller.enqueue(value);
        } catch (error) {
          this.#watch.stop();
          // An SDK that cannot read an answer hangs up first: that is no failure of the connection.
          controller.error(ofSdk?.aborted === true && !this.#silence.signal.aborted ? error : this.#fail(error));
        }
      },
      cancel: async (reason) => {
        isCancelled = true;
        this.#watch.stop();
        await reader.cancel(reason);
      },
    });
    return new Response(body, { status: response.status, headers: response.headers });
  }

  #fail(error: unknown): ModelError {
    const where = new URL(this.#options.baseUrl).origin;
    const { connectMs } = this.#options.patience;
    this.#failure ??=
      error instanceof ModelError ? error : networkFailure(error, { label: this.label, where, connectMs });
    return this.#failure;
  }
}

/** Enough of a body to read an error from it. */
async function beginningOf({ body }: Response): Promise<string> {
  if (body === null) return '';
  const decoder = new TextDecoder();
  let text = '';
  for await (const part of body) {
    text += decoder.decode(part, { stream: true });
    if (text.length >= LONGEST_REFUSAL) break;
  }
  return text;
}
