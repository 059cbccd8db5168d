import * as z from 'zod';
import { EdgeId, NodeId } from '../ids.ts';

/**
 * Something about a document that the user should know. Errors block *Run*, warnings do not, notes tell what an import
 * or export changed. `path` is a JSON path from the root of the file or of the node's config: `$.config.participants[0]`;
 * it is empty where nothing could be read.
 */
export const Issue = z.object({
  /** Stable name of the rule, kebab-case: `duplicate-name`. */
  rule: z.string(),
  severity: z.enum(['error', 'warning', 'note']),
  node: NodeId.optional(),
  edge: EdgeId.optional(),
  path: z.string(),
  /** What is wrong and what to do, one or two plain sentences. */
  message: z.string(),
  /** A repair that can be applied with one click, in words. */
  fix: z.string().optional(),
});
export type Issue = z.infer<typeof Issue>;
