import type * as z from 'zod';
import type { ComponentDefinition } from '../../shared/component/definition.ts';
import { AppError } from '../../shared/failure.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { Redactor } from '../core/redactor.ts';
import type { CacheStore } from '../core/store.ts';
import type { LocalModels } from './local-models.ts';
import type { ModelClient } from './model-client.ts';
import type { ServerPorts } from './server-exchange.ts';

/** A component that makes no model client: its provider is not built yet, or its config is not as the schema says. */
export class ModelConfigError extends AppError {
  readonly code = 'model-config';
}

export interface ModelComponent {
  readonly provider: string;
  readonly config: JsonObject;
}

/** Where answers are kept: until the process ends, or in the data folder. */
export interface CachePorts {
  readonly memory: CacheStore;
  readonly kept: CacheStore;
  /** Takes keys out of what is kept. */
  readonly redactor: Redactor;
}

/** What all model clients of an engine are made with. */
export interface ModelPorts extends ServerPorts {
  /** Without them nothing is kept. */
  readonly caches?: CachePorts | undefined;
  /** Without them no model can be run inside of Troupe. */
  readonly localModels?: LocalModels | undefined;
}

/** What a builder may use. */
export interface ModelContext extends ModelPorts {
  /** Makes the client of a component that is nested in this one: what a cache or a chain of models stands before. */
  create(component: ModelComponent): ModelClient;
}

/** Makes the live clients of one component. One stands in each provider's file; `model-builders.ts` lists them. */
export interface ModelBuilder {
  readonly provider: string;
  /** @throws ModelConfigError where the config is not as the schema says. */
  build(config: JsonObject, context: ModelContext): ModelClient;
}

/** A builder that reads the config by the schema of its component first. */
export function modelBuilder<T extends ComponentDefinition>(
  { provider, config: schema }: T,
  build: (config: z.output<T['config']>, context: ModelContext) => ModelClient,
): ModelBuilder {
  return {
    provider,
    build(config, context) {
      const parsed = schema.safeParse(config);
      if (parsed.success) return build(parsed.data as z.output<T['config']>, context);
      const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
      throw new ModelConfigError(`The config of "${provider}" is not valid. ${faults.join(' ')}`);
    },
  };
}
