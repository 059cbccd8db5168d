import { describe, expect, it } from 'vitest';
import type { LLMMessage } from '../../shared/chat/llm-message.ts';
import { azureOpenAIChatCompletionClient, openAIChatCompletionClient } from '../../shared/component/openai-models.ts';
import { OPENAI_SERVER, UNKNOWN_SERVER } from '../../shared/component/server-abilities.ts';
import { ask, collect } from './collect-chunks.fixture.ts';
import { createModelClient } from './create-model-client.ts';
import { refuse, startFakeProvider } from './fake-provider.ts';
import type { KeyPorts } from './key-ring.ts';
import { azureEndpoint, openAiEndpoint } from './openai-endpoint.ts';

const keys: KeyPorts = { env: {}, confirmed: [], secrets: { secret: () => undefined } };
const at = (config: object, given: Partial<KeyPorts> = {}) =>
  openAiEndpoint(openAIChatCompletionClient.config.parse({ model: 'm', ...config }), { ...keys, ...given });

describe('an endpoint', () => {
  it.each([
    [{}, 'openai:m', 'https://api.openai.com/v1'],
    [{ model: 'gemini-2.5-pro' }, 'gemini:gemini-2.5-pro', 'https://generativelanguage.googleapis.com/v1beta/openai/'],
    [{ model: 'claude-sonnet-4-5' }, 'anthropic:claude-sonnet-4-5', 'https://api.anthropic.com/v1/'],
    [{ base_url: 'https://api.groq.com/openai/v1' }, 'groq:m', 'https://api.groq.com/openai/v1'],
    [{ base_url: 'https://dashscope-intl.aliyuncs.com/v1' }, 'dashscope:m', 'https://dashscope-intl.aliyuncs.com/v1'],
    [{ base_url: 'http://localhost:1234/v1' }, 'lmstudio:m', 'http://localhost:1234/v1'],
    [{ base_url: 'https://models.example/v1' }, 'openai:m', 'https://models.example/v1'],
  ])('of %j is called %s', (config, label, baseUrl) => {
    expect(at(config)).toMatchObject({ label, baseUrl });
  });

  it('belongs to whom a person has named it for', () => {
    const baseUrl = 'https://proxy.example/v1';
    expect(at({ base_url: baseUrl }, { confirmed: [{ owner: 'groq', baseUrl }] }).owner).toBe('groq');
    expect(at({ base_url: baseUrl }, { env: { VLLM_BASE_URL: baseUrl } }).owner).toBe('vllm');
  });

  it('understands what is known of its host, and what the component says of it', () => {
    expect(at({}).abilities).toEqual(OPENAI_SERVER);
    expect(at({ base_url: 'https://models.example/v1' }).abilities).toEqual(UNKNOWN_SERVER);
    const server_abilities = { speaker_names: true };
    const said = at({ base_url: 'https://models.example/v1', server_abilities }).abilities;
    expect(said).toEqual({ ...UNKNOWN_SERVER, speaker_names: true });
  });
});

describe('a deployment in Azure', () => {
  const azure = (config: object) =>
    azureEndpoint(
      azureOpenAIChatCompletionClient.config.parse({ model: 'gpt-4o', api_version: '2024-10-21', ...config }),
    );

  it('is asked under its own name, else under that of the model', () => {
    const azure_endpoint = 'https://me.openai.azure.com/';
    expect(azure({ azure_endpoint, azure_deployment: 'my 4o' }).baseUrl).toBe(
      'https://me.openai.azure.com/openai/deployments/my%204o',
    );
    expect(azure({ azure_endpoint }).baseUrl).toBe('https://me.openai.azure.com/openai/deployments/gpt-4o');
  });

  it.each([
    ['its key', { api_key: 'k-1' }, { 'api-key': 'k-1' }],
    ['a token of Entra', { azure_ad_token: 't-1' }, { authorization: 'Bearer t-1' }],
  ])('gets %s, and the version of the interface', async (_what, config, headers) => {
    await using server = await startFakeProvider(refuse(404, 'The API deployment does not exist.'));
    const component = {
      provider: azureOpenAIChatCompletionClient.provider,
      config: { model: 'gpt-4o', azure_endpoint: server.url, api_version: '2024-10-21', ...config },
    };
    const { error } = await collect(createModelClient({ component, keys }), ask('Hello'));
    expect(error).toMatchObject({ code: 'not-found' });
    expect(server.seen).toMatchObject([
      { path: '/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21', headers },
    ]);
  });

  it('gets the key of the environment only where that names it, or a person has', async () => {
    await using server = await startFakeProvider(refuse(401, 'No key.'));
    const config = { model: 'gpt-4o', azure_endpoint: server.url, api_version: '2024-10-21' };
    const component = { provider: azureOpenAIChatCompletionClient.provider, config };
    const env = { AZURE_OPENAI_API_KEY: 'k-env' };
    const given: Partial<KeyPorts>[] = [
      { env },
      { env: { ...env, AZURE_OPENAI_ENDPOINT: server.url } },
      { env, confirmed: [{ owner: 'azure', baseUrl: server.url }] },
      { secrets: { secret: (name) => (name === 'azure' ? { value: 'k-kept', baseUrls: [server.url] } : undefined) } },
    ];
    for (const each of given) await collect(createModelClient({ component, keys: { ...keys, ...each } }), ask('Hello'));
    expect(server.seen.map(({ headers }) => headers['api-key'])).toEqual(['none', 'k-env', 'k-env', 'k-kept']);
  });

  it('can be named for a run', async () => {
    await using server = await startFakeProvider(refuse(401, 'No key.'));
    const override = { provider: 'azure', model: 'gpt-4o', baseUrl: server.url } as const;
    const named = { component: { provider: 'any', config: {} }, keys: { ...keys, env: { AZURE_OPENAI_API_KEY: 'k' } } };
    await collect(createModelClient({ ...named, override }), ask('Hello'));
    expect(server.seen).toMatchObject([{ headers: { 'api-key': 'k' } }]);
    expect(() => createModelClient({ ...named, override: { provider: 'azure', model: 'gpt-4o' } })).toThrow(
      'Name your resource: azure:gpt-4o@https://NAME.openai.azure.com, or set AZURE_OPENAI_ENDPOINT.',
    );
  });
});

describe('what is said to a server', () => {
  const said = async (server_abilities: object, config: object = {}): Promise<Record<string, unknown>> => {
    await using server = await startFakeProvider(refuse(400, 'No.'));
    const component = {
      provider: openAIChatCompletionClient.provider,
      config: {
        model: 'o3',
        base_url: server.url,
        max_tokens: 50,
        server_abilities: { ...server_abilities },
        ...config,
      },
    };
    const tools = [{ name: 'add', description: '', parameters: { type: 'object' }, strict: true }];
    const thoughtful: LLMMessage = {
      type: 'AssistantMessage',
      content: [{ id: 'a', name: 'add', arguments: '{}' }],
      thought: 'Hm.',
      source: 'me',
    };
    const jsonOutput = { name: 'out', schema: {} };
    const request = ask('Hello', { tools, jsonOutput });
    await collect(createModelClient({ component, keys }), { ...request, messages: [...request.messages, thoughtful] });
    return JSON.parse(server.seen[0]?.body ?? '') as Record<string, unknown>;
  };
  const text = JSON.stringify;

  it('is nothing that only some know, where nothing is known of it', async () => {
    const body = await said({});
    expect(text(body)).not.toMatch(
      /"name":"user"|strict|developer|parallel_tool_calls|max_completion|reasoning_content/,
    );
    expect(body).toMatchObject({ max_tokens: 50, stream_options: { include_usage: true } });
  });

  it('is all that it knows', async () => {
    const body = await said({ ...OPENAI_SERVER, thoughts_back: true, stream_usage: false });
    expect(body).toMatchObject({
      max_completion_tokens: 50,
      messages: [{}, { name: 'user' }, { reasoning_content: 'Hm.' }],
      tools: [{ function: { strict: true } }],
      response_format: { json_schema: { strict: true } },
    });
    expect(body).not.toHaveProperty('stream_options');
  });

  it('is what a component asks for by itself', async () => {
    const config = {
      include_name_in_message: true,
      parallel_tool_calls: false,
      stream_options: { include_usage: false },
    };
    const body = await said({}, config);
    expect(body).toMatchObject({ parallel_tool_calls: false, messages: [{}, { name: 'user' }, {}] });
    expect(body).not.toHaveProperty('stream_options');
  });
});
