import { MODEL_PROVIDER_NAMES, type ModelProviderName, providerFacts } from '../../shared/component/model-providers.ts';

/** Providers that a person can name for a whole team. */
export const OVERRIDE_PROVIDERS: readonly ModelOverride['provider'][] = [
  ...MODEL_PROVIDER_NAMES.filter((name) => providerFacts(name).component !== undefined),
  'local',
];

/** One model in place of all models of a team. Naming a base URL here confirms it for the provider's key. */
export interface ModelOverride {
  /** `local`: the model is a GGUF file. */
  readonly provider: ModelProviderName | 'local';
  readonly model: string;
  readonly baseUrl?: string;
}
