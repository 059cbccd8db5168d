import { indexPaths, indexWords } from '../../main/indexing/index-paths.ts';
import type { Engine } from '../../main/rpc/engine.ts';
import type { SpaceName } from '../../shared/run/memory-outcome.ts';
import { placeWords } from '../../shared/run/memory-place.ts';
import { terminalText } from '../../shared/visible-text.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import { followJob } from './follow/follow-job.ts';
import type { MemoryCommand } from './parse-command.ts';
import { terminalEngine } from './terminal-engine.ts';
import { terminalSecrets } from './terminal-secrets.ts';
import { UsageError } from './usage-error.ts';

/** `troupe memory`, `troupe memory show SPACE`, `troupe memory index SPACE PATH…`, `troupe memory clear SPACE` */
export async function memory(command: MemoryCommand): Promise<ExitStatus> {
  const needsKey = command.action === 'index' && command.embedding !== undefined;
  const composed = terminalEngine(command.data, needsKey ? await terminalSecrets(command.data) : undefined);
  try {
    return await perform(command, composed.engine);
  } finally {
    await composed.close();
  }
}

async function perform(command: MemoryCommand, engine: Engine): Promise<ExitStatus> {
  const { store } = engine.memories;
  switch (command.action) {
    case 'list':
      process.stdout.write(terminalText(listed(engine)));
      return EXIT.finished;
    case 'show':
      for (const line of linesOf(engine, sharedSpace(engine, command.space))) process.stdout.write(terminalText(line));
      return EXIT.finished;
    case 'clear':
      store.clear(sharedSpace(engine, command.space));
      process.stdout.write(`${command.space}: cleared.\n`);
      return EXIT.finished;
    case 'index':
      return index(command, engine);
  }
}

function index(
  { space: name, paths, embedding }: Extract<MemoryCommand, { action: 'index' }>,
  engine: Engine,
): Promise<ExitStatus> {
  const { store, createEmbedder } = engine.memories;
  const embedder = embedding === undefined ? undefined : createEmbedder({ embedding });
  const space: SpaceName = { name, document: null };
  return followJob(engine.jobs, {
    id: `memory:${name}`,
    title: name,
    work: async (signal, tell) =>
      indexWords(await indexPaths({ store, space, paths, embedder, readPdf: engine.readPdf, signal, tell })),
  });
}

function sharedSpace({ memories }: Engine, name: string): SpaceName {
  const spaces = memories.store.spaces().filter(({ document }) => document === null);
  if (spaces.some((space) => space.name === name)) return { name, document: null };
  const known = spaces.map((space) => space.name).join(', ');
  throw new UsageError(`There is no shared space "${name}".${known === '' ? '' : ` There are ${known}.`}`);
}

function listed({ memories, documents }: Engine): string {
  const lines = memories.store.spaces().map(({ name, document, entries, files }) => {
    const owner =
      document === null ? 'shared' : `of ${documents.open(document)?.document.name ?? 'a team that is gone'}`;
    return `${name} (${owner}): ${counted(entries, 'entry', 'entries')}${files > 0 ? `, from ${counted(files, 'file', 'files')}` : ''}\n`;
  });
  return lines.length === 0 ? 'Nothing is remembered yet.\n' : lines.join('');
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

const PAGE = 200;

/** Newest first, one a line. */
function* linesOf({ memories }: Engine, space: SpaceName): Generator<string> {
  for (let before: number | undefined; ;) {
    const page = memories.store.entries({ space, most: PAGE, ...(before !== undefined && { before }) });
    for (const { content, source, run } of page) {
      const from = [placeWords(source, content.metadata ?? {}), run ?? ''].filter((part) => part !== '').join(', ');
      const text = typeof content.content === 'string' ? content.content : JSON.stringify(content.content);
      yield `${text.replaceAll(/\s+/g, ' ')}${from === '' ? '' : ` (${from})`}\n`;
    }
    before = page.at(-1)?.id;
    if (page.length < PAGE) return;
  }
}
