import { createHash } from 'node:crypto';
import type { BlobStore } from '../core/store.ts';
import { ContentHash } from '../../shared/ids.ts';
import type { Connection } from './connection.ts';

/** Content in SQLite under its SHA-256; equal content is kept once. */
export class SqliteBlobStore implements BlobStore {
  readonly #connection: Connection;
  readonly #insert;
  readonly #select;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#insert = connection.prepare<[hash: string, size: number, content: string]>(
      `INSERT INTO blobs (hash, size, content) VALUES (?, ?, ?) ON CONFLICT (hash) DO NOTHING`,
    );
    this.#select = connection.prepare<[hash: string], { content: string }>(`SELECT content FROM blobs WHERE hash = ?`);
  }

  put(content: string): ContentHash {
    const bytes = Buffer.from(content);
    const hash = ContentHash.parse(createHash('sha256').update(bytes).digest('base64url'));
    this.#connection.write('normal', () => this.#insert.run(hash, bytes.byteLength, content));
    return hash;
  }

  get(hash: ContentHash): string | undefined {
    return this.#connection.read(() => this.#select.get(hash)?.content);
  }
}
