import { describe, expect, it } from 'vitest';
import { USUAL_FALLBACK, type FallbackKind } from '../../shared/component/fallback-model.ts';
import { ask, collect } from './collect-chunks.fixture.ts';
import { createModelClient } from './create-model-client.ts';
import { FakeModel, textResult } from './fake-model.fixture.ts';
import { FallbackModelClient } from './fallback-client.ts';
import type { ModelError, ModelErrorCode } from './model-client.ts';
import { afterShowing, modelFailure } from './model-failure.ts';
import { NO_KEYS } from './contract/subjects.ts';

function chain(clients: readonly FakeModel[], kinds: readonly FallbackKind[] = USUAL_FALLBACK): FallbackModelClient {
  return new FallbackModelClient({ clients, kinds: new Set(kinds) });
}

const overloaded = modelFailure('overloaded', 'a is busy.');
const answer = { type: 'end', result: textResult('Hello') };

describe('FallbackModelClient', () => {
  it('is the first model where that answers', async () => {
    const [a, b] = [new FakeModel('a', ['Hel', 'lo']), new FakeModel('b', ['Servus'])];
    const { chunks } = await collect(chain([a, b]), ask('Hi'));
    expect(chunks).toEqual([
      { type: 'text-delta', text: 'Hel' },
      { type: 'text-delta', text: 'lo' },
      { ...answer, by: 'a' },
    ]);
    expect(b.asked).toEqual([]);
  });

  it('asks the next where one fails, tells why, and who answered', async () => {
    const clients = [new FakeModel('a', [overloaded]), new FakeModel('b', [overloaded]), new FakeModel('c', ['Hello'])];
    const { chunks } = await collect(chain(clients), ask('Hi'));
    expect(chunks).toEqual([
      { type: 'fallback', error: overloaded, next: 'b' },
      { type: 'fallback', error: overloaded, next: 'c' },
      { type: 'text-delta', text: 'Hello' },
      { ...answer, by: 'c' },
    ]);
    expect(clients.map(({ asked }) => asked)).toEqual([[ask('Hi')], [ask('Hi')], [ask('Hi')]]);
  });

  it('asks the next also after text was shown, which the move takes back', async () => {
    const lost = modelFailure('connection-lost', 'a is gone.');
    const clients = [new FakeModel('a', ['Hel', afterShowing(lost)]), new FakeModel('b', ['Hello'])];
    const { chunks } = await collect(chain(clients), ask('Hi'));
    expect(chunks.slice(0, 2)).toEqual([
      { type: 'text-delta', text: 'Hel' },
      { type: 'fallback', error: lost, next: 'b' },
    ]);
  });

  it('takes an empty answer for a failure, but for that of the last', async () => {
    const clients = [new FakeModel('a', [' ']), new FakeModel('b', [''])];
    const { chunks, error } = await collect(chain(clients), ask('Hi'));
    expect(error).toBeUndefined();
    expect(chunks).toMatchObject([
      { type: 'text-delta' },
      {
        type: 'fallback',
        error: { code: 'empty-answer', message: 'a gave an empty answer. It said that it was done.' },
      },
      { type: 'text-delta', text: '' },
      { type: 'end', by: 'b' },
    ]);
  });

  it.each<[ModelErrorCode, boolean]>([
    ['rate-limited', true],
    ['circuit-open', true],
    ['connect-timed-out', true],
    ['server-error', true],
    ['bad-response', true],
    ['no-key', true],
    ['unauthorized', true],
    ['bad-request', false],
    ['aborted', false],
  ])('after %s asks the next: %s', async (code, moves) => {
    const b = new FakeModel('b', ['Hello']);
    const { error } = await collect(chain([new FakeModel('a', [modelFailure(code, 'No.')]), b]), ask('Hi'));
    expect([b.asked.length, error?.code]).toEqual(moves ? [1, undefined] : [0, code]);
  });

  it('asks the next only after the kinds of failure that are chosen', async () => {
    const ofKind = (code: ModelErrorCode): FallbackModelClient =>
      chain([new FakeModel('a', [modelFailure(code, 'No.')]), new FakeModel('b', ['Hello'])], ['refused']);
    expect((await collect(ofKind('bad-request'), ask('Hi'))).error).toBeUndefined();
    expect((await collect(ofKind('overloaded'), ask('Hi'))).error).toMatchObject({ code: 'overloaded' });
  });

  it('fails with all reasons, and may be tried again where one of them may, after the shortest wait', async () => {
    const failures = [
      modelFailure('rate-limited', 'a says wait.', { retryAfterMs: 9000 }),
      modelFailure('no-key', 'b has no key.'),
      modelFailure('overloaded', 'c says wait.', { retryAfterMs: 2000 }),
    ];
    const clients = failures.map((failure, index) => new FakeModel(String(index), [failure]));
    expect((await collect(chain(clients), ask('Hi'))).error).toMatchObject({
      code: 'overloaded',
      retryable: true,
      retryAfterMs: 2000,
      message: 'None of 3 models answered. a says wait. b has no key. c says wait.',
      details: { codes: ['rate-limited', 'no-key', 'overloaded'] },
    });
  });

  it('is not tried again when the last one had shown text', async () => {
    const lost = afterShowing(modelFailure('connection-lost', 'b is gone.'));
    const clients = [new FakeModel('a', [overloaded]), new FakeModel('b', ['Hel', lost])];
    expect((await collect(chain(clients), ask('Hi'))).error).toBe(lost);
  });

  it('lets no bug pass for a failure of a model', async () => {
    const broken = new FakeModel('a', [new TypeError('a bug') as unknown as ModelError]);
    const { error } = await collect(chain([broken, new FakeModel('b', ['x'])]), ask('Hi'));
    expect(error).toBeInstanceOf(TypeError);
  });

  it('can do what all of its models can, and is called by all their names', () => {
    const component = (provider: string, config: object) => ({ provider, config: { ...config } });
    const client = createModelClient({
      keys: NO_KEYS,
      component: {
        provider: 'troupe.models.FallbackChatCompletionClient',
        config: {
          model_clients: [
            component('autogen_ext.models.openai.OpenAIChatCompletionClient', { model: 'gpt-4o' }),
            component('autogen_ext.models.ollama.OllamaChatCompletionClient', { model: 'llama3.2' }),
          ],
        },
      },
    });
    expect([client.label, client.live, client.info]).toEqual([
      'openai:gpt-4o, else ollama:llama3.2',
      true,
      {
        vision: false,
        function_calling: true,
        json_output: true,
        structured_output: false,
        multiple_system_messages: false,
        family: 'gpt-4o',
      },
    ]);
  });
});
