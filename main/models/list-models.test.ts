import { describe, expect, it } from 'vitest';
import { clientOf, type Subject, subjects } from './contract/subjects.ts';
import { type Answer, refuse, respond, startFakeProvider } from './fake-provider.ts';
import { listModels } from './list-models.ts';

const subject = (name: string): Subject => subjects.find((one) => one.name === name) ?? subjects[0]!; // there are some

async function listed(name: string, answer: Answer) {
  await using server = await startFakeProvider(answer);
  const list = await listModels(clientOf(subject(name), server.url));
  return { ...list, seen: server.seen.map(({ path }) => path) };
}

const json = (body: unknown): Answer => respond(200, 'application/json', JSON.stringify(body));
const data = (...ids: readonly string[]): Answer => json({ object: 'list', data: ids.map((id) => ({ id })) });

describe('the models to choose from', () => {
  it.each<[string, Answer, string]>([
    ['openai', data('gpt-4o', 'zeta', 'text-embedding-3-small', 'alpha', 'gpt-5'), '/v1/models'],
    ['openai-compatible', json(['gpt-5', 'zeta', 'gpt-4o', 'alpha'].map((id) => ({ id }))), '/v1/models'],
    ['openai-responses', data('alpha', 'zeta', 'gpt-5', 'whisper-1', 'gpt-4o'), '/v1/models'],
  ])('are those of %s that answer questions, the usual ones first', async (name, answer, path) => {
    expect(await listed(name, answer)).toEqual({
      models: ['gpt-5', 'gpt-4o', 'alpha', 'zeta'],
      reason: null,
      seen: [path],
    });
  });

  it('are those of Anthropic, Gemini and Ollama', async () => {
    const models = [
      { name: 'models/gemini-2.5-pro', supportedGenerationMethods: ['generateContent'] },
      { name: 'models/embedding-001', supportedGenerationMethods: ['embedContent'] },
    ];
    expect(await listed('gemini', json({ models }))).toEqual({
      models: ['gemini-2.5-pro'],
      reason: null,
      seen: ['/v1beta/models?pageSize=1000'],
    });
    expect(await listed('ollama', json({ models: [{ name: 'qwen3:8b' }] }))).toMatchObject({ models: ['qwen3:8b'] });
    expect(await listed('anthropic', data('claude-opus-4-5'))).toMatchObject({
      models: ['claude-opus-4-5'],
      seen: ['/v1/models?limit=1000'],
    });
  });

  it('are usual ones with the reason, where the list cannot be had', async () => {
    const { models, reason } = await listed('openai', refuse(401, 'No key.'));
    expect(models).toContain('gpt-4o');
    expect(reason).toBe('openai:gpt-4o answered with status 401: No key.');
    expect((await listed('openai', json({ hello: 1 }))).reason).toBe('openai:gpt-4o sent no list of models.');
    expect(await listed('azure', data('x'))).toMatchObject({
      reason: 'This provider offers no list of its models. These are usual ones.',
      seen: [],
    });
  });
});
