import { implement } from '@orpc/server';
import { appContract } from '../../shared/rpc/app-contract.ts';
import { listTemplates } from '../compiler/templates.ts';
import { detectProviders } from '../models/detect-providers.ts';
import type { Engine } from './engine.ts';
import { clearErrors } from './rpc-errors.ts';

const procedure = implement(appContract).$context<Engine>().use(clearErrors);

/** What the program is, what it found on this machine, and what there is to begin with. */
export const appProcedures = procedure.router({
  info: procedure.info.handler(({ context }) => ({ ...context.about, notices: [...context.about.notices] })),
  providers: procedure.providers.handler(({ context }) => detectProviders(context.keys)),
  templates: procedure.templates.handler(({ context }) => listTemplates(context.templateFolder)),
});
