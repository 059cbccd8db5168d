import { expect, it } from 'vitest';
import { type Answer, refuse, respond, startFakeProvider } from '../fake-provider.ts';
import type { KeyPorts } from '../key-ring.ts';
import { createEmbedder } from './create-embedder.ts';

const NO_SECRETS = { secret: () => undefined };
const never = new AbortController().signal;

function ports(env: KeyPorts['env'] = {}) {
  return { keys: { env, secrets: NO_SECRETS, confirmed: [] }, offline: () => undefined };
}

function vectors(...rows: readonly [index: number, vector: number[]][]): Answer {
  const data = rows.map(([index, embedding]) => ({ object: 'embedding', index, embedding }));
  return respond(200, 'application/json', JSON.stringify({ object: 'list', data, usage: { prompt_tokens: 7 } }));
}

it('asks a server that speaks like OpenAI, and puts the vectors into the order of the texts', async () => {
  await using server = await startFakeProvider(vectors([1, [0, 1]], [0, [1, 0]]));
  const embedder = createEmbedder({ embedding: 'openai:small', base_url: `${server.url}/v1` }, ports());
  const { vectors: found, tokens } = await embedder.embed(['one', ''], never);
  expect([found.map((one) => [...one]), tokens, embedder.label]).toEqual([
    [
      [1, 0],
      [0, 1],
    ],
    7,
    'openai:small',
  ]);
  expect(server.seen.map(({ path, body }) => [path, JSON.parse(body)])).toEqual([
    ['/v1/embeddings', { model: 'small', input: ['one', ' '] }],
  ]);
});

it('finds Ollama where its variable says, and sends it no key of another', async () => {
  await using server = await startFakeProvider(vectors([0, [1]]));
  const env = { OLLAMA_HOST: server.url, OPENAI_API_KEY: 'sk-openai' };
  const embedder = createEmbedder({ embedding: 'ollama:nomic-embed-text' }, ports(env));
  await embedder.embed(['one'], never);
  expect([embedder.label, server.seen[0]?.path, server.seen[0]?.headers.authorization]).toEqual([
    'ollama:nomic-embed-text',
    '/v1/embeddings',
    'Bearer none',
  ]);
});

it('sends the key of its provider where that may go, and says so where there is none', async () => {
  await using server = await startFakeProvider(vectors([0, [1]]));
  const env = { OPENAI_BASE_URL: server.url, OPENAI_API_KEY: 'sk-openai' };
  await createEmbedder({ embedding: 'openai:small' }, ports(env)).embed(['one'], never);
  expect(server.seen[0]?.headers.authorization).toBe('Bearer sk-openai');
  const without = createEmbedder({ embedding: 'mistral:mistral-embed' }, ports());
  await expect(without.embed(['one'], never)).rejects.toMatchObject({ code: 'no-key' });
});

it('takes no answer that does not fit, and tries again only where that can help', async () => {
  await using server = await startFakeProvider(
    vectors([0, [1]], [1, [1, 2]]),
    respond(200, 'application/json', '{"data": "none"}'),
    refuse(429, 'slow down', { 'retry-after': '2' }),
    refuse(404, 'no such model'),
  );
  const embedder = createEmbedder({ embedding: 'openai:small', base_url: server.url }, ports());
  const failed = { attempt: 1, hasShownDeltas: false, random: 0 };
  const errors: unknown[] = [];
  for (let call = 0; call < 4; call += 1) {
    const error: unknown = await embedder.embed(['a', 'b'], never).catch((caught: unknown) => caught);
    errors.push([(error as { code: string }).code, embedder.retry?.({ error, ...failed })]);
  }
  expect(errors).toEqual([
    ['bad-response', undefined],
    ['bad-response', undefined],
    ['rate-limited', 2000],
    ['not-found', undefined],
  ]);
});

it('says how a model is named, and how the offline one is installed', async () => {
  for (const embedding of ['', 'small', 'nobody:small', 'openai:']) {
    expect(() => createEmbedder({ embedding }, ports())).toThrow('names no embedding model');
  }
  expect(() => createEmbedder({ embedding: 'anthropic:x' }, ports())).toThrow('Give a base URL');
  const offline = createEmbedder({ embedding: 'offline' }, ports());
  await expect(offline.embed(['one'], never)).rejects.toThrow('troupe packs install energetic-ai');
});
