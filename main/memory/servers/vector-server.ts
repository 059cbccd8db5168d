import type * as Chroma from 'chromadb';
import type * as Pinecone from '@pinecone-database/pinecone';
import type * as Qdrant from '@qdrant/js-client-rest';
import { AppError, failureText } from '../../../shared/failure.ts';

/** The official clients, which come with a pack. @throws where it is not installed */
export interface ServerClients {
  chroma(): Promise<typeof Chroma>;
  qdrant(): Promise<typeof Qdrant>;
  pinecone(): Promise<typeof Pinecone>;
}

/** What all servers are reached with. */
export interface ServerPorts {
  readonly clients: ServerClients;
  /** The key that a component names, where it may go to this address. @throws where there is none of that name */
  readonly keyFor: (written: string | null | undefined, url: string) => string | undefined;
  /** The same headers, with keys in the place of their names. */
  readonly headersFor: (headers: Readonly<Record<string, string>>, url: string) => Readonly<Record<string, string>>;
}

/** An entry as servers keep it. */
export interface ServerEntry {
  /** A UUID. */
  readonly id: string;
  readonly vector: readonly number[];
  readonly text: string;
  readonly metadata: Readonly<Record<string, string | number | boolean>>;
}

/** An entry that was found. */
export interface FoundOnServer extends Pick<ServerEntry, 'id' | 'text' | 'metadata'> {
  /** 0 to 1. */
  readonly score: number;
}

/**
 * One collection on a server that keeps vectors.
 *
 * Contract:
 * - `find` gives the nearest first, and nothing where the collection is not there yet;
 * - `put` of an id that is there replaces it; it makes the collection where it is missing;
 * - `clear` leaves nothing.
 */
export interface VectorServer {
  /** Where it is, for messages. */
  readonly url: string;
  find(vector: readonly number[], most: number, signal: AbortSignal): Promise<FoundOnServer[]>;
  put(entry: ServerEntry, signal: AbortSignal): Promise<void>;
  clear(signal: AbortSignal): Promise<void>;
}

/** A server could not be asked, or refused. */
export class MemoryServerError extends AppError {
  readonly code = 'memory-server';
  /** True where the same question may be answered later. */
  readonly retryable: boolean;

  constructor({ label, url, cause }: { label: string; url: string; cause: unknown }) {
    const status = statusOf(cause);
    super(`${label} at ${url} did not do what it was asked: ${reasonOf(cause)}`, { cause });
    this.retryable = status === undefined || status === 429 || status >= 500;
  }
}

/** Chroma's client tells what an answer was by the name of its error alone. */
const CHROMA_STATUS: Readonly<Record<string, number>> = {
  ChromaClientError: 400,
  ChromaValueError: 400,
  ChromaUnauthorizedError: 401,
  ChromaForbiddenError: 403,
  ChromaNotFoundError: 404,
  ChromaUniqueError: 409,
  ChromaQuotaExceededError: 422,
  ChromaRateLimitError: 429,
};

function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { status, statusCode, name } = error as { status?: unknown; statusCode?: unknown; name?: unknown };
  const told = status ?? statusCode;
  return typeof told === 'number' ? told : CHROMA_STATUS[String(name)];
}

/** Fetch says only that it failed; why stands below. Chroma's client names a long address first, and calls the reason a status. */
function reasonOf(error: unknown): string {
  const refused = /^Bad request to \S+ with status: (.+)/s.exec(failureText(error))?.[1];
  if (refused !== undefined) return refused;
  const below = error instanceof Error && error.cause !== undefined ? `: ${failureText(error.cause)}` : '';
  return `${failureText(error)}${below}`;
}
