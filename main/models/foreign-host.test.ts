import { afterEach, describe, expect, it, vi } from 'vitest';
import { MODEL_PROVIDER_NAMES, providerFacts } from '../../shared/component/model-providers.ts';
import type { JsonObject } from '../../shared/json.ts';
import { ask, collect } from './collect-chunks.fixture.ts';
import { createModelClient } from './create-model-client.ts';
import { refuse, respond, startFakeProvider } from './fake-provider.ts';
import type { KeyPorts } from './key-ring.ts';

const VARIABLES = [
  ...MODEL_PROVIDER_NAMES.map((name) => providerFacts(name).keyVariable),
  'AZURE_OPENAI_AD_TOKEN',
  'OPENAI_ADMIN_KEY',
  'OPENAI_ORG_ID',
  'OPENAI_PROJECT_ID',
  'OPENAI_WEBHOOK_SECRET',
  'ANTHROPIC_AUTH_TOKEN',
  'ANTHROPIC_WEBHOOK_SIGNING_KEY',
];
const canaries: Record<string, string> = {
  ...Object.fromEntries(VARIABLES.map((name) => [name, `canary-${name.toLowerCase()}`])),
  OPENAI_CUSTOM_HEADERS: 'authorization: canary-openai\nx-custom: canary-openai',
  ANTHROPIC_CUSTOM_HEADERS: 'x-api-key: canary-anthropic\nx-custom: canary-anthropic',
};
const keys: KeyPorts = {
  env: canaries,
  confirmed: [],
  secrets: { secret: (name) => ({ value: `canary-stored-${name}`, baseUrls: ['https://elsewhere.example'] }) },
};

const OPENAI = 'autogen_ext.models.openai.OpenAIChatCompletionClient';
const AZURE = 'autogen_ext.models.openai.AzureOpenAIChatCompletionClient';
const ANTHROPIC = 'autogen_ext.models.anthropic.AnthropicChatCompletionClient';
const OLLAMA = 'autogen_ext.models.ollama.OllamaChatCompletionClient';

const components: [string, string, (url: string) => JsonObject][] = [
  ['openai', OPENAI, (url) => ({ model: 'gpt-4o', base_url: `${url}/v1` })],
  ['openai with a masked key', OPENAI, (url) => ({ model: 'gpt-4o', base_url: url, api_key: '**********' })],
  ['openai with a secret of others', OPENAI, (url) => ({ model: 'gpt-4o', base_url: url, api_key: 'secret:openai' })],
  ['openai for Gemini', OPENAI, (url) => ({ model: 'gemini-2.5-pro', base_url: url })],
  ['azure', AZURE, (url) => ({ model: 'gpt-4o', azure_endpoint: url, api_version: '2024-10-21' })],
  [
    'azure with a token',
    AZURE,
    (url) => ({ model: 'm', azure_endpoint: url, api_version: '1', azure_ad_token: 'secret:azure' }),
  ],
  ['anthropic', ANTHROPIC, (url) => ({ model: 'claude-sonnet-4-20250514', base_url: url })],
  ['ollama', OLLAMA, (url) => ({ model: 'llama3.2', host: url })],
];

afterEach(() => void vi.unstubAllEnvs());

describe.each(components)('a file with a foreign base URL: %s', (_name, provider, config) => {
  it('receives no key of the environment or the store, in no header and no body', async () => {
    for (const [name, value] of Object.entries(canaries)) vi.stubEnv(name, value); // what the SDKs read by themselves
    await using server = await startFakeProvider(refuse(401, 'No key.'));
    const client = createModelClient({ component: { provider, config: config(server.url) }, keys });
    const { error } = await collect(client, ask('Hello'));
    expect(error).toMatchObject({ code: 'unauthorized' });
    expect(server.seen.length).toBe(1);
    expect(JSON.stringify(server.seen)).not.toMatch(/canary/i);
  });
});

describe('a key that may be sent', () => {
  it('does not go on to where its host redirects to', async () => {
    await using other = await startFakeProvider(respond(200, 'text/event-stream', ''));
    await using server = await startFakeProvider(respond(308, 'text/plain', '', { location: `${other.url}/v1` }));
    const override = { provider: 'openai', model: 'gpt-4o', baseUrl: server.url } as const;
    const client = createModelClient({ component: { provider: OPENAI, config: {} }, keys, override });
    const { error } = await collect(client, ask('Hello'));
    expect(error).toMatchObject({ code: 'bad-response' });
    expect(server.seen[0]?.headers.authorization).toBe('Bearer canary-openai_api_key');
    expect(other.seen).toEqual([]);
  });

  it('is missed where a provider’s own host needs one, before anything is sent', async () => {
    const none = { env: {}, confirmed: [], secrets: { secret: () => undefined } };
    const client = createModelClient({
      component: { provider: ANTHROPIC, config: { model: 'claude-3-haiku' } },
      keys: none,
    });
    const { error } = await collect(client, ask('Hello'));
    expect(error).toMatchObject({ code: 'no-key', retryable: false });
    expect(error?.message).toContain('ANTHROPIC_API_KEY');
  });
});
