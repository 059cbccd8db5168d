import { join } from 'node:path';
import { JobBoard } from '../../main/jobs/job-board.ts';
import { Packs } from '../../main/packs/packs.ts';
import type { PackStatus } from '../../shared/rpc/packs-contract.ts';
import { sizeWords } from '../../shared/size-words.ts';
import { dataFolderHere, packFolder } from '../data-folder.ts';
import { projectRoot } from '../project-root.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import { followJob } from './follow/follow-job.ts';
import type { Command } from './parse-command.ts';
import { UsageError } from './usage-error.ts';

/** `troupe packs`, `troupe packs install PACK`, `troupe packs remove PACK` */
export async function packs(command: Extract<Command, { type: 'packs' }>): Promise<ExitStatus> {
  const store = new Packs({
    sources: join(projectRoot(), 'resources', 'packs'),
    folder: packFolder(dataFolderHere(command.data)),
  });
  if (command.action === 'list') {
    process.stdout.write(store.list().map(packLine).join(''));
    return EXIT.finished;
  }
  const pack = store.find(command.pack);
  if (pack === undefined) {
    const known = store.list().map(({ id }) => id);
    throw new UsageError(`There is no pack "${command.pack}". Known are ${known.join(', ')}.`);
  }
  if (command.action === 'remove') {
    await store.remove(pack);
    process.stdout.write(`${pack.title}: removed.\n`);
    return EXIT.finished;
  }
  const { id, title } = pack;
  return followJob(new JobBoard(), { id, title, work: (signal, tell) => store.install(pack, signal, tell) });
}

const STATES: Record<PackStatus['state'], string> = {
  absent: 'not installed',
  installed: 'installed',
  incomplete: 'not whole: install it again',
  outdated: 'an older one is installed: install it again',
};

function packLine({ id, version, bytes, state, summary }: PackStatus): string {
  return `${id} ${version} (${sizeWords(bytes)}): ${STATES[state]}\n  ${summary}\n`;
}
