/** How long a call waits for what, in milliseconds. */
export interface Patience {
  /** For a connection. */
  readonly connectMs: number;
  /** For the first piece of an answer, in silence. */
  readonly firstTokenMs: number;
  /** For the next piece of one. */
  readonly tokenMs: number;
  /** For the end of the answer, whatever comes. */
  readonly wholeMs: number;
}

const MINUTE_MS = 60_000;
/** The longest a timer can be. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** A model that thinks in silence needs minutes for its first word. */
const HOSTED: Patience = {
  connectMs: 10_000,
  firstTokenMs: 5 * MINUTE_MS,
  tokenMs: 2 * MINUTE_MS,
  wholeMs: 60 * MINUTE_MS,
};
/** A machine of one's own loads the model first, then reads a long conversation without a word. */
const LOCAL: Patience = { ...HOSTED, firstTokenMs: 15 * MINUTE_MS, tokenMs: 5 * MINUTE_MS, wholeMs: 180 * MINUTE_MS };

/** What a component, or a person for all of them, says of patience, in seconds. `timeout` is AutoGen's, the others are ours. */
export interface GivenPatience {
  readonly timeout?: unknown;
  readonly first_token_timeout?: number | null | undefined;
  readonly token_timeout?: number | null | undefined;
}

/** The patience for a server: that of its kind, changed by what a person set for all, and by what the component says. */
export function patienceFor(baseUrl: string, given: GivenPatience, forAll: GivenPatience = {}): Patience {
  return changed(changed(isNearby(baseUrl) ? LOCAL : HOSTED, forAll), given);
}

/** The patience for a model in a process of Troupe's own. */
export function localPatience(given: GivenPatience, forAll: GivenPatience = {}): Patience {
  return changed(changed(LOCAL, forAll), given);
}

function changed(usual: Patience, given: GivenPatience): Patience {
  const whole = milliseconds(given.timeout);
  return {
    connectMs: Math.min(usual.connectMs, whole ?? usual.connectMs),
    firstTokenMs: milliseconds(given.first_token_timeout) ?? whole ?? usual.firstTokenMs,
    tokenMs: milliseconds(given.token_timeout) ?? whole ?? usual.tokenMs,
    wholeMs: usual.wholeMs,
  };
}

function milliseconds(seconds: unknown): number | undefined {
  if (typeof seconds !== 'number' || seconds <= 0) return undefined; // AutoGen's may be of any kind for Ollama
  return Math.min(seconds * 1000, LONGEST_TIMER_MS);
}

const PRIVATE_HOST =
  /^(localhost|.*\.localhost|.*\.local|(127|10)(\.\d+){3}|192\.168(\.\d+){2}|172\.(1[6-9]|2\d|3[01])(\.\d+){2}|\[(::1|f[cd].*|fe80.*)\])$/;

/** True for this machine and those of the same private network. */
export function isNearby(baseUrl: string): boolean {
  return PRIVATE_HOST.test(URL.parse(baseUrl)?.hostname ?? '');
}

/** A length of time in words: `0.2 seconds`, `2 minutes`. */
export function patienceWords(ms: number): string {
  if (ms < 2 * MINUTE_MS) return ms === 1000 ? '1 second' : `${Number((ms / 1000).toFixed(1))} seconds`;
  return `${Number((ms / MINUTE_MS).toFixed(1))} minutes`;
}
