/** What is known of a provider of models: whose key it is, where it may go, and which component asks it. */
export interface ModelProviderFacts {
  /** As people write it: "OpenAI". */
  readonly title: string;
  /** Its own host; this one and all below it may have its key. Absent: a key goes only where a person has said so. */
  readonly host?: string;
  /** The variable that holds its key. */
  readonly keyVariable: string;
  /** The variable by which people name another server of theirs. */
  readonly baseUrlVariable?: string;
  /** How `--model NAME:MODEL@URL` becomes a component; absent: it cannot be named there. */
  readonly component?: {
    readonly provider: string;
    /** Key of the config that holds the base URL. */
    readonly urlKey: string;
  };
}

const OPENAI = 'autogen_ext.models.openai.OpenAIChatCompletionClient';

/** Every provider by the name that is used for its key (`secret:NAME`) and in `--model NAME:MODEL`. */
export const MODEL_PROVIDERS = {
  openai: {
    title: 'OpenAI',
    host: 'api.openai.com',
    keyVariable: 'OPENAI_API_KEY',
    baseUrlVariable: 'OPENAI_BASE_URL',
    component: { provider: OPENAI, urlKey: 'base_url' },
  },
  anthropic: {
    title: 'Anthropic',
    host: 'api.anthropic.com',
    keyVariable: 'ANTHROPIC_API_KEY',
    baseUrlVariable: 'ANTHROPIC_BASE_URL',
    component: { provider: 'autogen_ext.models.anthropic.AnthropicChatCompletionClient', urlKey: 'base_url' },
  },
  gemini: { title: 'Google', host: 'generativelanguage.googleapis.com', keyVariable: 'GEMINI_API_KEY' },
  llama: { title: 'Llama API', host: 'api.llama.com', keyVariable: 'LLAMA_API_KEY' },
  ollama: {
    title: 'Ollama',
    host: 'ollama.com',
    keyVariable: 'OLLAMA_API_KEY',
    component: { provider: 'autogen_ext.models.ollama.OllamaChatCompletionClient', urlKey: 'host' },
  },
} as const satisfies Readonly<Record<string, ModelProviderFacts>>;

/** Name of a provider of models, and of its key. */
export type ModelProviderName = keyof typeof MODEL_PROVIDERS;

/** All names, in the order in which people are shown them. */
export const MODEL_PROVIDER_NAMES = Object.keys(MODEL_PROVIDERS) as [ModelProviderName, ...ModelProviderName[]];

/** What is known of a provider. */
export function providerFacts(name: ModelProviderName): ModelProviderFacts {
  return MODEL_PROVIDERS[name];
}
