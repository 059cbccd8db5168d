import { MODEL_PROVIDER_NAMES, type ModelProviderName, providerFacts } from '../../shared/component/model-providers.ts';

/** Providers that a person can name for a whole team. */
export const OVERRIDE_PROVIDERS: readonly ModelProviderName[] = MODEL_PROVIDER_NAMES.filter(
  (name) => providerFacts(name).component !== undefined,
);

/** One model in place of all models of a team. Naming a base URL here confirms it for the provider's key. */
export interface ModelOverride {
  readonly provider: ModelProviderName;
  readonly model: string;
  readonly baseUrl?: string;
}
