import { failureText } from '../../shared/failure.ts';
import type { JsonObject } from '../../shared/json.ts';
import { ModelError, type ModelErrorCode } from './model-client.ts';
import { patienceWords } from './patience.ts';

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
  const ended = /[.!?…]$/.test(error.message) ? error.message : `${error.message}.`;
  const message = `${ended} Part of the answer had been shown by then, so the call was not made again.`;
  return new ModelError(error.code, message, {
    retryable: false,
    retryAfterMs: error.retryAfterMs,
    details: { ...error.details, wasShown: true },
    cause: error,
  });
}

/** What a refusal of the provider means. `text` is what it said, `kind` its own word for it where it has one. */
export interface Refusal {
  readonly label: string;
  readonly status: number;
  readonly kind: string | undefined;
  readonly text: string;
  readonly retryAfterMs: number | undefined;
  /** Whether the request carried a key. */
  readonly keySent: boolean;
}

export function refusalFailure({ label, status, kind, text, retryAfterMs, keySent }: Refusal): ModelError {
  const message = `${label} answered with status ${status}: ${text}`;
  // A spent account is 429 too, but waiting does not fill it.
  if (kind === 'insufficient_quota') return new ModelError('rate-limited', message, { retryable: false, status });
  // Google answers so to a key that it does not know, with status 400.
  const code = kind === 'API_KEY_INVALID' ? 'unauthorized' : codeOfStatus(status);
  const details = code === 'unauthorized' && !keySent ? { keySent } : {};
  return modelFailure(code, message, { status, retryAfterMs, details });
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

/** What providers call their errors: Anthropic, OpenAI, Google. */
const CODE_OF_KIND: Readonly<Record<string, ModelErrorCode>> = {
  overloaded_error: 'overloaded',
  UNAVAILABLE: 'overloaded',
  rate_limit_error: 'rate-limited',
  rate_limit_exceeded: 'rate-limited',
  RESOURCE_EXHAUSTED: 'rate-limited',
  timeout_error: 'timed-out',
  DEADLINE_EXCEEDED: 'timed-out',
  authentication_error: 'unauthorized',
  permission_error: 'unauthorized',
  UNAUTHENTICATED: 'unauthorized',
  PERMISSION_DENIED: 'unauthorized',
  not_found_error: 'not-found',
  NOT_FOUND: 'not-found',
  invalid_request_error: 'bad-request',
  INVALID_ARGUMENT: 'bad-request',
};

function codeOfKind(kind: string | undefined): ModelErrorCode {
  return (kind === undefined ? undefined : CODE_OF_KIND[kind]) ?? 'server-error';
}

const CONNECT_TIME_OUTS: ReadonlySet<string> = new Set(['ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT']);

const UNREACHABLE: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the name of the host could not be looked up',
};

/** Ways in which a connection that was there ends. */
const CUT: Readonly<Record<string, string>> = {
  ECONNRESET: 'the server broke it off',
  EPIPE: 'the server broke it off',
  UND_ERR_SOCKET: 'the server broke it off',
};

/** Codes of Node for what is wrong with an encrypted connection or its certificate. */
const TLS_CODE = /^(ERR_SSL_|ERR_TLS_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|EPROTO$)/;

interface Where {
  /** Who was asked, in words. */
  readonly label: string;
  /** The address without a path. */
  readonly where: string;
  readonly connectMs: number;
}

/** What went wrong below HTTP: no connection, or a connection cut. */
export function networkFailure(cause: unknown, { label, where, connectMs }: Where): ModelError {
  const code = networkCode(cause);
  if (code !== undefined && CONNECT_TIME_OUTS.has(code)) {
    const why = `There was no connection to ${label} at ${where} within ${patienceWords(connectMs)}.`;
    return modelFailure('connect-timed-out', why, { cause });
  }
  if (code !== undefined && TLS_CODE.test(code)) return tlsFailure(code, { label, where, cause });
  const reason = code === undefined ? undefined : UNREACHABLE[code];
  if (reason !== undefined) {
    return modelFailure('connection-lost', `${label} cannot be reached at ${where}: ${reason}.`, { cause });
  }
  const detail = code === undefined ? failureText(cause) : (CUT[code] ?? code);
  return modelFailure('connection-lost', `The connection to ${label} at ${where} was lost: ${detail}.`, { cause });
}

function tlsFailure(
  code: string,
  { label, where, cause }: Pick<Where, 'label' | 'where'> & { cause: unknown },
): ModelError {
  const hint =
    code === 'ERR_SSL_WRONG_VERSION_NUMBER' || code === 'EPROTO' || code === 'ERR_SSL_PACKET_LENGTH_TOO_LONG'
      ? `The server does not seem to speak TLS. If it is yours, its base URL begins with http://.`
      : `Its certificate is not trusted here (${code}).`;
  return modelFailure('tls-failed', `There is no encrypted connection to ${label} at ${where}. ${hint}`, { cause });
}

/** undici hides the reason in the cause, and with several addresses in the errors of the cause. */
function networkCode(error: unknown): string | undefined {
  for (let current = error, depth = 0; current instanceof Error && depth < 5; depth += 1) {
    if ('code' in current && typeof current.code === 'string') return current.code;
    current = current instanceof AggregateError && current.errors.length > 0 ? current.errors[0] : current.cause;
  }
  return undefined;
}
