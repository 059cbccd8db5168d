import { describe, expect, it } from 'vitest';
import { detectProviders } from './detect-providers.ts';
import { respond, startFakeProvider } from './fake-provider.ts';
import type { KeyPorts } from './key-ring.ts';

const tags = JSON.stringify({ models: [{ name: 'llama3.2:latest', size: 1 }, { name: 'qwen3' }] });

function keys(env: KeyPorts['env']): KeyPorts {
  return {
    env,
    confirmed: [],
    secrets: { secret: (name) => (name === 'anthropic' ? { value: 'k', baseUrls: [] } : undefined) },
  };
}

describe('detectProviders', () => {
  it('finds keys and the models of a running Ollama', async () => {
    await using ollama = await startFakeProvider(respond(200, 'application/json', tags));
    expect(await detectProviders(keys({ OPENAI_API_KEY: 'sk', OLLAMA_HOST: ollama.url }))).toEqual([
      { provider: 'openai', state: 'environment', models: [] },
      { provider: 'anthropic', state: 'stored', models: [] },
      { provider: 'gemini', state: 'absent', models: [] },
      { provider: 'llama', state: 'absent', models: [] },
      { provider: 'ollama', state: 'running', models: ['llama3.2:latest', 'qwen3'] },
    ]);
    expect(ollama.seen.map(({ path }) => path)).toEqual(['/api/tags']);
  });

  it.each([
    ['another server', respond(200, 'text/html', '<html></html>')],
    ['a server that says nothing', () => undefined],
  ])('takes %s for no Ollama', async (_what, answer) => {
    await using server = await startFakeProvider(answer);
    const found = await detectProviders(keys({ OLLAMA_HOST: server.url }));
    expect(found.find(({ provider }) => provider === 'ollama')).toMatchObject({ state: 'absent', models: [] });
  });
});
