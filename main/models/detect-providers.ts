import * as z from 'zod';
import { MODEL_PROVIDER_NAMES, type ModelProviderName, providerFacts } from '../../shared/component/model-providers.ts';
import type { ProviderStatus } from '../../shared/rpc/app-contract.ts';
import { findOwnKey, type KeyPorts } from './key-ring.ts';
import { ollamaHost } from './ollama-host.ts';

const TIME_LIMIT_MS = 800;

const Tags = z.object({ models: z.array(z.object({ name: z.string() })) });
const ModelList = z.object({ object: z.literal('list'), data: z.array(z.object({ id: z.string() })) });

/** What can be used on this machine: keys of the environment or the store, and running local servers with their models. */
export function detectProviders(keys: KeyPorts): Promise<ProviderStatus[]> {
  return Promise.all(MODEL_PROVIDER_NAMES.map((provider) => detect(provider, keys)));
}

async function detect(provider: ModelProviderName, keys: KeyPorts): Promise<ProviderStatus> {
  const { server, baseUrlVariable = '' } = providerFacts(provider);
  if (provider !== 'ollama' && server?.isLocal !== true) {
    return { provider, state: findOwnKey(provider, keys) ?? 'absent', models: [] };
  }
  const models =
    provider === 'ollama'
      ? await ollamaModels(ollamaHost(keys.env['OLLAMA_HOST']))
      : await listedModels(keys.env[baseUrlVariable]?.trim() || (server?.baseUrl ?? ''));
  return { provider, state: models === undefined ? 'absent' : 'running', models: models ?? [] };
}

/** Names of the models of an Ollama server, or undefined where none answers as one in time. */
function ollamaModels(host: string): Promise<string[] | undefined> {
  return answerOf(`${host}/api/tags`, (body) => Tags.parse(body).models.map(({ name }) => name));
}

/** Names of the models of a server that speaks OpenAI's language, or undefined where none answers as one in time. */
function listedModels(baseUrl: string): Promise<string[] | undefined> {
  return answerOf(`${baseUrl}/models`, (body) => ModelList.parse(body).data.map(({ id }) => id));
}

async function answerOf(url: string, read: (body: unknown) => string[]): Promise<string[] | undefined> {
  try {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(TIME_LIMIT_MS) });
    return read(await response.json());
  } catch {
    return undefined; // whatever the reason: there is no such server to offer
  }
}
