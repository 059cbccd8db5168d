import { ContentHash } from '../../shared/ids.ts';
import { isJsonObject, type Json, type JsonObject } from '../../shared/json.ts';
import type { RunEventBody } from '../../shared/run/event.ts';
import { SqliteBlobStore } from './blob-store.ts';
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
  readonly #blobs: SqliteBlobStore;

  constructor(connection: Connection) {
    this.#blobs = new SqliteBlobStore(connection);
  }

  /** The body as JSON text, its pictures put away. Called inside of the transaction that writes it. */
  toText(body: RunEventBody): string {
    const text = JSON.stringify(body);
    if (text.length < SHORTEST || !HOLD_PICTURES.has(body.type) || !text.includes('"data":"')) return text;
    return JSON.stringify(mapObjects(body as object as JsonObject, (one) => this.#putAway(one)));
  }

  #putAway(one: JsonObject): JsonObject {
    const { data } = one;
    if (typeof data !== 'string' || data.length < SHORTEST || Object.keys(one).length !== 1) return one;
    return { [MARK]: this.#blobs.put(data) };
  }

  /** Puts the pictures back. What names none that is here stays as it is. */
  restore(text: string, body: unknown): unknown {
    if (!text.includes(`"${MARK}":`)) return body;
    return mapObjects(body as Json, (one) => {
      const hash = Object.keys(one).length === 1 ? ContentHash.safeParse(one[MARK]).data : undefined;
      const data = hash === undefined ? undefined : this.#blobs.get(hash);
      return data === undefined ? one : { data };
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
