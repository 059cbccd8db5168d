import { oc } from '@orpc/contract';
import * as z from 'zod';

/** A GGUF model file that is known here. */
export const LocalModel = z.object({
  /** How a team names it: the file's name in the model folder, or the whole path of a file that was chosen elsewhere. */
  name: z.string(),
  path: z.string(),
  /** Size of the file, or what is there of it. */
  bytes: z.number().int().nonnegative(),
  /** `incomplete`: a download was cut off and can go on. `gone`: a chosen file is not at its place any more. */
  state: z.enum(['ready', 'incomplete', 'gone']),
  /** False for a file of the user's own: taking it from the list leaves it where it is. */
  isOurs: z.boolean(),
  /** Where it was downloaded from. */
  url: z.string().nullable(),
  /** Hash of the whole file, where it was downloaded. */
  sha256: z.string().nullable(),
});
export type LocalModel = z.infer<typeof LocalModel>;

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/i, 'A SHA-256 checksum has 64 digits from 0 to f.');
const refused = { REFUSED: { message: 'This is not possible.' } } as const;

export const localModelsContract = {
  list: oc.output(z.array(LocalModel)),
  /** Begins the job `model:NAME`, or goes on with a download that was cut off. REFUSED says what is wrong with the address. */
  download: oc
    .input(z.object({ url: z.string().max(4000), sha256: Sha256.optional() }))
    .output(z.object({ name: z.string() }))
    .errors(refused),
  /** Puts a file of this machine on the list; it stays where it is. */
  choose: oc
    .input(z.object({ path: z.string().max(4000) }))
    .output(LocalModel)
    .errors(refused),
  /** Deletes a downloaded file, or takes a chosen one from the list. */
  remove: oc
    .input(z.object({ name: z.string() }))
    .output(z.void())
    .errors(refused),
};
