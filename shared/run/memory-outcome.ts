import * as z from 'zod';
import { MemoryContent } from '../chat/agent-event.ts';
import { DocumentId } from '../ids.ts';

/** Where entries of memory are kept together: under a name, for one document, or for all where it is null. */
export const SpaceName = z.object({ name: z.string().min(1).max(100), document: DocumentId.nullable() });
export type SpaceName = z.infer<typeof SpaceName>;

/** Who was asked, in words: `text:notes`, `qdrant:facts`. Logs before 29 November 2026 have none. */
const Label = z.string().optional();

/** What all outcomes of memories say. */
export const AskedMemory = z.object({ memory: Label });

/** Outcome of a step that asked a memory. */
export const MemoryRecall = z.object({
  memory: Label,
  /** The question, its beginning where it is long. */
  query: z.string(),
  /** Best first. `metadata` says `id`, `source` and `score`, 1 for all that was asked for. */
  found: z.array(MemoryContent),
});
export type MemoryRecall = z.infer<typeof MemoryRecall>;

/** Outcome of a step that added to a memory. Its entry is kept in the commit of this outcome, where there is a space. */
export const MemoryWrite = z.object({
  memory: Label,
  /** Null: a server keeps it. */
  remembered: SpaceName.nullable(),
  content: MemoryContent,
  /** Who remembered it. */
  source: z.string(),
});
export type MemoryWrite = z.infer<typeof MemoryWrite>;

/** Outcome of a step that emptied a memory; its space is empty from the commit of this outcome. */
export const MemoryClear = z.object({ memory: Label, cleared: SpaceName.nullable() });
export type MemoryClear = z.infer<typeof MemoryClear>;
