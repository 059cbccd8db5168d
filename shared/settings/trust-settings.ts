import * as z from 'zod';

/** A piece of a document that a person looked at and let run. */
export const TrustedPiece = z.object({ digest: z.string(), title: z.string() });
export type TrustedPiece = z.infer<typeof TrustedPiece>;

/** Which documents came from files, and what of such ones may run. */
export const TrustSettings = z.object({
  /** Ids of documents that were imported, copied from one that was, or given parts from elsewhere. */
  imported: z.array(z.string()),
  /** Newest last. */
  trusted: z.array(TrustedPiece),
});
export type TrustSettings = z.infer<typeof TrustSettings>;

export const trustDefaults: TrustSettings = { imported: [], trusted: [] };
