import { checkUrl, guardedLookup, hostAndPort, type IsAllowed, RefusedAddressError } from './network-guard.ts';

/** A request of a tool. */
export interface GuardedRequest {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** How often another address is gone to that the server names; 0 gives its answer back as it is. */
  readonly mostRedirects: number;
  readonly timeoutMs: number;
  readonly mostBytes: number;
  readonly signal: AbortSignal;
}

export interface GuardedResponse {
  /** Where it came from in the end. */
  readonly url: URL;
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
}

/** What went wrong on the way, in a sentence for the model. */
export class RequestFailedError extends Error {}

/**
 * The `fetch` of tools. Private, loopback, link-local, multicast and metadata addresses are refused, as they are written, after
 * the name was looked up, and again at each redirect, unless a person allowed that host and port. Time and size are bounded.
 *
 * @throws RefusedAddressError, RequestFailedError; the reason of the signal once it is aborted.
 */
export async function guardedFetch(request: GuardedRequest, isAllowed: IsAllowed): Promise<GuardedResponse> {
  const { signal, timeoutMs, mostRedirects } = request;
  const limit = AbortSignal.any([signal, AbortSignal.timeout(timerMs(timeoutMs))]);
  let next: GuardedRequest = request;
  try {
    for (let redirects = 0; ; redirects += 1) {
      checkUrl(next.url, isAllowed);
      const response = await once(next, { isAllowed, signal: limit });
      const target = mostRedirects === 0 ? undefined : redirectOf(response);
      if (target === undefined) return response;
      if (redirects >= mostRedirects) throw new RequestFailedError(`It leads on more than ${mostRedirects} times.`);
      next = redirected(next, { target, status: response.status });
    }
  } catch (error) {
    signal.throwIfAborted();
    throw toProblem(error, { url: next.url, timeoutMs });
  }
}

/** Timers know no fractions, and nothing longer than 24 days. */
const timerMs = (wantedMs: number): number => Math.min(Math.max(0, Math.round(wantedMs)), 2 ** 31 - 1);

interface OnceOptions {
  readonly isAllowed: IsAllowed;
  readonly signal: AbortSignal;
}

async function once(request: GuardedRequest, { isAllowed, signal }: OnceOptions): Promise<GuardedResponse> {
  const { url, method, headers, body, mostBytes } = request;
  const { Agent, fetch } = await import('undici');
  const lookup = guardedLookup(hostAndPort(url), isAllowed);
  // One connection, one look-up: nothing that was allowed for one address is used for another.
  const dispatcher = new Agent({ connect: { lookup }, pipelining: 0 });
  try {
    const response = await fetch(url, {
      method,
      headers,
      ...(body !== undefined && { body }),
      redirect: 'manual',
      signal,
      dispatcher,
    });
    const bytes = await bytesOf(response.body, mostBytes);
    return { url, status: response.status, headers: new Headers([...response.headers]), bytes };
  } finally {
    void dispatcher.destroy();
  }
}

async function bytesOf(body: AsyncIterable<Uint8Array> | null, most: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of body ?? []) {
    size += piece.byteLength;
    if (size > most) throw new RequestFailedError(`The answer is larger than ${Math.round(most / 1_000_000)} MB.`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

function redirectOf({ status, headers, url }: GuardedResponse): URL | undefined {
  const location = headers.get('location');
  if (location === null || ![301, 302, 303, 307, 308].includes(status)) return undefined;
  const target = URL.parse(location, url.href);
  if (target === null) throw new RequestFailedError('It leads on to something that is no address.');
  return target;
}

/** Headers are for who they were written for; a body is sent on only where the server says so. */
function redirected(request: GuardedRequest, { target, status }: { target: URL; status: number }): GuardedRequest {
  const { body, ...rest } = request;
  const keepsBody = (status === 307 || status === 308) && target.origin === request.url.origin;
  const headers = target.origin === request.url.origin ? request.headers : {};
  if (keepsBody) return { ...request, url: target, headers };
  return {
    ...rest,
    url: target,
    headers,
    method: request.method === 'HEAD' || body === undefined ? request.method : 'GET',
  };
}

function toProblem(error: unknown, { url, timeoutMs }: { url: URL; timeoutMs: number }): Error {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof RefusedAddressError || cause instanceof RequestFailedError) return cause;
    if (cause.name === 'TimeoutError')
      return new RequestFailedError(`${url.host} did not answer within ${timeoutMs / 1000} s.`);
    if (cause instanceof AggregateError) return toProblem(cause.errors[0], { url, timeoutMs });
    if (!(cause.cause instanceof Error))
      return new RequestFailedError(`${url.host} could not be reached: ${cause.message}`);
  }
  return new RequestFailedError(`${url.host} could not be reached.`);
}
