import type { FailedAttempt } from './effects.ts';

/** Which model makes vectors, as a component says it. */
export interface EmbedderConfig {
  /** `offline`, or `PROVIDER:MODEL`. */
  readonly embedding: string;
  readonly base_url?: string | null | undefined;
  readonly api_key?: string | null | undefined;
}

/** The embedding model that a component names. @throws where there is none of that name */
export type CreateEmbedder = (config: EmbedderConfig) => Embedder;

/** Vectors of some texts, in their order, and the tokens that were read. */
export interface Embedded {
  readonly vectors: readonly Float32Array[];
  /** Undefined where nobody counts them. */
  readonly tokens: number | undefined;
}

/**
 * Turns texts into vectors: what means nearly the same points in nearly the same direction.
 *
 * Contract:
 * - all vectors of one label have the same length; those of different labels are never compared;
 * - called only through the door or by a job, with at most `batch` texts at once;
 * - stops when `signal` is aborted.
 */
export interface Embedder {
  /** Provider and model in words, for prices and as the name of its vectors: `openai:text-embedding-3-small`. */
  readonly label: string;
  /** True where it reaches another machine. */
  readonly isPaid: boolean;
  readonly batch: number;
  embed(texts: readonly string[], signal: AbortSignal): Promise<Embedded>;
  readonly retry?: (failed: FailedAttempt) => number | undefined;
}
