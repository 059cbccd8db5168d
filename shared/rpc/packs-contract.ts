import { oc } from '@orpc/contract';
import * as z from 'zod';

/** A part of Troupe that is too large to come with it, and is installed when it is wanted. */
export const PackStatus = z.object({
  id: z.string(),
  title: z.string(),
  summary: z.string(),
  /** The pinned versions of its packages, for people. */
  version: z.string(),
  /**
   * `incomplete`: an install was cut off, or files of it are gone; installing again mends it.
   * `outdated`: another version is installed than this Troupe asks for.
   */
  state: z.enum(['absent', 'installed', 'incomplete', 'outdated']),
  /** About how much room it takes. */
  bytes: z.number().int().positive(),
});
export type PackStatus = z.infer<typeof PackStatus>;

const pack = z.object({ id: z.string() });
const unknown = { UNKNOWN_PACK: { message: 'There is no such pack.' } } as const;

export const packsContract = {
  list: oc.output(z.array(PackStatus)),
  /** Begins the job `pack:ID`, or joins the one that runs. */
  install: oc.input(pack).output(z.void()).errors(unknown),
  /** Takes it from the disk, and what is left of installs that were cut off. */
  remove: oc
    .input(pack)
    .output(z.void())
    .errors({ ...unknown, BUSY: { message: 'It is being installed.' } }),
};
