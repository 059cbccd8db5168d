/** Providers that a person can name for a whole team. */
export const OVERRIDE_PROVIDERS = ['openai', 'anthropic', 'ollama'] as const;

/** One model in place of all models of a team. Naming a base URL here confirms it for the provider's key. */
export interface ModelOverride {
  readonly provider: (typeof OVERRIDE_PROVIDERS)[number];
  readonly model: string;
  readonly baseUrl?: string;
}
