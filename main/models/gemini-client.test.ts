import { describe, expect, it } from 'vitest';
import { ask, collect } from './collect-chunks.fixture.ts';
import { createModelClient } from './create-model-client.ts';
import { type Answer, respond, serverSentEvents, startFakeProvider } from './fake-provider.ts';

const SSE = 'text/event-stream';
const parts = (...given: readonly object[]) => ({ candidates: [{ content: { parts: given } }] });
const finish = (finishReason: string) => ({ candidates: [{ finishReason }] });

async function exchange(answer: Answer, baseUrl = (url: string): string => url) {
  await using server = await startFakeProvider(answer);
  const config = { model: 'gemini-2.5-flash', base_url: baseUrl(server.url), api_key: 'k-1' };
  const keys = { env: {}, confirmed: [], secrets: { secret: () => undefined } };
  const component = { provider: 'troupe.models.GeminiChatCompletionClient', config };
  const told = await collect(createModelClient({ component, keys }), ask('Hello'));
  return { ...told, seen: [...server.seen] };
}
const stream = (...chunks: readonly object[]) => exchange(respond(200, SSE, serverSentEvents(chunks)));

describe('a Gemini client', () => {
  it.each(['', '/', '/v1beta', '/v1beta/'])('asks at v1beta where its base URL ends with "%s"', async (end) => {
    const answer = respond(200, SSE, serverSentEvents([parts({ text: 'Hi' }), finish('STOP')]));
    const { seen } = await exchange(answer, (url) => `${url}${end}`);
    expect(seen).toMatchObject([
      { path: '/v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse', headers: { 'x-goog-api-key': 'k-1' } },
    ]);
  });

  it('keeps the ids and signatures of calls, and makes ids where there are none', async () => {
    const called = parts(
      { functionCall: { id: 'g-1', name: 'add', args: { x: 1 } }, thoughtSignature: 'sig' },
      { functionCall: { name: 'now' } },
    );
    const { chunks } = await stream(parts({ text: 'I look.' }), called, finish('STOP'));
    expect(chunks.at(-1)).toMatchObject({
      result: {
        content: [
          { id: 'g-1', name: 'add', arguments: '{"x":1}' },
          { id: expect.stringMatching(/^call_/) as string, name: 'now', arguments: '{}' },
        ],
        finish_reason: 'function_calls',
        continuation: {
          by: 'gemini:gemini-2.5-flash',
          parts: [{ text: 'I look.' }, { call: 0, hasId: true, thoughtSignature: 'sig' }, { call: 1, hasId: false }],
        },
      },
    });
  });

  it.each([
    ['MALFORMED_FUNCTION_CALL', 'server-error', true],
    ['STOP', undefined, undefined],
  ])('takes the end %s', async (reason, code, retryable) => {
    const { error } = await stream(parts({ functionCall: { name: 'now' } }), finish(reason));
    expect([error?.code, error?.retryable]).toEqual([code, retryable]);
  });

  it('says what Google says in mid-stream, and tries again only what may succeed', async () => {
    const overloaded = { error: { code: 503, message: 'The model is overloaded.', status: 'UNAVAILABLE' } };
    const { error } = await stream(overloaded);
    expect(error).toMatchObject({ code: 'overloaded', retryable: true });
    expect(error?.message).toBe('gemini:gemini-2.5-flash broke off: The model is overloaded.');
  });

  it('passes on how long Google asks to wait, which it says in the body', async () => {
    const details = [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '34.5s' }];
    const body = { error: { code: 429, message: 'Quota exceeded.', status: 'RESOURCE_EXHAUSTED', details } };
    const { error } = await exchange(respond(429, 'application/json', JSON.stringify(body)));
    expect(error).toMatchObject({ code: 'rate-limited', retryAfterMs: 34_500 });
  });

  it('takes a key that Google does not know for what it is', async () => {
    const details = [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID' }];
    const body = { error: { code: 400, message: 'API key not valid.', status: 'INVALID_ARGUMENT', details } };
    const { error } = await exchange(respond(400, 'application/json', JSON.stringify(body)));
    expect(error).toMatchObject({ code: 'unauthorized' });
  });

  it.each([
    ['nothing of a model', '{"hello":1}', 'bad-response'],
    ['half an event', 'data: {"candidates":', 'bad-response'],
    ['an end in mid-event', `${serverSentEvents([parts({ text: 'Hi' })])}data: {"cand`, 'stream-truncated'],
  ])('refuses %s', async (_what, body, code) => {
    const { error } = await exchange(respond(200, SSE, body));
    expect(error).toMatchObject({ code });
  });
});
