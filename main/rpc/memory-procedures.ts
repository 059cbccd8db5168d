import { implement } from '@orpc/server';
import { failureText } from '../../shared/failure.ts';
import { memoryContract, type MemoryEntryInfo } from '../../shared/rpc/memory-contract.ts';
import type { SpaceName } from '../../shared/run/memory-outcome.ts';
import type { MemoryEntry } from '../core/memory-store.ts';
import { rootAt } from '../indexing/find-files.ts';
import { indexPaths, indexWords } from '../indexing/index-paths.ts';
import type { Engine } from './engine.ts';
import { clearErrors } from './rpc-errors.ts';

const procedure = implement(memoryContract).$context<Engine>().use(clearErrors);

const PAGE = 100;

/** The memory page: spaces, their entries, and the indexing of files as a job. */
export const memoryProcedures = procedure.router({
  spaces: procedure.spaces.handler(({ context: { memories, documents } }) =>
    memories.store.spaces().map(({ name, document: owner, ...counts }) => ({
      space: { name, document: owner },
      documentName: owner === null ? null : (documents.open(owner)?.document.name ?? null),
      ...counts,
    })),
  ),
  entries: procedure.entries.handler(({ input: { before, ...query }, context: { memories } }) => {
    const page = { ...query, most: PAGE + 1, ...(before !== undefined && { before }) };
    const found = memories.store.entries(page);
    return { entries: found.slice(0, PAGE).map(entryInfo), hasMore: found.length > PAGE && query.search.trim() === '' };
  }),
  add: procedure.add.handler(({ input: { space, text }, context: { memories } }) =>
    memories.store.add(space, { content: { content: text, mime_type: 'text/plain' }, source: '' }),
  ),
  remove: procedure.remove.handler(({ input: { space, id }, context: { memories } }) =>
    memories.store.remove(space, id),
  ),
  clear: procedure.clear.handler(({ input: { space }, context: { memories } }) => memories.store.clear(space)),
  index: procedure.index.handler(async ({ input: { space, path, embedding }, context, errors }) => {
    const { memories, jobs, readPdf } = context;
    if (jobs.isRunning(indexJob(space))) throw errors.REFUSED({ message: BUSY });
    try {
      const paths = [await rootAt(path)];
      const embedder = embedding.trim() === '' ? undefined : memories.createEmbedder({ embedding });
      const id = indexJob(space);
      jobs.start({
        id,
        title: `Index ${path.trim()}`,
        work: async (signal, tell) =>
          indexWords(await indexPaths({ store: memories.store, space, paths, embedder, readPdf, signal, tell })),
      });
      return { job: id };
    } catch (error) {
      throw errors.REFUSED({ message: failureText(error), cause: error });
    }
  }),
});

const BUSY = 'Files are being added to this space already. Wait until that is done.';

/** At most one folder is indexed into a space at a time. */
function indexJob({ name, document }: SpaceName): string {
  return `memory:${document ?? ''}:${name}`;
}

function entryInfo({ content, ...entry }: MemoryEntry): MemoryEntryInfo {
  const { line, page } = content.metadata ?? {};
  return {
    ...entry,
    text: typeof content.content === 'string' ? content.content : JSON.stringify(content.content),
    line: typeof line === 'number' ? line : null,
    page: typeof page === 'number' ? page : null,
  };
}
