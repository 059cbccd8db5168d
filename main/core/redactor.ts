import type { RunEventBody } from '../../shared/run/event.ts';

/** Takes known secrets out of what is recorded and told. What holds none is given back as it is. */
export interface Redactor {
  event(body: RunEventBody): RunEventBody;
  /** Of JSON, whatever its shape. */
  value<T>(value: T): T;
  /** For a text that comes in pieces, among which a secret may be split. */
  stream(): StreamRedactor;
}

/** One text that comes in pieces. What it gives, joined, is the whole text without its secrets. */
export interface StreamRedactor {
  /** What can be told now. An end that may be the beginning of a secret is kept back. */
  push(piece: string): string;
  /** The rest: no more pieces come. */
  end(): string;
}

/** Where nothing is secret, or nothing leaves the process. */
export const NO_REDACTION: Redactor = {
  event: (body) => body,
  value: (value) => value,
  stream: () => ({ push: (piece) => piece, end: () => '' }),
};
