import * as z from 'zod';
import { MODEL_PROVIDER_NAMES } from '../../shared/component/model-providers.ts';
import type { ProviderStatus } from '../../shared/rpc/app-contract.ts';
import { findOwnKey, type KeyPorts } from './key-ring.ts';
import { ollamaHost } from './ollama-host.ts';

const TIME_LIMIT_MS = 800;

const Tags = z.object({ models: z.array(z.object({ name: z.string() })) });

/** What can be used on this machine: keys of the environment or the store, and a running Ollama with its models. */
export async function detectProviders(keys: KeyPorts): Promise<ProviderStatus[]> {
  const models = await ollamaModels(ollamaHost(keys.env['OLLAMA_HOST']));
  return MODEL_PROVIDER_NAMES.map((provider) =>
    provider === 'ollama'
      ? { provider, state: models === undefined ? 'absent' : 'running', models: models ?? [] }
      : { provider, state: findOwnKey(provider, keys) ?? 'absent', models: [] },
  );
}

/** Names of the models of an Ollama server, or undefined where none answers as one in time. */
async function ollamaModels(host: string): Promise<string[] | undefined> {
  try {
    const response = await fetch(`${host}/api/tags`, { redirect: 'error', signal: AbortSignal.timeout(TIME_LIMIT_MS) });
    return Tags.parse(await response.json()).models.map(({ name }) => name);
  } catch {
    return undefined; // whatever the reason: there is no Ollama to offer
  }
}
