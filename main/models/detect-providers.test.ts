import { describe, expect, it } from 'vitest';
import { detectProviders } from './detect-providers.ts';
import { respond, startFakeProvider } from './fake-provider.ts';
import type { KeyPorts } from './key-ring.ts';

const tags = JSON.stringify({ models: [{ name: 'llama3.2:latest', size: 1 }, { name: 'qwen3' }] });
const list = JSON.stringify({ object: 'list', data: [{ id: 'gemma-3-4b', object: 'model' }] });
const NOWHERE = 'http://127.0.0.1:9/v1';

function keys(env: KeyPorts['env']): KeyPorts {
  return {
    env: { OLLAMA_HOST: NOWHERE, LMSTUDIO_BASE_URL: NOWHERE, VLLM_BASE_URL: NOWHERE, ...env },
    confirmed: [],
    secrets: { secret: (name) => (name === 'anthropic' ? { value: 'k', baseUrls: [] } : undefined) },
  };
}

async function found(env: KeyPorts['env']) {
  return (await detectProviders(keys(env))).filter(({ state }) => state !== 'absent');
}

describe('detectProviders', () => {
  it('finds keys, and running local servers with their models', async () => {
    await using ollama = await startFakeProvider(respond(200, 'application/json', tags));
    await using studio = await startFakeProvider(respond(200, 'application/json', list));
    const env = { OPENAI_API_KEY: 'sk', OLLAMA_HOST: ollama.url, LMSTUDIO_BASE_URL: `${studio.url}/v1` };
    expect(await found(env)).toEqual([
      { provider: 'openai', state: 'environment', models: [] },
      { provider: 'anthropic', state: 'stored', models: [] },
      { provider: 'ollama', state: 'running', models: ['llama3.2:latest', 'qwen3'] },
      { provider: 'lmstudio', state: 'running', models: ['gemma-3-4b'] },
    ]);
    expect([...ollama.seen, ...studio.seen].map(({ path }) => path)).toEqual(['/api/tags', '/v1/models']);
  });

  it.each([
    ['another server', respond(200, 'text/html', '<html></html>')],
    ['a server that says nothing', () => undefined],
  ])('takes %s for none of them', async (_what, answer) => {
    await using server = await startFakeProvider(answer);
    const env = { OLLAMA_HOST: server.url, LMSTUDIO_BASE_URL: server.url, VLLM_BASE_URL: server.url };
    expect(await found(env)).toEqual([{ provider: 'anthropic', state: 'stored', models: [] }]);
  });
});
