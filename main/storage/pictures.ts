import { createHash } from 'node:crypto';
import type { Json, JsonObject } from '../../shared/json.ts';
import { isJsonObject } from '../../shared/json.ts';
import type { RunEventBody } from '../../shared/run/event.ts';
import type { Connection } from './connection.ts';

/** Events in which messages with pictures stand, or what a person said with one. */
const HOLD_PICTURES: ReadonlySet<RunEventBody['type']> = new Set([
  'run-start',
  'message',
  'effect-end',
  'command',
  'hold',
]);
/** Shorter data stays in its event. UTF-16 units. */
const SHORTEST = 1024;
const MARK = '$picture';

/**
 * Pictures of events, kept in the blob store: the same one stands in a task, in a reply and in a fork, and a log is read
 * from end to end. An event holds `{ "$picture": hash }` in the place of `{ "data": base64 }`.
 */
export class Pictures {
  readonly #put;
  readonly #get;

  constructor(connection: Connection) {
    this.#put = connection.prepare<[hash: string, size: number, content: string]>(
      `INSERT INTO blobs (hash, size, content) VALUES (?, ?, ?) ON CONFLICT (hash) DO NOTHING`,
    );
    this.#get = connection.prepare<[hash: string], { content: string }>(`SELECT content FROM blobs WHERE hash = ?`);
  }

  /** The body as JSON text, its pictures put away. Called inside of the transaction that writes it. */
  toText(body: RunEventBody): string {
    if (!HOLD_PICTURES.has(body.type)) return JSON.stringify(body);
    const text = JSON.stringify(body);
    if (text.length < SHORTEST || !text.includes('"data":"')) return text;
    return JSON.stringify(mapObjects(JSON.parse(text) as Json, (one) => this.#putAway(one)));
  }

  #putAway(one: JsonObject): JsonObject {
    const { data } = one;
    if (typeof data !== 'string' || data.length < SHORTEST || Object.keys(one).length !== 1) return one;
    const hash = createHash('sha256').update(data).digest('base64url');
    this.#put.run(hash, Buffer.byteLength(data), data);
    return { [MARK]: hash };
  }

  /** Puts the pictures back. What names none that is here stays as it is. */
  restore(text: string, body: unknown): unknown {
    if (!text.includes(`"${MARK}":`)) return body;
    return mapObjects(body as Json, (one) => {
      const hash = one[MARK];
      const found = typeof hash === 'string' && Object.keys(one).length === 1 ? this.#get.get(hash) : undefined;
      return found === undefined ? one : { data: found.content };
    });
  }
}

/** The same value with each of its objects in another form, the outermost first. */
function mapObjects(value: Json, change: (one: JsonObject) => JsonObject): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => mapObjects(item, change));
  if (!isJsonObject(value)) return value;
  const changed = change(value);
  if (changed !== value) return changed;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, item === undefined ? item : mapObjects(item, change)]),
  );
}
