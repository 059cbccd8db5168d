import { oc } from '@orpc/contract';
import * as z from 'zod';
import { DocumentId } from '../ids.ts';
import { TeamDocument } from '../team/document.ts';
import { Issue } from '../team/issue.ts';

/** One line of the list of documents. */
export const DocumentSummary = z.object({
  id: DocumentId,
  name: z.string(),
  version: z.number().int().positive(),
  updatedAtMs: z.number().int(),
  agents: z.number().int().nonnegative(),
});
export type DocumentSummary = z.infer<typeof DocumentSummary>;

/** A stored document and the number of the version it is. Each save makes a new version; old ones are kept. */
export const StoredDocument = z.object({ document: TeamDocument, version: z.number().int().positive() });
export type StoredDocument = z.infer<typeof StoredDocument>;

const file = z.object({ fileName: z.string(), text: z.string() });
const invalidFile = { INVALID_FILE: { data: z.object({ issues: z.array(Issue) }) } } as const;

const notFound = { NOT_FOUND: { message: 'This document is not here any more.' } } as const;

export const documentsContract = {
  list: oc.output(z.array(DocumentSummary)),
  /** An empty document, or one made from a template. */
  create: oc
    .input(z.object({ template: z.string().optional(), name: z.string().optional() }))
    .output(StoredDocument)
    .errors(notFound),
  open: oc
    .input(z.object({ id: DocumentId, version: z.number().int().optional() }))
    .output(StoredDocument)
    .errors(notFound),
  /** Saves on top of `base`. STALE tells that another window saved first; nothing is overwritten then. */
  save: oc
    .input(z.object({ document: TeamDocument, base: z.number().int().positive() }))
    .output(z.object({ version: z.number().int().positive() }))
    .errors({ ...notFound, STALE: { data: z.object({ version: z.number().int() }) } }),
  duplicate: oc
    .input(z.object({ id: DocumentId }))
    .output(StoredDocument)
    .errors(notFound),
  remove: oc
    .input(z.object({ id: DocumentId }))
    .output(z.void())
    .errors(notFound),
  versions: oc
    .input(z.object({ id: DocumentId }))
    .output(z.array(z.object({ version: z.number().int(), savedAtMs: z.number().int(), name: z.string() })))
    .errors(notFound),
  /**
   * What `importFile` would open, and what is to be known of the file: errors that keep the team from being run,
   * warnings, and notes on what an import changes, in this order. Nothing is stored.
   */
  previewFile: oc
    .input(file)
    .output(z.object({ document: TeamDocument, issues: z.array(Issue) }))
    .errors(invalidFile),
  /** Stores what a file holds: a team document, AutoGen component JSON, or a gallery. Nothing in it is run. */
  importFile: oc
    .input(file)
    .output(z.object({ stored: StoredDocument, notes: z.array(Issue) }))
    .errors(invalidFile),
  /** Parts from elsewhere are put into this document: what runs in it is shown before it does, as of one that was imported. */
  takeIn: oc.input(z.object({ id: DocumentId })).output(z.void()),
  exportFile: oc
    .input(z.object({ id: DocumentId, to: z.enum(['autogen', 'document']), repair: z.boolean() }))
    .output(z.object({ fileName: z.string(), text: z.string(), notes: z.array(Issue) }))
    .errors({ ...notFound, CANNOT_EXPORT: { data: z.object({ issues: z.array(Issue) }) } }),
  /** What is wrong with this drawing, as it is on the canvas now. */
  check: oc.input(z.object({ document: TeamDocument })).output(z.array(Issue)),
};
