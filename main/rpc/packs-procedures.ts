import { implement } from '@orpc/server';
import { packsContract } from '../../shared/rpc/packs-contract.ts';
import type { Engine } from './engine.ts';
import { clearErrors } from './rpc-errors.ts';

const procedure = implement(packsContract).$context<Engine>().use(clearErrors);

const jobOf = (id: string): string => `pack:${id}`;

/** Packs: what there is, installing as a job, removing. */
export const packsProcedures = procedure.router({
  list: procedure.list.handler(({ context }) => context.packs.list()),
  install: procedure.install.handler(({ input: { id }, context: { packs, jobs }, errors }) => {
    const pack = packs.find(id);
    if (pack === undefined) throw errors.UNKNOWN_PACK();
    jobs.start({ id: jobOf(id), title: pack.title, work: (signal, tell) => packs.install(pack, signal, tell) });
  }),
  remove: procedure.remove.handler(async ({ input: { id }, context: { packs, jobs }, errors }) => {
    const pack = packs.find(id);
    if (pack === undefined) throw errors.UNKNOWN_PACK();
    if (jobs.isRunning(jobOf(id))) throw errors.BUSY();
    await packs.remove(pack);
  }),
});
