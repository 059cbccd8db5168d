import { implement } from '@orpc/server';
import { jobsContract } from '../../shared/rpc/jobs-contract.ts';
import type { Engine } from './engine.ts';
import { clearErrors, clearStream } from './rpc-errors.ts';

const procedure = implement(jobsContract).$context<Engine>().use(clearErrors);

/** Long jobs of the engine: how far they are, and an end to them. */
export const jobsProcedures = procedure.router({
  watch: procedure.watch.handler(({ context, signal }) =>
    clearStream(context.jobs.watch(signal ?? new AbortController().signal), context),
  ),
  cancel: procedure.cancel.handler(({ input, context }) => context.jobs.cancel(input.id)),
});
