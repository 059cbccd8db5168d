import type { HostLimits } from '../../../shared/settings/traffic-settings.ts';
import type { ModelError, ModelErrorCode, ModelNotice } from '../model-client.ts';
import { modelFailure } from '../model-failure.ts';
import { isNearby } from '../patience.ts';
import { CallLine, type CallLimits } from './call-line.ts';
import { CircuitBreaker, type OpenCircuit } from './circuit-breaker.ts';
import { exhaustedUntil } from './rate-headers.ts';
import { clockWords, systemClock, type TrafficClock } from './traffic-clock.ts';

/** One call that wants to go to an endpoint. */
export interface TrafficCall {
  /** Who is asked, in words. */
  readonly label: string;
  readonly baseUrl: string;
  /** Whose limits count. Kept in memory alone. */
  readonly key: string | undefined;
  readonly signal: AbortSignal;
}

/** A call that was let through. */
export interface Passage {
  /** What the provider's answer says of its limits. */
  hear(status: number, headers: Headers, askedWaitMs: number | undefined): void;
  /** The call is over. Undefined: it was answered. */
  leave(failure: ModelError | undefined): void;
}

/**
 * What all calls of the process share: a waiting line for each provider key, a breaker for each endpoint.
 *
 * Contract: `enter` tells a wait that lasts, ends when the call may go, and throws `ModelError` with `circuit-open` where the
 * endpoint is left alone, or `aborted` once the signal is. Each passage is left exactly once.
 */
export interface ModelTraffic {
  enter(call: TrafficCall): AsyncGenerator<ModelNotice, Passage>;
}

/** Waits shorter than this are not worth a word. */
const WORTH_TELLING_MS = 400;
/** A provider that wants to be left alone for longer is asked all the same: its refusal says more. */
const LONGEST_PAUSE_MS = 120_000;
const USUAL_PAUSE_MS = 1000;

/** Failures of an endpoint rather than of a question. */
const ENDPOINT_FAILURES: ReadonlySet<ModelErrorCode> = new Set([
  'connection-lost',
  'connect-timed-out',
  'first-token-timed-out',
  'token-timed-out',
  'timed-out',
  'overloaded',
  'server-error',
  'stream-truncated',
]);
/** These say nothing of the endpoint. */
const NO_NEWS: ReadonlySet<ModelErrorCode> = new Set(['aborted', 'rate-limited', 'circuit-open']);

/** More at a time than this only makes a provider say no. A machine of one's own answers one after the other anyway. */
const USUAL_CONCURRENT = { hosted: 16, nearby: 4 } as const;

export interface TrafficOptions {
  readonly clock?: TrafficClock;
  /** What a person has set for the keys of a host, such as `api.openai.com` or `localhost:11434`. Asked at each call. */
  readonly limitsOf: (host: string) => HostLimits;
}

/** The traffic of one process. */
export function createModelTraffic({ clock = systemClock, limitsOf }: TrafficOptions): ModelTraffic {
  const lines = new Map<string, CallLine>();
  const breakers = new Map<string, CircuitBreaker>();
  return {
    enter(call) {
      const { origin, host } = new URL(call.baseUrl);
      const concurrent = USUAL_CONCURRENT[isNearby(call.baseUrl) ? 'nearby' : 'hosted'];
      const limits = (): CallLimits => {
        const own = limitsOf(host);
        return { concurrent: own.concurrent ?? concurrent, perMinute: own.perMinute };
      };
      const line = kept(lines, `${origin}\n${call.key ?? ''}`, () => new CallLine({ clock, limits, host }));
      const breaker = kept(breakers, endpointOf(call.baseUrl), () => new CircuitBreaker(clock));
      return enter({ call, line, breaker, clock, host });
    },
  };
}

/** A base URL without a slash at its end: an endpoint of its own, since one host may serve several. */
function endpointOf(baseUrl: string): string {
  return baseUrl.replace(/\/+$/, '');
}

function kept<T>(map: Map<string, T>, key: string, make: () => T): T {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

interface Entry {
  readonly call: TrafficCall;
  readonly line: CallLine;
  readonly breaker: CircuitBreaker;
  readonly clock: TrafficClock;
  readonly host: string;
}

async function* enter(entry: Entry): AsyncGenerator<ModelNotice, Passage> {
  const { call, line, breaker } = entry;
  // Whoever is refused does not wait in line for that.
  if (breaker.open !== undefined) throw circuitFailure(entry, breaker.open);
  const place = line.enter(call.signal);
  let stand: 'waits' | 'is in' | 'is gone' = place === undefined ? 'is in' : 'waits';
  const takeTurn = (): void => {
    if (stand === 'is gone') line.leave();
    else stand = 'is in';
  };
  try {
    if (place !== undefined) yield* waitFor(entry, { reason: place.reason, over: place.turn.then(takeTurn) });
    for (;;) {
      const admission = breaker.admit();
      if (admission.type === 'refuse') throw circuitFailure(entry, admission.circuit);
      if (admission.type !== 'wait') {
        stand = 'is gone'; // from here on the passage leaves the line
        return passage(entry, { isProbe: admission.type === 'probe' });
      }
      const reason = `One call looks whether ${entry.host} answers again.`;
      yield* waitFor(entry, { reason, over: untilAborted(admission.settled, call.signal) });
    }
  } finally {
    if (stand === 'is in') line.leave();
    stand = 'is gone';
  }
}

/** Waits, and tells it where it lasts. A place in line whose caller went away is given up by the signal. */
async function* waitFor(
  { call, clock }: Entry,
  { reason, over }: { reason: string; over: Promise<void> },
): AsyncGenerator<ModelNotice> {
  const startedAtMs = clock.nowMs();
  let isOver = false;
  const done = over.then(() => void (isOver = true));
  done.catch(() => undefined); // nobody may be there any more when it is called off
  let callOff = (): void => undefined;
  const isLong = new Promise<void>((resolve) => {
    callOff = clock.after(WORTH_TELLING_MS, resolve);
  });
  try {
    await Promise.race([done, isLong]);
    if (isOver) return;
    yield { type: 'wait', message: reason, waitedMs: null };
    await done;
    yield { type: 'wait', message: reason, waitedMs: clock.nowMs() - startedAtMs };
  } catch (cause) {
    throw modelFailure('aborted', `The call of ${call.label} was stopped while it waited in line.`, { cause });
  } finally {
    callOff();
  }
}

function untilAborted(settled: Promise<void>, signal: AbortSignal): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const giveUp = (): void => reject(signal.reason);
  if (signal.aborted) giveUp();
  signal.addEventListener('abort', giveUp, { once: true });
  void settled.then(() => {
    signal.removeEventListener('abort', giveUp);
    resolve();
  });
  return promise;
}

function passage({ line, breaker, clock }: Entry, { isProbe }: { isProbe: boolean }): Passage {
  return {
    hear(status, headers, askedWaitMs) {
      const nowMs = clock.nowMs();
      const untilMs = status === 429 ? nowMs + (askedWaitMs ?? USUAL_PAUSE_MS) : exhaustedUntil(headers, nowMs);
      if (status === 429) line.learnRefusal();
      if (untilMs !== undefined && untilMs - nowMs <= LONGEST_PAUSE_MS) line.pauseUntil(untilMs);
    },
    leave(failure) {
      if (failure === undefined) line.learnSuccess();
      if (failure !== undefined && NO_NEWS.has(failure.code)) {
        if (isProbe) breaker.giveUpProbe();
      } else if (failure !== undefined && ENDPOINT_FAILURES.has(failure.code)) {
        breaker.fail(failure.message, { isProbe });
      } else breaker.succeed();
      line.leave();
    },
  };
}

function circuitFailure({ call, host, clock }: Entry, circuit: OpenCircuit): ModelError {
  const { failures, sinceMs, untilMs, reason } = circuit;
  const message =
    `${call.label} is not asked before ${clockWords(untilMs)}: ${host} failed ${failures} times in a row ` +
    `since ${clockWords(sinceMs)}. The last time: ${reason}`;
  return modelFailure('circuit-open', message, {
    retryAfterMs: untilMs - clock.nowMs(),
    details: { failures, sinceMs, untilMs },
  });
}
