import * as z from 'zod';

/** Something in a document that runs, or reaches out, when the team does. */
export const TrustPiece = z.object({
  /** Equal for equal pieces: one that was changed is another. */
  digest: z.string(),
  /** `code`: a program in the document; `command`: a program of this machine; `host`: where it connects to; `executor`: what runs code of agents; `memory`: what teams share. */
  kind: z.enum(['code', 'command', 'host', 'executor', 'memory']),
  /** Whose it is: "Python tool word_count". */
  title: z.string(),
  /** The code, the command line, the address. Characters that cannot be seen are written out. */
  text: z.string(),
});
export type TrustPiece = z.infer<typeof TrustPiece>;
