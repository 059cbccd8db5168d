import type { JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js';
import { isJsonObject, type Json } from '../../../shared/json.ts';

/** A message may have 16 MB, and between two answers there may come 64 MB. */
const LONGEST_MESSAGE = 16 * 1024 * 1024;
const MOST_BETWEEN_ANSWERS = 64 * 1024 * 1024;

interface ReaderOptions {
  readonly onMessage: (message: JSONRPCMessage) => void;
  /** A line that is no message is left out; a sentence says so. */
  readonly onOdd: (problem: string) => void;
  /** It writes without end; nothing more is read. */
  readonly onFlood: (problem: string) => void;
}

/** Cuts what a server writes into messages, a line each. It is bounded, whatever the server does. */
export class MessageReader {
  readonly #options: ReaderOptions;
  #pieces: Buffer[] = [];
  #length = 0;
  #sinceAnswer = 0;
  #isFlooded = false;

  constructor(options: ReaderOptions) {
    this.#options = options;
  }

  push(chunk: Buffer): void {
    if (this.#isFlooded) return;
    this.#sinceAnswer += chunk.length;
    let start = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, start)) {
      this.#line(chunk.subarray(start, end));
      start = end + 1;
    }
    this.#add(chunk.subarray(start));
    if (this.#length > LONGEST_MESSAGE) this.#flood('it wrote a message of more than 16 MB');
    else if (this.#sinceAnswer > MOST_BETWEEN_ANSWERS) this.#flood('it wrote more than 64 MB that nobody asked for');
  }

  #add(piece: Buffer): void {
    if (piece.length === 0) return;
    this.#pieces.push(piece);
    this.#length += piece.length;
  }

  #flood(problem: string): void {
    this.#isFlooded = true;
    this.#pieces = [];
    this.#options.onFlood(problem);
  }

  #line(end: Buffer): void {
    this.#add(end);
    const line = Buffer.concat(this.#pieces).toString('utf8').trim();
    this.#pieces = [];
    this.#length = 0;
    if (line === '' || this.#isFlooded) return;
    const message = parsed(line);
    if (message === undefined) {
      this.#options.onOdd(`what it wrote is no message of the protocol: ${line.slice(0, 200)}`);
      return;
    }
    if ('result' in message || 'error' in message) this.#sinceAnswer = 0;
    this.#options.onMessage(message);
  }
}

/** The parts are checked by whoever asked; here it only has to be a message at all. */
function parsed(line: string): JSONRPCMessage | undefined {
  let value: Json;
  try {
    value = JSON.parse(line) as Json;
  } catch {
    return undefined;
  }
  const isMessage =
    isJsonObject(value) &&
    value['jsonrpc'] === '2.0' &&
    (typeof value['method'] === 'string' || 'result' in value || 'error' in value);
  return isMessage ? (value as unknown as JSONRPCMessage) : undefined;
}
