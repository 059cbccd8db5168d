import { LLMock } from '@copilotkit/aimock';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ask, collect } from '../collect-chunks.fixture.ts';
import type { ModelClient } from '../model-client.ts';
import { clientOf, subjects } from './subjects.ts';

/** The same clients against a mock of their providers that others wrote. */
const mock = new LLMock({ port: 0, logLevel: 'silent' });
beforeAll(async () => void (await mock.start()));
afterEach(() => void mock.reset());
afterAll(() => mock.stop());

const tools = ['add', 'now'].map((name) => ({
  name,
  description: name,
  parameters: { type: 'object', properties: {} },
  strict: false,
}));

// It mocks servers: a local model has none.
describe.each(subjects.filter(({ isServer }) => isServer))('the $name client against aimock', (subject) => {
  const client = (): ModelClient => clientOf(subject, mock.url);

  it('streams a text in pieces', async () => {
    mock.onMessage('Hello', { content: 'Good morning, dear friend.' }, { chunkSize: 5 });
    const { chunks, error } = await collect(client(), ask('Hello'));
    const end = chunks.at(-1);
    const deltas = chunks.slice(0, -1).map((chunk) => (chunk.type === 'text-delta' ? chunk.text : undefined));
    expect(error).toBeUndefined();
    expect(deltas.length).toBeGreaterThan(3);
    expect(deltas.join('')).toBe('Good morning, dear friend.');
    expect(end).toMatchObject({
      type: 'end',
      result: { content: 'Good morning, dear friend.', finish_reason: 'stop' },
    });
  });

  it('puts parallel tool calls together from their pieces', async () => {
    const toolCalls = [
      { name: 'add', arguments: '{"x":1,"y":"a longer text"}' },
      { name: 'now', arguments: '{}' },
    ];
    mock.onMessage('Use both', { toolCalls }, { chunkSize: 4 });
    const { chunks } = await collect(client(), ask('Use both', { tools }));
    const end = chunks.at(-1);
    const content = end?.type === 'end' && typeof end.result.content !== 'string' ? end.result.content : [];
    expect(content.map(({ name, arguments: args }) => [name, JSON.parse(args)])).toEqual([
      ['add', { x: 1, y: 'a longer text' }],
      ['now', {}],
    ]);
    expect(new Set(content.map(({ id }) => id)).size).toBe(2);
    expect(end).toMatchObject({ result: { finish_reason: 'function_calls' } });
  });

  it('keeps the text that came with calls as their thought', async () => {
    mock.onMessage('Think', { content: 'Let me see.', toolCalls: [{ name: 'now', arguments: '{}' }] });
    const { chunks } = await collect(client(), ask('Think', { tools }));
    expect(chunks.at(-1)).toMatchObject({ result: { content: [{ name: 'now' }], thought: 'Let me see.' } });
  });

  it('passes on how long a rate limit asks to wait', async () => {
    mock.onMessage('Hello', { error: { message: 'Slow down' }, status: 429, retryAfter: 7 });
    const { chunks, error } = await collect(client(), ask('Hello'));
    expect(chunks).toEqual([]);
    expect(error).toMatchObject({ code: 'rate-limited', retryable: true, retryAfterMs: 7000 });
    expect(error?.message).toContain('Slow down');
  });

  it('reports a connection that was cut in mid-stream', async () => {
    const content = 'word '.repeat(200);
    mock.onMessage('Hello', { content }, { chunkSize: 5, latency: 5, disconnectAfterMs: 60 });
    const { chunks, error } = await collect(client(), ask('Hello'));
    expect(error).toMatchObject({ code: 'connection-lost', retryable: chunks.length === 0 });
  });

  it('reports a body that is no stream', async () => {
    mock.onMessage('Hello', { content: 'Hi' }, { chaos: { malformedRate: 1 } });
    const { chunks, error } = await collect(client(), ask('Hello'));
    expect(chunks).toEqual([]);
    expect(error).toMatchObject({ code: 'bad-response' });
  });
});
