import { oc } from '@orpc/contract';
import * as z from 'zod';
import { DocumentId } from '../ids.ts';
import { KeptPart } from '../team/kept-part.ts';

const NOT_FOUND = { NOT_FOUND: { message: 'This part is not there any more.' } } as const;

export const partsContract = {
  /** The user's own parts, by title. */
  list: oc.output(z.array(KeptPart)),
  /** Keeps a part of this document, in place of one of the same title and kind. */
  keep: oc
    .input(KeptPart.pick({ title: true, clip: true }).extend({ document: DocumentId }))
    .output(z.object({ replaced: z.boolean() })),
  remove: oc
    .input(KeptPart.pick({ id: true }))
    .output(z.void())
    .errors(NOT_FOUND),
};
