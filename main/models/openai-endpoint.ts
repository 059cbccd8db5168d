import type * as z from 'zod';
import { providerAt, providerFacts } from '../../shared/component/model-providers.ts';
import type {
  azureOpenAIChatCompletionClient,
  openAIChatCompletionClient,
} from '../../shared/component/openai-models.ts';
import { OPENAI_SERVER, type ServerAbilities, UNKNOWN_SERVER } from '../../shared/component/server-abilities.ts';
import { askModelList, readDataList } from './ask-model-list.ts';
import { type KeyPorts, ownerAt } from './key-ring.ts';
import type { ModelClient } from './model-client.ts';
import type { GivenPatience } from './patience.ts';
import { type ModelServer, serverExchange, type ServerPorts } from './server-exchange.ts';

export type OpenAiConfig = z.output<typeof openAIChatCompletionClient.config>;
type AzureConfig = z.output<typeof azureOpenAIChatCompletionClient.config>;

/** What of a component says where its server is. */
type EndpointConfig = GivenPatience &
  Pick<OpenAiConfig, 'model' | 'api_key' | 'base_url' | 'default_headers' | 'organization' | 'server_abilities'>;

/** A server that speaks OpenAI's language: where it is, whose key it gets, and how well it speaks. */
export interface OpenAiEndpoint extends ModelServer {
  readonly query: Readonly<Record<string, string>>;
  readonly abilities: ServerAbilities;
  /** Whether it lists its models. */
  readonly hasModelList: boolean;
}

/** Where models of other makers are asked when no base URL is given. (AutoGen: the openai client's defaults by name) */
const OWNER_OF_PREFIX = [
  ['gemini-', 'gemini'],
  ['claude-', 'anthropic'],
  ['Llama-', 'llama'],
] as const;
const CLAUDE_BASE_URL = 'https://api.anthropic.com/v1/';

/** The endpoint of an OpenAI component: OpenAI itself, or whatever its base URL names. */
export function openAiEndpoint(config: EndpointConfig, keys: KeyPorts): OpenAiEndpoint {
  const { model, api_key, default_headers, organization, server_abilities } = config;
  const baseUrl = config.base_url?.trim() || usualBaseUrl(model, keys);
  const owner = ownerAt(baseUrl, keys) ?? 'openai';
  return {
    label: `${owner}:${model}`,
    owner,
    baseUrl,
    query: {},
    abilities: { ...abilitiesAt(baseUrl), ...told(server_abilities) },
    configKey: api_key,
    authorize: bearer,
    headers: { ...(organization ? { 'openai-organization': organization } : {}), ...default_headers },
    patience: config,
    hasModelList: true,
  };
}

/** The endpoint of a deployment in Azure. Anyone can have one there, so no address is trusted with a key by its host. */
export function azureEndpoint(config: AzureConfig): OpenAiEndpoint {
  const { model, api_key, azure_ad_token, azure_deployment, azure_endpoint, base_url } = config;
  const deployment = encodeURIComponent(azure_deployment || model);
  const resource = azure_endpoint.trim().replace(/\/+$/, '');
  const common = {
    label: `azure:${model}`,
    owner: 'azure',
    baseUrl: base_url?.trim() || `${resource}/openai/deployments/${deployment}`,
    query: { 'api-version': config.api_version },
    abilities: OPENAI_SERVER,
    headers: config.default_headers ?? {},
    patience: config,
    hasModelList: false, // it lists what could be deployed, not what is
  } as const;
  if (azure_ad_token) return { ...common, configKey: azure_ad_token, authorize: bearer };
  return { ...common, configKey: api_key, authorize: (key) => ({ 'api-key': key ?? 'none' }) };
}

/** The models of an endpoint; undefined where it lists none. */
export function openAiModelList(endpoint: OpenAiEndpoint, ports: ServerPorts): ModelClient['models'] {
  if (!endpoint.hasModelList) return undefined;
  const url = `${endpoint.baseUrl.replace(/\/+$/, '')}/models`;
  return (signal) => askModelList(serverExchange(endpoint, ports, signal), { url, read: readDataList });
}

/** What a component says of its server; a key that is there without a value says nothing. */
function told(abilities: OpenAiConfig['server_abilities']): Partial<ServerAbilities> {
  return Object.fromEntries(Object.entries(abilities ?? {}).filter(([, value]) => value !== undefined));
}

function bearer(key: string | undefined): Record<string, string> {
  return { authorization: `Bearer ${key ?? 'none'}` };
}

function usualBaseUrl(model: string, { env }: KeyPorts): string {
  const owner = OWNER_OF_PREFIX.find(([prefix]) => model.startsWith(prefix))?.[1];
  if (owner === 'anthropic') return CLAUDE_BASE_URL;
  const chosen = owner === undefined ? env['OPENAI_BASE_URL']?.trim() : undefined;
  return chosen || (providerFacts(owner ?? 'openai').server?.baseUrl ?? '');
}

function abilitiesAt(baseUrl: string): ServerAbilities {
  const provider = providerAt(baseUrl);
  return (provider === undefined ? undefined : providerFacts(provider).server?.abilities) ?? UNKNOWN_SERVER;
}
