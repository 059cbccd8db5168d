import type { JsonObject } from '../../../shared/json.ts';
import { bytesOf, say, sayInPackets } from '../../models/contract/answers.ts';
import type { Dialect, SpokenAnswer } from '../../models/contract/dialect.ts';
import type { Subject } from '../../models/contract/subjects.ts';
import { type Answer, cutAfter, hangAfter, respond } from '../../models/fake-provider.ts';

/** What a run makes of a fault: the attempts that failed, as `code` or `code after 250 ms`, and how it ended. */
export interface Ending {
  readonly attempts: readonly string[];
  /** The code of the error, or `answer`. */
  readonly end: string;
}

/**
 * One kind of fault as data: what a server does, and what shall come of it. A local model has a process in the place of a server:
 * one that refuses connections is one that dies at once, a cut connection is its death in mid-stream.
 */
export interface FaultKind {
  readonly name: string;
  /**
   * `gone`: nothing listens. `mute`: connections are taken, and nothing is said. Else what a server answers, one call after
   * the other; the last is repeated.
   */
  readonly server: 'gone' | 'mute' | ((dialect: Dialect) => readonly Answer[]);
  /** Makes another address of that of the server. */
  readonly address?: (url: string) => string;
  /** Settings of the component besides. */
  readonly config?: JsonObject;
  readonly ending: Ending | ((subject: Subject) => Ending);
  /** Why a client cannot meet this fault. */
  readonly cannotBe?: (subject: Subject) => string | undefined;
}

export const ANSWER = 'Grüße – 你好 🎭';
const SPOKEN: SpokenAnswer = { text: ['Grüße ', '– 你好 🎭'], usage: { prompt: 9, completion: 4 } };
/** Patience of tests, in seconds: short where silence is what is tested. */
const WANTS_A_WORD = { first_token_timeout: 0.06 };
const WANTS_THE_NEXT = { token_timeout: 0.06 };

const well = (dialect: Dialect): Answer => say(dialect, SPOKEN);
const refuse =
  (status: number, headers: Record<string, string> = {}) =>
  (dialect: Dialect): Answer =>
    respond(status, 'application/json', dialect.refusal('No.'), headers);
const begun = (dialect: Dialect): string => dialect.frames(SPOKEN).before.join('');
const signOfLife = ({ contentType }: Dialect): string => (contentType === 'text/event-stream' ? ': ping\n\n' : '\n');

const answered = (...attempts: string[]): Ending => ({ attempts, end: 'answer' });
const failed = (end: string, ...attempts: string[]): Ending => ({ attempts, end });
/** Faults of servers that no process on this machine can have. */
const onlyOfServers =
  (reason: string) =>
  ({ isServer }: Subject): string | undefined =>
    isServer ? undefined : reason;
const NO_ADDRESS = 'a process has no address';
const NO_ENCRYPTION = 'its line never leaves the machine';
const NO_LATER = 'a process refuses nobody for now';
const NO_HTTP = 'its line does not speak HTTP';
const NO_END = 'its line ends only with the process';

/** Four times the same: the first call and three retries, with waits that grow. */
const exhausted = (code: string): Ending =>
  failed(code, ...[250, 500, 1000].map((waitMs) => `${code} after ${waitMs} ms`));
const once = (code: string): Ending => answered(`${code} after 250 ms`);

const connections: readonly FaultKind[] = [
  { name: 'connection refused', server: 'gone', ending: exhausted('connection-lost') },
  {
    name: 'unknown host',
    server: 'gone',
    // Too long for a name: no look-up leaves the machine.
    address: () => `http://${'x'.repeat(64)}.test`,
    cannotBe: onlyOfServers(NO_ADDRESS),
    ending: exhausted('connection-lost'),
  },
  {
    name: 'TLS to a plain server',
    server: (dialect) => [well(dialect)],
    address: (url) => url.replace('http:', 'https:'),
    cannotBe: onlyOfServers(NO_ENCRYPTION),
    ending: failed('tls-failed'),
  },
  {
    name: 'TLS that hangs',
    server: 'mute',
    address: (url) => url.replace('http:', 'https:'),
    config: { timeout: 0.2, first_token_timeout: 20, max_retries: 0 },
    cannotBe: onlyOfServers(NO_ENCRYPTION),
    ending: failed('connect-timed-out'),
  },
  {
    name: 'connection reset, then well',
    server: (dialect) => [(response) => response.socket?.resetAndDestroy(), well(dialect)],
    ending: once('connection-lost'),
  },
];

const refusals: readonly FaultKind[] = [
  { name: '400', server: (dialect) => [refuse(400)(dialect)], ending: failed('bad-request') },
  {
    name: '401',
    server: (dialect) => [refuse(401)(dialect)],
    cannotBe: onlyOfServers('it wants no key'),
    ending: failed('unauthorized'),
  },
  {
    name: '404',
    server: (dialect) => [refuse(404)(dialect)],
    // Whether the file is there is looked at before the process is asked.
    cannotBe: onlyOfServers('a file that is gone is told without a call'),
    ending: failed('not-found'),
  },
  {
    name: '408, then well',
    server: (dialect) => [refuse(408)(dialect), well(dialect)],
    cannotBe: onlyOfServers(NO_LATER),
    ending: once('timed-out'),
  },
  {
    name: '409, then well',
    server: (dialect) => [refuse(409)(dialect), well(dialect)],
    cannotBe: onlyOfServers(NO_LATER),
    ending: once('overloaded'),
  },
  {
    name: '429 with Retry-After: 7, then well',
    server: (dialect) => [refuse(429, { 'retry-after': '7' })(dialect), well(dialect)],
    cannotBe: onlyOfServers(NO_LATER),
    ending: answered('rate-limited after 7000 ms'),
  },
  {
    name: '429 with retry-after-ms: 1500, then well',
    server: (dialect) => [refuse(429, { 'retry-after-ms': '1500' })(dialect), well(dialect)],
    cannotBe: onlyOfServers(NO_LATER),
    ending: answered('rate-limited after 1500 ms'),
  },
  {
    name: '429 with Retry-After: 600',
    server: (dialect) => [refuse(429, { 'retry-after': '600' })(dialect)],
    cannotBe: onlyOfServers(NO_LATER),
    ending: failed('rate-limited'),
  },
  {
    name: '500 on and on',
    server: (dialect) => [refuse(500)(dialect)],
    cannotBe: onlyOfServers('what it cannot do now it cannot do later'),
    ending: exhausted('server-error'),
  },
  {
    name: '529 twice, then well',
    server: (dialect) => [refuse(529)(dialect), refuse(529)(dialect), well(dialect)],
    cannotBe: onlyOfServers(NO_LATER),
    ending: answered('overloaded after 250 ms', 'overloaded after 500 ms'),
  },
  {
    name: 'redirect',
    server: () => [respond(307, 'text/plain', '', { location: 'https://elsewhere.example/v1' })],
    cannotBe: onlyOfServers(NO_HTTP),
    ending: failed('bad-response'),
  },
  {
    name: '200 with an HTML page',
    server: () => [respond(200, 'text/html', '<!doctype html><title>Sign in</title>')],
    cannotBe: onlyOfServers(NO_HTTP),
    ending: failed('bad-response'),
  },
];

const silences: readonly FaultKind[] = [
  {
    name: 'hang before headers',
    server: () => [() => undefined],
    config: WANTS_A_WORD,
    ending: exhausted('first-token-timed-out'),
  },
  {
    name: 'hang before the first token',
    server: (dialect) => [hangAfter(dialect.contentType, signOfLife(dialect))],
    config: WANTS_A_WORD,
    ending: exhausted('first-token-timed-out'),
  },
  {
    name: 'hang in mid-stream',
    server: (dialect) => [hangAfter(dialect.contentType, begun(dialect)), well(dialect)],
    config: WANTS_THE_NEXT,
    ending: failed('token-timed-out'),
  },
  {
    name: 'slow drip, letters cut in two',
    server: (dialect) => {
      const bytes = bytesOf(dialect, SPOKEN);
      const packets = Array.from(bytes, (_byte, index) => bytes.subarray(index, index + 1));
      return [sayInPackets(dialect, packets)];
    },
    ending: answered(),
  },
];

const BROKEN_OFF: Readonly<Record<string, string>> = {
  anthropic: 'overloaded',
  gemini: 'overloaded',
  local: 'bad-response',
};

const broken: readonly FaultKind[] = [
  {
    name: 'cut before the first token, then well',
    server: (dialect) => [cutAfter(dialect.contentType, signOfLife(dialect)), well(dialect)],
    ending: once('connection-lost'),
  },
  {
    name: 'cut in mid-stream',
    server: (dialect) => [cutAfter(dialect.contentType, begun(dialect)), well(dialect)],
    ending: failed('connection-lost'),
  },
  {
    name: 'end without its finish event',
    server: (dialect) => [respond(200, dialect.contentType, begun(dialect)), well(dialect)],
    cannotBe: onlyOfServers(NO_END),
    ending: failed('stream-truncated'),
  },
  {
    name: '200 with nothing, then well',
    server: (dialect) => [respond(200, dialect.contentType, ''), well(dialect)],
    cannotBe: onlyOfServers(NO_END),
    ending: once('stream-truncated'),
  },
  {
    name: 'garbage for frames',
    server: (dialect) => [respond(200, dialect.contentType, 'what is this\n\nand that\n\n')],
    ending: failed('bad-response'),
  },
  {
    name: 'JSON that is none',
    server: (dialect) => [respond(200, dialect.contentType, begun(dialect).replace(/\{.*/, '{"cut'))],
    ending: failed('bad-response'),
  },
  {
    name: 'error event in mid-stream',
    server: (dialect) => [respond(200, dialect.contentType, begun(dialect) + dialect.errorFrame('Too much.'))],
    // The fakes of two say that they have too much to do.
    ending: ({ name }) => failed(BROKEN_OFF[name] ?? 'server-error'),
  },
];

const contents: readonly FaultKind[] = [
  {
    name: 'empty answer, then well',
    server: (dialect) => [say(dialect, { text: [' '] }), well(dialect)],
    ending: answered(),
  },
  { name: 'empty answers', server: (dialect) => [say(dialect, { text: [' '] })], ending: failed('agent-failure') },
  {
    name: 'no content at all',
    server: (dialect) => [say(dialect, {}), well(dialect)],
    ending: answered(),
  },
  {
    name: 'broken arguments of a tool, then well',
    server: (dialect) => [say(dialect, { calls: [{ id: 'a', name: 'search', pieces: ['{"x": '] }] }), well(dialect)],
    cannotBe: ({ lacks }) => (lacks.includes('call-pieces') ? 'arguments come as an object' : undefined),
    ending: answered(),
  },
];

/** All kinds of fault, as `npm run test:faults` lists them. */
export const faultKinds: readonly FaultKind[] = [...connections, ...refusals, ...silences, ...broken, ...contents];
