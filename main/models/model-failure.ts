import { failureText } from '../../shared/failure.ts';
import type { JsonObject } from '../../shared/json.ts';
import { ModelError, type ModelErrorCode } from './model-client.ts';

const RETRYABLE: ReadonlySet<ModelErrorCode> = new Set([
  'rate-limited',
  'overloaded',
  'server-error',
  'connection-lost',
  'connect-timed-out',
  'first-token-timed-out',
  'token-timed-out',
  'timed-out',
  'circuit-open',
  'stream-truncated',
  'empty-answer',
]);

interface FailureFacts {
  readonly retryAfterMs?: number | undefined;
  readonly status?: number | undefined;
  readonly details?: JsonObject;
  readonly cause?: unknown;
}

/** A failure whose code says whether the same call may succeed later. */
export function modelFailure(code: ModelErrorCode, message: string, facts: FailureFacts = {}): ModelError {
  return new ModelError(code, message, { retryable: RETRYABLE.has(code), ...facts });
}

/** The same failure after text was shown: making the call again would show it twice. */
export function afterShowing(error: ModelError): ModelError {
  if (!error.retryable) return error;
  const message = `${error.message} Part of the answer had been shown by then, so the call was not made again.`;
  return new ModelError(error.code, message, {
    retryable: false,
    retryAfterMs: error.retryAfterMs,
    details: { ...error.details, wasShown: true } as JsonObject,
    cause: error.cause,
  });
}

/** What a refusal of the provider means. `text` is what it said, `kind` its own word for it where it has one. */
export interface Refusal {
  readonly label: string;
  readonly status: number;
  readonly kind: string | undefined;
  readonly text: string;
  readonly retryAfterMs: number | undefined;
}

export function refusalFailure({ label, status, kind, text, retryAfterMs }: Refusal): ModelError {
  const message = `${label} answered with status ${status}: ${text}`;
  // A spent account is 429 too, but waiting does not fill it.
  if (kind === 'insufficient_quota') return new ModelError('rate-limited', message, { retryable: false, status });
  return modelFailure(codeOfStatus(status), message, { status, retryAfterMs });
}

function codeOfStatus(status: number): ModelErrorCode {
  if (status < 400) return 'bad-response';
  switch (status) {
    case 401:
    case 403:
      return 'unauthorized';
    case 404:
      return 'not-found';
    case 408:
      return 'timed-out';
    case 409:
    case 503:
    case 529:
      return 'overloaded';
    case 429:
      return 'rate-limited';
    default:
      return status < 500 ? 'bad-request' : 'server-error';
  }
}

/** An error that came as an event inside of a stream, which has no status. `kind` is the provider's word for it. */
export function eventFailure(label: string, { kind, text }: { kind: string | undefined; text: string }): ModelError {
  return modelFailure(codeOfKind(kind), `${label} broke off: ${text}`);
}

function codeOfKind(kind: string | undefined): ModelErrorCode {
  switch (kind) {
    case 'overloaded_error':
      return 'overloaded';
    case 'rate_limit_error':
    case 'rate_limit_exceeded':
      return 'rate-limited';
    case 'timeout_error':
      return 'timed-out';
    case 'authentication_error':
    case 'permission_error':
      return 'unauthorized';
    case 'not_found_error':
      return 'not-found';
    case 'invalid_request_error':
      return 'bad-request';
    default:
      return 'server-error';
  }
}

const TIME_OUT_CODES: ReadonlySet<string> = new Set([
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
]);

const UNREACHABLE: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the name of the host could not be looked up',
};

/** What went wrong below HTTP: no connection, a connection cut, silence. `where` is the address without a path. */
export function networkFailure(error: unknown, { label, where }: { label: string; where: string }): ModelError {
  const code = networkCode(error);
  if (code !== undefined && TIME_OUT_CODES.has(code)) {
    return modelFailure('timed-out', `${label} at ${where} did not answer in time.`, { cause: error });
  }
  const reason = code === undefined ? undefined : UNREACHABLE[code];
  if (reason !== undefined) {
    return modelFailure('connection-lost', `${label} cannot be reached at ${where}: ${reason}.`, { cause: error });
  }
  const detail = code ?? failureText(error);
  return modelFailure('connection-lost', `The connection to ${label} at ${where} was lost: ${detail}.`, {
    cause: error,
  });
}

/** undici hides the reason in the cause, and with several addresses in the errors of the cause. */
function networkCode(error: unknown): string | undefined {
  for (let current = error, depth = 0; current instanceof Error && depth < 5; depth += 1) {
    if ('code' in current && typeof current.code === 'string') return current.code;
    current = current instanceof AggregateError && current.errors.length > 0 ? current.errors[0] : current.cause;
  }
  return undefined;
}
