import { implement } from '@orpc/server';
import { modelsContract } from '../../shared/rpc/models-contract.ts';
import { failureText } from '../../shared/failure.ts';
import { listModels } from '../models/list-models.ts';
import { ModelConfigError } from '../models/model-builder.ts';
import { testConnection } from '../models/test-connection.ts';
import type { Engine } from './engine.ts';
import { clearErrors } from './rpc-errors.ts';

const procedure = implement(modelsContract).$context<Engine>().use(clearErrors);

/** What one can know of a model before a run: which there are, and whether it answers. */
export const modelsProcedures = procedure.router({
  list: procedure.list.handler(async ({ input, context }) => {
    try {
      return await listModels(context.createModel(input));
    } catch (error) {
      if (!(error instanceof ModelConfigError)) throw error;
      return { models: [], reason: failureText(error) };
    }
  }),
  test: procedure.test.handler(async ({ input, context }) => {
    try {
      return await testConnection(context.createModel(input));
    } catch (error) {
      if (!(error instanceof ModelConfigError)) throw error;
      const advice = 'Correct the fields that are named.';
      return { ok: false as const, code: error.code, message: error.message, advice, durationMs: 0 };
    }
  }),
});
