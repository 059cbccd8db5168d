import type { ModelError } from './model-client.ts';
import { modelFailure } from './model-failure.ts';
import { type Patience, patienceWords } from './patience.ts';

interface SilenceWatchOptions {
  /** Who is listened to, in words. */
  readonly label: string;
  readonly patience: Patience;
  /** Patience is over. */
  readonly onSilent: (failure: ModelError) => void;
}

/** Packets up to this length may be nothing but a sign of life. */
const LONGEST_KEEP_ALIVE = 256;
const KEEP_ALIVE = /^(\s*|:.*|event: *ping|data: *\{"type": *"ping"\})$/;

/**
 * Watches an answer for silence: before its first piece, between pieces, and in the whole. A server that only says that it
 * is still there is silent.
 */
export class SilenceWatch {
  readonly #options: SilenceWatchOptions;
  #silence: NodeJS.Timeout | undefined;
  #whole: NodeJS.Timeout | undefined;
  #hasToken = false;
  #isOver = false;

  constructor(options: SilenceWatchOptions) {
    this.#options = options;
  }

  /** The call begins now. */
  begin(): void {
    const { wholeMs } = this.#options.patience;
    const why = `${this.#options.label} did not come to an end of its answer in ${patienceWords(wholeMs)}.`;
    this.#whole ??= setTimeout(() => this.#end(modelFailure('timed-out', why)), wholeMs);
    this.#waitAgain();
  }

  /** Bytes of the answer came. */
  hear(bytes: Uint8Array): void {
    if (!isKeepAlive(bytes)) this.#waitAgain();
  }

  /** A piece of the answer itself could be read. */
  hearToken(): void {
    this.#hasToken = true;
    this.#waitAgain();
  }

  stop(): void {
    this.#isOver = true;
    clearTimeout(this.#silence);
    clearTimeout(this.#whole);
  }

  #waitAgain(): void {
    if (this.#isOver) return;
    clearTimeout(this.#silence);
    const { firstTokenMs, tokenMs } = this.#options.patience;
    this.#silence = setTimeout(() => this.#end(this.#tooSilent()), this.#hasToken ? tokenMs : firstTokenMs);
  }

  #tooSilent(): ModelError {
    const { label, patience } = this.#options;
    if (this.#hasToken) {
      const why = `${label} fell silent in its answer: nothing came for ${patienceWords(patience.tokenMs)}.`;
      return modelFailure('token-timed-out', why);
    }
    const why = `${label} did not begin to answer: nothing came for ${patienceWords(patience.firstTokenMs)}.`;
    return modelFailure('first-token-timed-out', why);
  }

  #end(failure: ModelError): void {
    this.stop();
    this.#options.onSilent(failure);
  }
}

/** Comments, pings and empty lines: proxies and providers send them while the model says nothing. */
function isKeepAlive(bytes: Uint8Array): boolean {
  if (bytes.length > LONGEST_KEEP_ALIVE) return false;
  return new TextDecoder()
    .decode(bytes)
    .split(/\r?\n/)
    .every((line) => KEEP_ALIVE.test(line));
}
