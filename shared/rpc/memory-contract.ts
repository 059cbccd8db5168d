import { oc } from '@orpc/contract';
import * as z from 'zod';
import { RunId } from '../ids.ts';
import { SpaceName } from '../run/memory-outcome.ts';

/** A space, and how much is in it. */
export const MemorySpaceInfo = z.object({
  space: SpaceName,
  /** Name of the document that it belongs to; null where it is shared, or the document is gone. */
  documentName: z.string().nullable(),
  entries: z.number().int().nonnegative(),
  files: z.number().int().nonnegative(),
  /** When the newest entry was made, milliseconds since the Unix epoch; null where there is none. */
  lastAtMs: z.number().nullable(),
});
export type MemorySpaceInfo = z.infer<typeof MemorySpaceInfo>;

/** One entry of a space. */
export const MemoryEntryInfo = z.object({
  id: z.number().int(),
  text: z.string(),
  /** Who wrote it: an agent's name, a file's path; empty for a person. */
  source: z.string(),
  /** Its first line in that file. */
  line: z.number().int().nullable(),
  /** Its page in that file, from 1. */
  page: z.number().int().nullable(),
  run: RunId.nullable(),
  sequence: z.number().int().nullable(),
  createdAtMs: z.number(),
});
export type MemoryEntryInfo = z.infer<typeof MemoryEntryInfo>;

const space = z.object({ space: SpaceName });
const refused = { REFUSED: { message: 'This is not possible.' } } as const;

export const memoryContract = {
  spaces: oc.output(z.array(MemorySpaceInfo)),
  /** Newest first, or best first where words are searched for. `before`: number of the last entry of the page before. */
  entries: oc
    .input(space.extend({ search: z.string().max(500), before: z.number().int().optional() }))
    .output(z.object({ entries: z.array(MemoryEntryInfo), hasMore: z.boolean() })),
  add: oc.input(space.extend({ text: z.string().trim().min(1).max(20_000) })).output(z.void()),
  remove: oc.input(space.extend({ id: z.number().int() })).output(z.void()),
  /** Takes all entries out, and the space with them. */
  clear: oc.input(space).output(z.void()),
  /** Begins the job `memory:NAME`. Paths are those of a person, never of a document. REFUSED says what is wrong. */
  index: oc
    .input(space.extend({ path: z.string().max(4000), embedding: z.string().max(200) }))
    .output(z.object({ job: z.string() }))
    .errors(refused),
};
