import { OPENAI_SERVER, type ServerAbilities, UNKNOWN_SERVER } from './server-abilities.ts';

/** What is known of a provider of models: whose key it is, where it may go, and which component asks it. */
export interface ModelProviderFacts {
  /** As people write it: "OpenAI". */
  readonly title: string;
  /** Its own host; this one and all below it may have its key. Absent: a key goes only where a person has said so. */
  readonly host?: string;
  /** Further hosts of its own. */
  readonly moreHosts?: readonly string[];
  /** The variable that holds its key. */
  readonly keyVariable: string;
  /** The variable by which people name another server of theirs. */
  readonly baseUrlVariable?: string;
  /** How `--model NAME:MODEL@URL` becomes a component; absent: it cannot be named there. */
  readonly component?: {
    readonly provider: string;
    /** Key of the config that holds the base URL. */
    readonly urlKey: string;
    /** What else the config must hold. */
    readonly config?: { readonly [key: string]: string };
  };
  /** A server that speaks OpenAI's language, and how well. */
  readonly server?: {
    readonly baseUrl: string;
    readonly abilities: ServerAbilities;
    /** True: it runs on this machine and needs no key. */
    readonly isLocal?: boolean;
  };
  /** Models that it usually has, the best for most first: what is offered until its own list is there. */
  readonly models: readonly string[];
}

const OPENAI = 'autogen_ext.models.openai.OpenAIChatCompletionClient';
const compatible = (baseUrl: string) =>
  ({ provider: OPENAI, urlKey: 'base_url', config: { base_url: baseUrl } }) as const;
const known = (abilities: Partial<ServerAbilities>): ServerAbilities => ({ ...UNKNOWN_SERVER, ...abilities });

/** Every provider by the name that is used for its key (`secret:NAME`) and in `--model NAME:MODEL`. */
export const MODEL_PROVIDERS = {
  openai: {
    title: 'OpenAI',
    host: 'api.openai.com',
    keyVariable: 'OPENAI_API_KEY',
    baseUrlVariable: 'OPENAI_BASE_URL',
    component: { provider: OPENAI, urlKey: 'base_url' },
    server: { baseUrl: 'https://api.openai.com/v1', abilities: OPENAI_SERVER },
    models: ['gpt-5', 'gpt-5-mini', 'gpt-5-nano', 'gpt-4.1', 'gpt-4.1-mini', 'gpt-4o', 'gpt-4o-mini', 'o3', 'o4-mini'],
  },
  anthropic: {
    title: 'Anthropic',
    host: 'api.anthropic.com',
    keyVariable: 'ANTHROPIC_API_KEY',
    baseUrlVariable: 'ANTHROPIC_BASE_URL',
    component: { provider: 'autogen_ext.models.anthropic.AnthropicChatCompletionClient', urlKey: 'base_url' },
    models: ['claude-sonnet-4-5', 'claude-haiku-4-5', 'claude-opus-4-5', 'claude-sonnet-4-20250514'],
  },
  gemini: {
    title: 'Google',
    host: 'generativelanguage.googleapis.com',
    keyVariable: 'GEMINI_API_KEY',
    component: { provider: 'troupe.models.GeminiChatCompletionClient', urlKey: 'base_url' },
    server: {
      baseUrl: 'https://generativelanguage.googleapis.com/v1beta/openai/',
      abilities: known({}),
    },
    models: ['gemini-2.5-flash', 'gemini-2.5-pro', 'gemini-2.5-flash-lite', 'gemini-2.0-flash'],
  },
  azure: {
    title: 'Azure OpenAI',
    keyVariable: 'AZURE_OPENAI_API_KEY',
    baseUrlVariable: 'AZURE_OPENAI_ENDPOINT',
    component: {
      provider: 'autogen_ext.models.openai.AzureOpenAIChatCompletionClient',
      urlKey: 'azure_endpoint',
      config: { api_version: '2024-10-21' },
    },
    models: ['gpt-4.1', 'gpt-4.1-mini', 'gpt-4o', 'gpt-4o-mini'],
  },
  dashscope: {
    title: 'DashScope',
    host: 'dashscope.aliyuncs.com',
    moreHosts: ['dashscope-intl.aliyuncs.com', 'dashscope-us.aliyuncs.com'],
    keyVariable: 'DASHSCOPE_API_KEY',
    component: compatible('https://dashscope.aliyuncs.com/compatible-mode/v1'),
    server: { baseUrl: 'https://dashscope.aliyuncs.com/compatible-mode/v1', abilities: known({}) },
    models: ['qwen-plus', 'qwen-max', 'qwen-turbo', 'qwen3-coder-plus', 'qwen-vl-max'],
  },
  deepseek: {
    title: 'DeepSeek',
    host: 'api.deepseek.com',
    keyVariable: 'DEEPSEEK_API_KEY',
    component: compatible('https://api.deepseek.com/v1'),
    server: {
      baseUrl: 'https://api.deepseek.com/v1',
      abilities: known({ speaker_names: true, thoughts_back: true }),
    },
    models: ['deepseek-chat', 'deepseek-reasoner'],
  },
  groq: {
    title: 'Groq',
    host: 'api.groq.com',
    keyVariable: 'GROQ_API_KEY',
    component: compatible('https://api.groq.com/openai/v1'),
    server: { baseUrl: 'https://api.groq.com/openai/v1', abilities: known({}) },
    models: ['llama-3.3-70b-versatile', 'llama-3.1-8b-instant', 'openai/gpt-oss-120b', 'openai/gpt-oss-20b'],
  },
  mistral: {
    title: 'Mistral',
    host: 'api.mistral.ai',
    keyVariable: 'MISTRAL_API_KEY',
    component: compatible('https://api.mistral.ai/v1'),
    // Tells usage without being asked, and refuses the question.
    server: { baseUrl: 'https://api.mistral.ai/v1', abilities: known({ stream_usage: false, free_turns: false }) },
    models: ['mistral-medium-latest', 'mistral-small-latest', 'mistral-large-latest', 'codestral-latest'],
  },
  openrouter: {
    title: 'OpenRouter',
    host: 'openrouter.ai',
    keyVariable: 'OPENROUTER_API_KEY',
    component: compatible('https://openrouter.ai/api/v1'),
    server: { baseUrl: 'https://openrouter.ai/api/v1', abilities: known({}) },
    models: ['openrouter/auto', 'openai/gpt-4.1-mini', 'anthropic/claude-sonnet-4.5', 'google/gemini-2.5-flash'],
  },
  together: {
    title: 'Together AI',
    host: 'api.together.xyz',
    moreHosts: ['api.together.ai'],
    keyVariable: 'TOGETHER_API_KEY',
    component: compatible('https://api.together.xyz/v1'),
    server: { baseUrl: 'https://api.together.xyz/v1', abilities: known({ free_turns: false }) },
    models: ['meta-llama/Llama-3.3-70B-Instruct-Turbo', 'Qwen/Qwen2.5-72B-Instruct-Turbo', 'deepseek-ai/DeepSeek-V3'],
  },
  llama: {
    title: 'Llama API',
    host: 'api.llama.com',
    keyVariable: 'LLAMA_API_KEY',
    server: { baseUrl: 'https://api.llama.com/compat/v1/', abilities: known({}) },
    models: ['Llama-4-Maverick-17B-128E-Instruct-FP8', 'Llama-3.3-70B-Instruct'],
  },
  ollama: {
    title: 'Ollama',
    host: 'ollama.com',
    keyVariable: 'OLLAMA_API_KEY',
    component: { provider: 'autogen_ext.models.ollama.OllamaChatCompletionClient', urlKey: 'host' },
    models: ['llama3.2', 'qwen3', 'gemma3', 'gpt-oss'],
  },
  lmstudio: {
    title: 'LM Studio',
    keyVariable: 'LMSTUDIO_API_KEY',
    baseUrlVariable: 'LMSTUDIO_BASE_URL',
    component: compatible('http://127.0.0.1:1234/v1'),
    server: { baseUrl: 'http://127.0.0.1:1234/v1', abilities: known({ free_turns: false }), isLocal: true },
    models: [],
  },
  vllm: {
    title: 'vLLM',
    keyVariable: 'VLLM_API_KEY',
    baseUrlVariable: 'VLLM_BASE_URL',
    component: compatible('http://127.0.0.1:8000/v1'),
    server: { baseUrl: 'http://127.0.0.1:8000/v1', abilities: known({ free_turns: false }), isLocal: true },
    models: [],
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

/** The provider whose own host this is: only over https and the usual port, so that nobody on the way reads a key. */
export function ownerOfHost(baseUrl: string): ModelProviderName | undefined {
  const url = URL.parse(baseUrl);
  if (url?.protocol !== 'https:' || url.port !== '') return undefined;
  return MODEL_PROVIDER_NAMES.find((name) => {
    const { host, moreHosts = [] } = providerFacts(name);
    const hosts = host === undefined ? [] : [host, ...moreHosts];
    return hosts.some((own) => url.hostname === own || url.hostname.endsWith(`.${own}`));
  });
}

/** The provider that is known to be at this address: by its host, or at the usual port of this machine. */
export function providerAt(baseUrl: string): ModelProviderName | undefined {
  const origin = URL.parse(baseUrl.replace('//localhost', '//127.0.0.1'))?.origin;
  const isLocal = (name: ModelProviderName): boolean => {
    const { server } = providerFacts(name);
    return server?.isLocal === true && origin === URL.parse(server.baseUrl)?.origin;
  };
  return ownerOfHost(baseUrl) ?? MODEL_PROVIDER_NAMES.find(isLocal);
}
