import { implement } from '@orpc/server';
import { localModelsContract } from '../../shared/rpc/local-models-contract.ts';
import type { Engine } from './engine.ts';
import { clearErrors } from './rpc-errors.ts';

const procedure = implement(localModelsContract).$context<Engine>().use(clearErrors);

const jobOf = (name: string): string => `model:${name}`;

/** Model files: what is here, downloads as jobs, files of the user's own. */
export const localModelsProcedures = procedure.router({
  list: procedure.list.handler(({ context }) => context.modelFolder.list()),
  download: procedure.download.handler(({ input: { url, sha256 }, context: { jobs, modelFolder } }) => {
    const name = modelFolder.nameFor(url);
    jobs.start({
      id: jobOf(name),
      title: name,
      work: (signal, tell) => modelFolder.download({ url, sha256 }, signal, tell),
    });
    return { name };
  }),
  choose: procedure.choose.handler(({ input, context }) => context.modelFolder.choose(input.path)),
  remove: procedure.remove.handler(async ({ input: { name }, context: { jobs, modelFolder } }) => {
    await jobs.cancel(jobOf(name));
    await modelFolder.remove(name);
  }),
});
