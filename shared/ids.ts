import * as z from 'zod';

/** Names one run. A fork or a follow-up task is a run of its own. */
export const RunId = z.string().min(1).max(64).brand<'RunId'>();
export type RunId = z.infer<typeof RunId>;

/** Names one team document, for its whole life. */
export const DocumentId = z.string().min(1).max(64).brand<'DocumentId'>();
export type DocumentId = z.infer<typeof DocumentId>;

/** Names a node inside one team document. */
export const NodeId = z.string().min(1).max(200).brand<'NodeId'>();
export type NodeId = z.infer<typeof NodeId>;

/** Names an edge inside one team document. */
export const EdgeId = z.string().min(1).max(200).brand<'EdgeId'>();
export type EdgeId = z.infer<typeof EdgeId>;

/** SHA-256 of canonical JSON or of bytes, base64url without padding. Names content: plans, documents, blobs. */
export const ContentHash = z.string().min(20).max(64).brand<'ContentHash'>();
export type ContentHash = z.infer<typeof ContentHash>;
