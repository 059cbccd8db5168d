import { implement } from '@orpc/server';
import { modelsContract } from '../../shared/rpc/models-contract.ts';
import { failureText } from '../../shared/failure.ts';
import { listModels } from '../models/list-models.ts';
import { type ModelComponent, ModelConfigError } from '../models/model-builder.ts';
import { testConnection, testWithoutModel } from '../models/test-connection.ts';
import type { Engine } from './engine.ts';
import { clearErrors } from './rpc-errors.ts';

const procedure = implement(modelsContract).$context<Engine>().use(clearErrors);

/** What one can know of a model before a run: which there are, and whether it answers. */
export const modelsProcedures = procedure.router({
  list: procedure.list.handler(async ({ input, context }) => {
    try {
      return await listModels(context.createModel(withSomeModel(input)));
    } catch (error) {
      if (!(error instanceof ModelConfigError)) throw error;
      return { models: [], reason: failureText(error) };
    }
  }),
  test: procedure.test.handler(async ({ input, context }) => {
    try {
      const client = context.createModel(withSomeModel(input));
      return await (hasNoModel(input) ? testWithoutModel(client) : testConnection(client));
    } catch (error) {
      if (!(error instanceof ModelConfigError)) throw error;
      const advice = 'Correct the fields that are named.';
      return { ok: false as const, code: error.code, message: error.message, advice, durationMs: 0 };
    }
  }),
});

/** A preset of a server has no model until one is chosen from its list. */
function hasNoModel({ config }: ModelComponent): boolean {
  return config['model'] === '';
}

/** A server can be asked for its models before one is chosen; no client is built without the name of one. */
function withSomeModel(component: ModelComponent): ModelComponent {
  return hasNoModel(component) ? { ...component, config: { ...component.config, model: 'not chosen' } } : component;
}
