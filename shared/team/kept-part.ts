import * as z from 'zod';
import { Clip } from './clip.ts';

/** A part that the user kept, to be put into any team: one card, with what belongs to it alone. */
export const KeptPart = z.object({
  id: z.string().min(1).max(64),
  title: z.string().min(1).max(200),
  /** The card is the first that was picked. */
  clip: Clip.refine(({ picked, nodes }) => picked.length === 1 && nodes.some(({ id }) => id === picked[0]), {
    error: 'A part is one card.',
  }),
  /** True where it came from a file, so that what it would run is shown before it does. */
  isForeign: z.boolean(),
});
export type KeptPart = z.infer<typeof KeptPart>;
