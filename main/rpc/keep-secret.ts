import { createHash } from 'node:crypto';
import { anthropicChatCompletionClient } from '../../shared/component/anthropic-models.ts';
import { parseEmbeddingName } from '../../shared/component/embedding-name.ts';
import { geminiChatCompletionClient } from '../../shared/component/gemini-models.ts';
import { chromaMemory } from '../../shared/component/memories.ts';
import { providerFacts } from '../../shared/component/model-providers.ts';
import { openAIChatCompletionClient } from '../../shared/component/openai-models.ts';
import { openAIResponsesClient } from '../../shared/component/openai-responses-models.ts';
import { vectorMemory } from '../../shared/component/troupe-memories.ts';
import { isJsonObject, type JsonObject } from '../../shared/json.ts';
import type { FoundSecret, KeepSecret } from '../compiler/secrets.ts';
import type { SecretStore } from '../secrets/secret-store.ts';

/** Where a key is meant to go when the component beside it names no server. */
const OWN_SERVERS: Readonly<Record<string, string>> = {
  [openAIChatCompletionClient.provider]: 'https://api.openai.com/v1',
  [openAIResponsesClient.provider]: 'https://api.openai.com/v1',
  [geminiChatCompletionClient.provider]: 'https://generativelanguage.googleapis.com',
  [anthropicChatCompletionClient.provider]: 'https://api.anthropic.com',
};

/** Keeps keys that stand in plain text in an imported file, each for the server that its component names and no other. */
export function keepSecretIn(secrets: SecretStore): KeepSecret {
  return ({ value, provider, config, server: ofAddress }: FoundSecret) => {
    // Equal keys get equal names, so importing a file twice keeps nothing twice; the name tells nothing of the key.
    const name = `imported-${createHash('sha256').update(value).digest('hex').slice(0, 8)}`;
    const server = ofAddress ?? embeddingServer(provider, config) ?? serverIn(config) ?? OWN_SERVERS[provider];
    const known = secrets.secret(name)?.baseUrls ?? [];
    const baseUrls = server === undefined || known.includes(server) ? known : [...known, server];
    secrets.put(name, { value, baseUrls });
    return name;
  };
}

/** Where the key of a memory goes that is for its embedding model; undefined of all others. */
function embeddingServer(provider: string, config: JsonObject): string | undefined {
  if (provider === chromaMemory.provider) return 'https://api.openai.com/v1';
  if (provider !== vectorMemory.provider || config['base_url']) return undefined;
  const embedding = config['embedding'];
  const name = parseEmbeddingName(typeof embedding === 'string' ? embedding : 'openai:text-embedding-3-small');
  return name?.type === 'server' ? providerFacts(name.provider).server?.baseUrl : undefined;
}

function serverIn(config: JsonObject): string | undefined {
  const parameters = config['server_params'];
  const inner = isJsonObject(parameters) ? parameters : {};
  const named = [config['base_url'], config['azure_endpoint'], config['host'], config['endpoint'], inner['url']];
  return named.find((value) => typeof value === 'string' && value !== '') as string | undefined;
}
