import type { BlobStore, DocumentStore, DocumentVersion } from '../core/store.ts';
import { ContentHash, DocumentId } from '../../shared/ids.ts';
import { AppError } from '../../shared/failure.ts';
import { TeamDocument } from '../../shared/team/document.ts';
import type { Connection } from './connection.ts';
import { parseJson, parseStored, StoredDataError } from './stored-data-error.ts';

/** A new document has the id of one that is there. */
export class DocumentExistsError extends AppError {
  readonly code = 'document-exists';
  constructor(id: DocumentId) {
    super(`There is a document ${id} already.`, { details: { id } });
  }
}

/**
 * Team documents in SQLite: each version is a blob. A removed document keeps its versions, which can be opened by their
 * numbers; creating it again, for example by importing its file, goes on in the same history.
 *
 * Contract: `save` answers with `newest: 0` where the document is not there or was removed.
 *
 * @throws DocumentExistsError from `create`.
 * @throws StoredDataError where a stored document does not read.
 */
export class SqliteDocumentStore implements DocumentStore {
  readonly #connection: Connection;
  readonly #blobs: BlobStore;
  readonly #nowMs: () => number;
  readonly #sql;

  constructor({ connection, blobs, nowMs }: { connection: Connection; blobs: BlobStore; nowMs: () => number }) {
    this.#connection = connection;
    this.#blobs = blobs;
    this.#nowMs = nowMs;
    this.#sql = prepareStatements(connection);
  }

  create(document: TeamDocument): DocumentVersion {
    return this.#connection.write('normal', () => {
      const head = this.#sql.head.get(document.id);
      if (head?.hidden === 0) throw new DocumentExistsError(document.id);
      return this.#put(document, (head?.newest ?? 0) + 1);
    });
  }

  save(document: TeamDocument, base: number): { ok: true; version: number } | { ok: false; newest: number } {
    return this.#connection.write('normal', () => {
      const head = this.#sql.head.get(document.id);
      if (head === undefined || head.hidden === 1) return { ok: false, newest: 0 };
      if (head.newest !== base) return { ok: false, newest: head.newest };
      return { ok: true, version: this.#put(document, base + 1).version };
    });
  }

  open(id: DocumentId, version?: number): DocumentVersion | undefined {
    const row = this.#connection.read(() =>
      version === undefined ? this.#sql.openNewest.get(id) : this.#sql.openVersion.get(id, version),
    );
    if (row === undefined) return undefined;
    const what = `version ${row.version} of document ${id}`;
    const text = this.#blobs.get(ContentHash.parse(row.content));
    if (text === undefined) throw new StoredDataError({ what, reason: `Its content ${row.content} is not there.` });
    const document = parseStored(TeamDocument, { value: parseJson({ text, what }), what });
    return { document, version: row.version, savedAtMs: row.savedAtMs };
  }

  list(): ReturnType<DocumentStore['list']> {
    const rows = this.#connection.read(() => this.#sql.list.all());
    return rows.map((row) => ({ ...row, id: DocumentId.parse(row.id) }));
  }

  versions(id: DocumentId): ReturnType<DocumentStore['versions']> {
    return this.#connection.read(() => this.#sql.versions.all(id));
  }

  remove(id: DocumentId): boolean {
    return this.#connection.write('normal', () => this.#sql.hide.run(id).changes === 1);
  }

  #put(document: TeamDocument, version: number): DocumentVersion {
    const savedAtMs = this.#nowMs();
    const { id, name } = document;
    const agents = document.nodes.filter((node) => node.component.component_type === 'agent').length;
    this.#sql.putHead.run({ id, name, version, savedAtMs, agents });
    this.#sql.putVersion.run(id, version, name, savedAtMs, this.#blobs.put(JSON.stringify(document)));
    return { document, version, savedAtMs };
  }
}

interface StoredVersion {
  readonly version: number;
  readonly savedAtMs: number;
  readonly content: string;
}

function prepareStatements(connection: Connection) {
  const selectVersion = `SELECT v.version, v.saved_at_ms AS savedAtMs, v.content FROM document_versions v`;
  return {
    head: connection.prepare<[id: string], { newest: number; hidden: 0 | 1 }>(
      `SELECT newest, hidden FROM documents WHERE id = ?`,
    ),
    putHead: connection.prepare<[{ id: string; name: string; version: number; savedAtMs: number; agents: number }]>(
      `INSERT INTO documents (id, name, newest, updated_at_ms, agents) VALUES (:id, :name, :version, :savedAtMs, :agents)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, newest = excluded.newest,
         updated_at_ms = excluded.updated_at_ms, agents = excluded.agents, hidden = 0`,
    ),
    putVersion: connection.prepare<[id: string, version: number, name: string, savedAtMs: number, content: string]>(
      `INSERT INTO document_versions (document, version, name, saved_at_ms, content) VALUES (?, ?, ?, ?, ?)`,
    ),
    openNewest: connection.prepare<[id: string], StoredVersion>(
      `${selectVersion} JOIN documents d ON d.id = v.document AND d.newest = v.version WHERE d.id = ? AND d.hidden = 0`,
    ),
    openVersion: connection.prepare<[id: string, version: number], StoredVersion>(
      `${selectVersion} WHERE v.document = ? AND v.version = ?`,
    ),
    list: connection.prepare<[], { id: string; name: string; version: number; updatedAtMs: number; agents: number }>(
      `SELECT id, name, newest AS version, updated_at_ms AS updatedAtMs, agents FROM documents
       WHERE hidden = 0 ORDER BY updated_at_ms DESC, rowid DESC`,
    ),
    versions: connection.prepare<[id: string], { version: number; savedAtMs: number; name: string }>(
      `SELECT v.version, v.saved_at_ms AS savedAtMs, v.name FROM document_versions v
       JOIN documents d ON d.id = v.document WHERE d.id = ? AND d.hidden = 0 ORDER BY v.version DESC`,
    ),
    hide: connection.prepare<[id: string]>(`UPDATE documents SET hidden = 1 WHERE id = ? AND hidden = 0`),
  };
}
