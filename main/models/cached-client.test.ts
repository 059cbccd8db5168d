import { NO_REDACTION, type Redactor } from '../core/redactor.ts';
import { describe, expect, it } from 'vitest';
import type { CacheStore } from '../core/store.ts';
import { CachedModelClient } from './cached-client.ts';
import { ask, collect } from './collect-chunks.fixture.ts';
import { NO_KEYS } from './contract/subjects.ts';
import { createModelClient } from './create-model-client.ts';
import { FakeModel } from './fake-model.fixture.ts';
import { FallbackModelClient } from './fallback-client.ts';
import type { ModelClient } from './model-client.ts';
import { modelFailure } from './model-failure.ts';

class FakeStore implements CacheStore {
  readonly values = new Map<string, string>();
  get({ space, key }: { space: string; key: string }): string | undefined {
    return this.values.get(`${space}/${key}`);
  }
  put({ space, key }: { space: string; key: string }, value: string): void {
    this.values.set(`${space}/${key}`, value);
  }
}

const cached = (client: ModelClient, store: CacheStore, identity = 'gpt-4o'): CachedModelClient =>
  new CachedModelClient({ client, store, space: 's', identity, redactor: NO_REDACTION });

const clean = (text: string): string => text.replaceAll('sk-very-secret', '[redacted]');
/** Knows one secret, and tells a text when it has all of it. */
const patient: Redactor = {
  event: (body) => body,
  value: <T>(value: T) => JSON.parse(clean(JSON.stringify(value))) as T,
  stream: () => {
    let text = '';
    return { push: (piece) => ((text += piece), ''), end: () => clean(text) };
  },
};

describe('CachedModelClient', () => {
  it('asks once, then tells the same answer in the same pieces, marked as cached, with its usage', async () => {
    const model = new FakeModel('a', ['Hel', 'lo']);
    const store = new FakeStore();
    const first = await collect(cached(model, store), ask('Hi'));
    const second = await collect(cached(model, store), ask('Hi'));
    expect(model.asked).toHaveLength(1);
    expect(second.chunks.slice(0, -1)).toEqual(first.chunks.slice(0, -1));
    const usage = { prompt_tokens: 9, completion_tokens: 2 };
    expect([first.chunks.at(-1), second.chunks.at(-1)]).toEqual([
      { type: 'end', result: { finish_reason: 'stop', content: 'Hello', usage, cached: false } },
      { type: 'end', result: { finish_reason: 'stop', content: 'Hello', usage, cached: true } },
    ]);
  });

  it('asks again for another question, another choice of tools, or another model', async () => {
    const model = new FakeModel('a', ['Hello']);
    const store = new FakeStore();
    await collect(cached(model, store), ask('Hi'));
    await collect(cached(model, store), ask('Ho'));
    await collect(cached(model, store), ask('Hi', { toolChoice: 'none' }));
    await collect(cached(model, store), ask('Hi', { jsonOutput: true }));
    await collect(cached(model, store, 'gpt-4o at temperature 0'), ask('Hi'));
    await collect(
      new CachedModelClient({ client: model, store, space: 'other', identity: 'gpt-4o', redactor: NO_REDACTION }),
      ask('Hi'),
    );
    expect(model.asked).toHaveLength(6);
  });

  it('keeps no key that a model repeats, though it comes in pieces', async () => {
    const store = new FakeStore();
    const client = new FakeModel('a', ['It is sk-ve', 'ry-sec', 'ret', '.']);
    await collect(new CachedModelClient({ client, store, space: 's', identity: 'm', redactor: patient }), ask('Hi'));
    const [kept = ''] = store.values.values();
    expect(JSON.parse(kept)).toMatchObject({
      pieces: [{ type: 'text-delta', text: 'It is [redacted].' }],
      result: { content: 'It is [redacted].' },
    });
  });

  it.each([
    ['a failure', [modelFailure('overloaded', 'Busy.')]],
    ['an empty answer', [' ']],
  ])('keeps no %s', async (_what, call) => {
    const model = new FakeModel('a', call, ['Hello']);
    const store = new FakeStore();
    await collect(cached(model, store), ask('Hi'));
    expect((await collect(cached(model, store), ask('Hi'))).chunks.at(-1)).toMatchObject({
      result: { content: 'Hello', cached: false },
    });
  });

  it.each(['{', '{"pieces":[]}', 'null'])('takes %s in its store for nothing, and replaces it', async (value) => {
    const model = new FakeModel('a', ['Hello']);
    const store = new FakeStore();
    await collect(cached(model, store), ask('Hi'));
    for (const key of store.values.keys()) store.values.set(key, value);
    await collect(cached(model, store), ask('Hi'));
    await collect(cached(model, store), ask('Hi'));
    expect(model.asked).toHaveLength(2);
  });

  it('gives the answer where it cannot be kept', async () => {
    const full: CacheStore = {
      get: () => {
        throw new Error('locked');
      },
      put: () => {
        throw new Error('disk full');
      },
    };
    const { chunks, error } = await collect(cached(new FakeModel('a', ['Hello']), full), ask('Hi'));
    expect([chunks.at(-1)?.type, error]).toEqual(['end', undefined]);
  });

  it('keeps of a chain what came of it in the end, and who said it', async () => {
    const clients = [new FakeModel('a', ['Hel', modelFailure('overloaded', 'Busy.')]), new FakeModel('b', ['Servus'])];
    const chain = new FallbackModelClient({ clients, kinds: new Set(['busy']) });
    const store = new FakeStore();
    await collect(cached(chain, store), ask('Hi'));
    expect((await collect(cached(chain, store), ask('Hi'))).chunks).toMatchObject([
      { type: 'text-delta', text: 'Servus' },
      { type: 'end', by: 'b', result: { cached: true } },
    ]);
  });

  it('is stopped like any other', async () => {
    const model = new FakeModel('a', ['Hello']);
    const store = new FakeStore();
    await collect(cached(model, store), ask('Hi'));
    expect((await collect(cached(model, store), ask('Hi'), AbortSignal.abort())).error).toMatchObject({
      code: 'aborted',
    });
  });
});

describe('a cache as a component', () => {
  const openai = { provider: 'autogen_ext.models.openai.OpenAIChatCompletionClient', config: { model: 'gpt-4o' } };
  const make = (store?: object) => {
    const [memory, kept] = [new FakeStore(), new FakeStore()];
    const config = { client: openai, ...(store && { store }) } as never;
    const component = { provider: 'autogen_ext.models.cache.ChatCompletionCache', config };
    return createModelClient({ component, keys: NO_KEYS, caches: { memory, kept, redactor: NO_REDACTION } });
  };

  it('is called like the model behind it', () => {
    expect(make().label).toBe('openai:gpt-4o');
    expect(make({ provider: 'autogen_core.InMemoryStore', config: {} }).live).toBe(true);
    const disk = { provider: 'autogen_ext.cache_store.diskcache.DiskCacheStore', config: { directory: 'answers' } };
    expect(make(disk).info.family).toBe('gpt-4o');
  });

  it('is refused with a store that is not here', () => {
    const redis = { provider: 'autogen_ext.cache_store.redis.RedisStore', config: {} };
    expect(() => make(redis)).toThrow('Answers cannot be kept in "autogen_ext.cache_store.redis.RedisStore" here.');
  });
});
