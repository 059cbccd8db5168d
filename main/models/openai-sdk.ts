import type OpenAI from 'openai';
import type { OpenAiEndpoint } from './openai-endpoint.ts';
import { type ProviderExchange, SDK_TIMEOUT_MS } from './provider-exchange.ts';

/** OpenAI's package for one exchange. */
export async function openAiSdk({ baseUrl, query }: OpenAiEndpoint, exchange: ProviderExchange): Promise<OpenAI> {
  const { default: Sdk } = await import('openai');
  return new Sdk({
    // The exchange puts the key in; what stands here, and what the SDK finds in the environment, goes nowhere.
    apiKey: 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    baseURL: baseUrl,
    defaultQuery: query,
    fetch: exchange.fetch,
    maxRetries: 0,
    timeout: SDK_TIMEOUT_MS,
    logLevel: 'off',
  });
}
