import { llamaCppChatCompletionClient } from '../../shared/component/llama-cpp-models.ts';
import { providerFacts } from '../../shared/component/model-providers.ts';
import type { KeyPorts } from './key-ring.ts';
import { type ModelComponent, ModelConfigError, type ModelPorts } from './model-builder.ts';
import { modelBuilders } from './model-builders.ts';
import type { ModelClient } from './model-client.ts';
import type { ModelOverride } from './model-override.ts';

export interface ModelClientQuestion extends ModelPorts {
  readonly component: ModelComponent;
  /** Every model client of a run becomes this one. */
  readonly override?: ModelOverride | undefined;
}

const builders = new Map(modelBuilders.map((builder) => [builder.provider, builder]));

/**
 * Makes the live client of a model component. Building costs nothing: SDKs are loaded and keys are looked up by the
 * first call.
 * @throws ModelConfigError for what the compiler refuses beforehand.
 */
export function createModelClient({ component, override, ...ports }: ModelClientQuestion): ModelClient {
  if (override === undefined) return build(component, ports);
  return build(toComponent(override, ports.keys), { ...ports, keys: confirm(override, ports.keys) });
}

function build({ provider, config }: ModelComponent, ports: ModelPorts): ModelClient {
  const builder = builders.get(provider);
  if (builder === undefined) throw new ModelConfigError(`Troupe has no model client for "${provider}" yet.`);
  return builder.build(config, { ...ports, create: (nested) => build(nested, ports) });
}

function toComponent({ provider, model, baseUrl }: ModelOverride, { env }: KeyPorts): ModelComponent {
  if (provider === 'local') return { provider: llamaCppChatCompletionClient.provider, config: { model_path: model } };
  const { component, baseUrlVariable } = providerFacts(provider);
  if (component === undefined) throw new ModelConfigError(`No model can be named of "${provider}".`);
  const address = baseUrl ?? (baseUrlVariable === undefined ? undefined : env[baseUrlVariable]?.trim() || undefined);
  if (provider === 'azure' && address === undefined) {
    throw new ModelConfigError(
      `Name your resource: azure:${model}@https://NAME.openai.azure.com, or set ${baseUrlVariable}.`,
    );
  }
  return {
    provider: component.provider,
    config: { ...component.config, model, ...(address !== undefined && { [component.urlKey]: address }) },
  };
}

/** Naming a base URL for a run confirms it for the provider's key. */
function confirm({ provider, baseUrl }: ModelOverride, keys: KeyPorts): KeyPorts {
  return baseUrl === undefined || provider === 'local'
    ? keys
    : { ...keys, confirmed: [...keys.confirmed, { owner: provider, baseUrl }] };
}
