import { providerFacts } from '../../shared/component/model-providers.ts';
import type { KeyPorts } from './key-ring.ts';
import { type CachePorts, type ModelComponent, ModelConfigError, type ModelContext } from './model-builder.ts';
import { modelBuilders } from './model-builders.ts';
import type { ModelClient } from './model-client.ts';
import type { ModelOverride } from './model-override.ts';

export interface ModelClientQuestion {
  readonly component: ModelComponent;
  readonly keys: KeyPorts;
  readonly caches?: CachePorts;
  /** Every model client of a run becomes this one. */
  readonly override?: ModelOverride | undefined;
}

const builders = new Map(modelBuilders.map((builder) => [builder.provider, builder]));

/**
 * Makes the live client of a model component. Building costs nothing: SDKs are loaded and keys are looked up by the
 * first call.
 * @throws ModelConfigError for what the compiler refuses beforehand.
 */
export function createModelClient({ component, keys, caches, override }: ModelClientQuestion): ModelClient {
  if (override === undefined) return build(component, { keys, caches });
  return build(toComponent(override), { keys: confirm(override, keys), caches });
}

function build({ provider, config }: ModelComponent, ports: Omit<ModelContext, 'create'>): ModelClient {
  const builder = builders.get(provider);
  if (builder === undefined) throw new ModelConfigError(`Troupe has no model client for "${provider}" yet.`);
  return builder.build(config, { ...ports, create: (nested) => build(nested, ports) });
}

function toComponent({ provider, model, baseUrl }: ModelOverride): ModelComponent {
  const { component } = providerFacts(provider);
  if (component === undefined) throw new ModelConfigError(`No model can be named of "${provider}".`);
  return {
    provider: component.provider,
    config: { model, ...(baseUrl !== undefined && { [component.urlKey]: baseUrl }) },
  };
}

/** Naming a base URL for a run confirms it for the provider's key. */
function confirm({ provider, baseUrl }: ModelOverride, keys: KeyPorts): KeyPorts {
  return baseUrl === undefined ? keys : { ...keys, confirmed: [...keys.confirmed, { owner: provider, baseUrl }] };
}
