import { expect, it } from 'vitest';
import { ask, collect } from './collect-chunks.fixture.ts';
import { LlamaCppModelClient } from './llama-cpp-client.ts';
import type { GenerateCall, LlamaAnswer } from './llama/worker-messages.ts';
import type { LocalModels } from './local-models.ts';

const answered: LlamaAnswer = { text: '', thought: '', calls: [], isCutOff: false, promptTokens: 1, answerTokens: 1 };

/** A client whose process answers at once, and the calls that it was given. */
function clientWith(config: object, changes: Partial<LocalModels> = {}, answer: Partial<LlamaAnswer> = {}) {
  const calls: GenerateCall[] = [];
  const host: LocalModels['host'] = {
    async *generate(call) {
      calls.push(call);
      if (answer.text !== undefined) yield { type: 'delta', id: 1, kind: 'text', text: answer.text };
      yield { type: 'end', id: 1, answer: { ...answered, ...answer } };
    },
  };
  const models: LocalModels = {
    host,
    library: () => '/packs/library.js',
    find: (name) => `/models/${name}`,
    ...changes,
  };
  return { client: new LlamaCppModelClient({ ...config }, models), calls };
}
const tool = {
  name: 'count',
  description: 'Counts.',
  parameters: { type: 'object', properties: { to: { type: 'integer', minimum: 1 } } },
  strict: false,
};
const params = { type: 'object', properties: { to: { type: 'integer' } } };

it("asks with what the component says, and with AutoGen's usual choice of tokens for the rest", async () => {
  const config = { model_path: 'a.gguf', n_ctx: 100, n_threads: 3, n_gpu_layers: -1, seed: 5, max_tokens: 9, top_p: 1 };
  const { client, calls } = clientWith(config);
  await collect(client, ask('Go', { tools: [tool] }));
  expect(calls).toEqual([
    {
      library: '/packs/library.js',
      model: { path: '/models/a.gguf', gpuLayers: -1 },
      contextSize: 100,
      threads: 3,
      conversation: expect.any(String) as string,
      history: [
        { type: 'system', text: 'Be brief.' },
        { type: 'user', text: 'Go' },
        { type: 'model', response: [] },
      ],
      functions: { count: { description: 'Counts.', params } },
      sampling: { temperature: 0.2, topP: 1, topK: 40, minP: 0.05, seed: 5, maxTokens: 9 },
    },
  ]);
  expect(client.label).toBe('local:a.gguf');
});

it('speaks in one conversation, another client in another', async () => {
  const { client, calls } = clientWith({ model_path: 'a.gguf' });
  const other = clientWith({ model_path: 'a.gguf' });
  for (const one of [client, client, other.client]) await collect(one, ask('Go'));
  const [first, second, third] = [...calls, ...other.calls].map(({ conversation }) => conversation);
  expect([first === second, first === third]).toEqual([true, false]);
});

it('holds the answer to a JSON Schema, or to JSON', async () => {
  const { client, calls } = clientWith({ filename: 'a.gguf', repo_id: 'maker/model' });
  await collect(client, ask('Go', { jsonOutput: true }));
  await collect(client, ask('Go', { jsonOutput: { name: 'N', schema: { type: 'string', pattern: 'x' } } }));
  expect(calls.map(({ grammar }) => grammar)).toEqual(['json', { type: 'string' }]);
});

it('makes a model that must call write a call, and shows nothing of its text', async () => {
  const { client, calls } = clientWith({ model_path: 'a.gguf' }, {}, { text: '{"name":"count","arguments":{"to":3}}' });
  const { chunks } = await collect(client, ask('Go', { tools: [tool], toolChoice: 'required' }));
  const form = { type: 'object', properties: { name: { const: 'count' }, arguments: params } };
  expect(calls[0]).toMatchObject({ functions: {}, grammar: { oneOf: [form] } });
  expect(calls[0]?.history[0]).toMatchObject({
    type: 'system',
    text: expect.stringContaining('"name":"count"') as string,
  });
  expect(chunks).toMatchObject([
    { type: 'end', result: { finish_reason: 'function_calls', content: [{ name: 'count', arguments: '{"to":3}' }] } },
  ]);
});

it('offers no tools to a model that must not call', async () => {
  const { client, calls } = clientWith({ model_path: 'a.gguf' });
  await collect(client, ask('Go', { tools: [tool], toolChoice: 'none' }));
  expect(calls[0]?.functions).toEqual({});
});

it.each<[object, Partial<LocalModels>, string]>([
  [{ model_path: 'a.gguf' }, { library: () => undefined }, 'needs a pack that is not installed'],
  [{ model_path: 'a.gguf' }, { find: () => undefined }, 'The model file a.gguf is not on this machine.'],
  [{ filename: 'a.gguf', repo_id: 'maker/model' }, { find: () => undefined }, 'a.gguf of maker/model is not on this'],
  [{ model_path: '' }, {}, 'No model file is chosen'],
])('says what is missing: %j', async (config, changes, message) => {
  const { error } = await collect(clientWith(config, changes).client, ask('Go'));
  expect(error).toMatchObject({ retryable: false, message: expect.stringContaining(message) as string });
});
