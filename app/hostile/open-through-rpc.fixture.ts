// A program of its own, watched from outside: opens, checks and exports every file of a folder through the engine's RPC.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { router } from '../../main/rpc/router.ts';
import { composeEngine } from '../engine/compose-engine.ts';
import { secretsOfThisProcess } from '../engine/process-secrets.ts';

const [folder, dataFolder] = process.argv.slice(2) as [string, string];
const composed = composeEngine({ host: 'serve', dataFolder, notices: [], secrets: secretsOfThisProcess() });
const api = createRouterClient(router, { context: composed.engine });
for (const fileName of readdirSync(folder).toSorted()) {
  const text = readFileSync(join(folder, fileName), 'utf8');
  await attempt(() => api.documents.previewFile({ fileName, text }));
  await attempt(async () => {
    const { stored } = await api.documents.importFile({ fileName, text });
    const { id } = stored.document;
    await api.documents.open({ id });
    await api.documents.check({ document: stored.document });
    await attempt(() => api.documents.exportFile({ id, to: 'autogen', repair: true }));
    await attempt(() => api.documents.exportFile({ id, to: 'document', repair: false }));
    await attempt(() => api.runs.estimate({ document: stored.document, task: 'Go' }));
    await api.documents.duplicate({ id });
  });
}
await composed.close();

/** What is refused is refused with words. */
async function attempt(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (
      !(error instanceof Error) ||
      error.message === '' ||
      !('code' in error) ||
      error.code === 'INTERNAL_SERVER_ERROR'
    )
      throw error;
  }
}
