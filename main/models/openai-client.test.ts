import { describe, expect, it } from 'vitest';
import { OPENAI_SERVER } from '../../shared/component/server-abilities.ts';
import type { JsonObject } from '../../shared/json.ts';
import { ask, collect } from './collect-chunks.fixture.ts';
import { createModelClient } from './create-model-client.ts';
import {
  type Answer,
  cutAfter,
  hangAfter,
  refuse,
  respond,
  serverSentEvents,
  startFakeProvider,
} from './fake-provider.ts';
import type { KeyPorts } from './key-ring.ts';
import type { ModelClient } from './model-client.ts';
import type { OpenAiConfig } from './openai-endpoint.ts';

const SSE = 'text/event-stream';
const noKeys: KeyPorts = { env: {}, confirmed: [], secrets: { secret: () => undefined } };

function delta(fields: object, finish: string | null = null): object {
  return { object: 'chat.completion.chunk', choices: [{ index: 0, delta: fields, finish_reason: finish }] };
}

function client(url: string, config: Partial<OpenAiConfig> = {}, keys: KeyPorts = noKeys): ModelClient {
  const whole = { model: 'gpt-4o', base_url: `${url}/v1`, server_abilities: OPENAI_SERVER, ...config } as JsonObject;
  const provider = 'autogen_ext.models.openai.OpenAIChatCompletionClient';
  return createModelClient({ component: { provider, config: whole }, keys });
}

/** Asks once, and gives back what came and what was sent. */
async function exchange(answers: readonly Answer[], config: Partial<OpenAiConfig> = {}, request = ask('Hello')) {
  await using server = await startFakeProvider(...answers);
  const { chunks, error } = await collect(client(server.url, config), request);
  const bodies = server.seen.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
  return { chunks, error, bodies, seen: [...server.seen] };
}

const hello = serverSentEvents([
  delta({ role: 'assistant', content: '' }),
  delta({ content: 'Hel' }),
  delta({ content: 'lo' }),
  delta({}, 'stop'),
  { choices: [], usage: { prompt_tokens: 9, completion_tokens: 2 } },
  '[DONE]',
]);

describe('OpenAiModelClient', () => {
  it('streams text and ends with the whole of it and its usage', async () => {
    const { chunks } = await exchange([respond(200, SSE, hello)]);
    expect(chunks).toEqual([
      { type: 'text-delta', text: 'Hel' },
      { type: 'text-delta', text: 'lo' },
      {
        type: 'end',
        result: {
          finish_reason: 'stop',
          content: 'Hello',
          usage: { prompt_tokens: 9, completion_tokens: 2 },
          cached: false,
        },
      },
    ]);
  });

  it('sends model, messages and the arguments of its component, and nothing that was not asked for', async () => {
    const { bodies } = await exchange([respond(200, SSE, hello)], { temperature: 0, top_p: null, n: 3, seed: 7 });
    expect(bodies).toEqual([
      {
        model: 'gpt-4o',
        messages: [
          { role: 'system', content: 'Be brief.' },
          { role: 'user', content: 'Hello', name: 'user' },
        ],
        temperature: 0,
        seed: 7,
        stream: true,
        stream_options: { include_usage: true },
      },
    ]);
  });

  it('sends tools, the choice of tools and a schema for the answer', async () => {
    const schema = { type: 'object', properties: {} };
    const tool = { name: 'add', description: 'Adds.', parameters: schema, strict: false };
    const request = ask('Hello', { tools: [tool], toolChoice: 'required', jsonOutput: { name: 'Out', schema } });
    const { bodies } = await exchange([respond(200, SSE, hello)], {}, request);
    expect(bodies[0]).toMatchObject({
      tools: [{ type: 'function', function: { name: 'add', description: 'Adds.', parameters: schema } }],
      tool_choice: 'required',
      response_format: { type: 'json_schema', json_schema: { name: 'Out', schema, strict: true } },
    });
  });

  it('asks again without usage where a server refuses the question for it', async () => {
    const refusal = refuse(400, 'Unrecognized request argument supplied: stream_options');
    const { chunks, bodies } = await exchange([refusal, respond(200, SSE, hello)]);
    expect(bodies.map((body) => 'stream_options' in body)).toEqual([true, false]);
    expect(chunks.length).toBe(3);
  });

  it('puts parallel tool calls together by index, and text beside them becomes the thought', async () => {
    const call = (index: number, fields: object): object => delta({ tool_calls: [{ index, ...fields }] });
    const body = serverSentEvents([
      delta({ content: 'Let me see.' }),
      call(0, { id: 'a', type: 'function', function: { name: 'add', arguments: '' } }),
      call(1, { id: 'b', type: 'function', function: { name: 'now', arguments: '' } }),
      call(0, { function: { arguments: '{"x"' } }),
      call(1, { function: { arguments: '' } }),
      call(0, { function: { arguments: ':1}' } }),
      delta({}, 'tool_calls'),
      '[DONE]',
    ]);
    const { chunks } = await exchange([respond(200, SSE, body)]);
    expect(chunks.at(-1)).toEqual({
      type: 'end',
      result: {
        finish_reason: 'function_calls',
        content: [
          { id: 'a', name: 'add', arguments: '{"x":1}' },
          { id: 'b', name: 'now', arguments: '{}' },
        ],
        usage: { prompt_tokens: 0, completion_tokens: 0 },
        cached: false,
        thought: 'Let me see.',
      },
    });
  });

  it('tells calls apart that a server numbers all the same', async () => {
    const call = (id: string): object =>
      delta({ tool_calls: [{ index: 0, id, function: { name: id, arguments: '{}' } }] });
    const { chunks } = await exchange([respond(200, SSE, serverSentEvents([call('a'), call('b'), delta({}, 'stop')]))]);
    expect(chunks.at(-1)).toMatchObject({
      result: { content: [{ id: 'a' }, { id: 'b' }], finish_reason: 'function_calls' },
    });
  });

  it('streams reasoning as thought', async () => {
    const body = serverSentEvents([
      delta({ reasoning_content: 'Hm.' }),
      delta({ content: 'Yes' }),
      delta({}, 'length'),
    ]);
    const { chunks } = await exchange([respond(200, SSE, body)]);
    expect(chunks.slice(0, 2)).toEqual([
      { type: 'thought-delta', text: 'Hm.' },
      { type: 'text-delta', text: 'Yes' },
    ]);
    expect(chunks.at(-1)).toMatchObject({ result: { finish_reason: 'length', content: 'Yes', thought: 'Hm.' } });
  });

  it('joins characters whose bytes came apart', async () => {
    const bytes = Buffer.from(serverSentEvents([delta({ content: '€😀' }), delta({}, 'stop')]));
    const middle = bytes.indexOf(Buffer.from('😀')) + 2;
    const { chunks } = await exchange([
      (response) => {
        response.writeHead(200, { 'content-type': SSE });
        response.write(bytes.subarray(0, middle), () => setImmediate(() => response.end(bytes.subarray(middle))));
      },
    ]);
    expect(chunks[0]).toEqual({ type: 'text-delta', text: '€😀' });
  });
});

const SHOWN = 'Part of the answer had been shown by then, so the call was not made again.';

describe('failures of OpenAiModelClient', () => {
  it.each([
    [400, 'bad-request', false],
    [401, 'unauthorized', false],
    [403, 'unauthorized', false],
    [404, 'not-found', false],
    [408, 'timed-out', true],
    [409, 'overloaded', true],
    [422, 'bad-request', false],
    [429, 'rate-limited', true],
    [500, 'server-error', true],
    [503, 'overloaded', true],
  ] as const)('maps status %i to %s', async (status, code, retryable) => {
    const { chunks, error, seen } = await exchange([refuse(status, 'No.')]);
    expect({ chunks, calls: seen.length }).toEqual({ chunks: [], calls: 1 });
    expect(error).toMatchObject({
      code,
      retryable,
      message: `openai:gpt-4o answered with status ${status}: No.`,
      details: { status },
    });
  });

  it.each([
    ['retry-after', '2', 2000],
    ['retry-after', '0.5', 500],
    ['retry-after-ms', '120', 120],
    ['retry-after', new Date(0).toUTCString(), 0],
    ['retry-after', 'soon', undefined],
  ])('reads %s: %s', async (name, value, retryAfterMs) => {
    const { error } = await exchange([refuse(429, 'Slow down.', { [name]: value })]);
    expect(error).toMatchObject({ code: 'rate-limited', retryAfterMs });
  });

  it('does not retry when the account is spent', async () => {
    const body = JSON.stringify({ error: { message: 'No money.', code: 'insufficient_quota' } });
    const { error } = await exchange([respond(429, 'application/json', body)]);
    expect(error).toMatchObject({ code: 'rate-limited', retryable: false });
  });

  it('takes a stream without a finish reason for truncated, after text without a retry', async () => {
    const { chunks, error } = await exchange([respond(200, SSE, serverSentEvents([delta({ content: 'Hel' })]))]);
    expect(chunks).toEqual([{ type: 'text-delta', text: 'Hel' }]);
    expect(error).toMatchObject({ code: 'stream-truncated', retryable: false });
  });

  it('may be asked again when the stream broke off before any text', async () => {
    const { error } = await exchange([respond(200, SSE, serverSentEvents([delta({ role: 'assistant' })]))]);
    expect(error).toMatchObject({ code: 'stream-truncated', retryable: true });
  });

  it.each([
    ['application/json', '{"hello":"world"}'],
    [SSE, 'data: {not json}\n\n'],
    [SSE, 'what is this'],
    ['text/html; charset=utf-8', '<!doctype html><title>Login</title>'],
  ])('takes a 200 of %s with nonsense for a bad response', async (type, body) => {
    const { chunks, error } = await exchange([respond(200, type, body)]);
    expect(chunks).toEqual([]);
    expect(error).toMatchObject({ code: 'bad-response', retryable: false });
  });

  it('takes an empty 200 for truncated', async () => {
    expect((await exchange([respond(200, SSE, '')])).error).toMatchObject({
      code: 'stream-truncated',
      retryable: true,
    });
  });

  it('reports an error that comes inside of the stream', async () => {
    const body = serverSentEvents([
      delta({ content: 'a' }),
      { error: { message: 'Out of memory', type: 'server_error' } },
    ]);
    const { error } = await exchange([respond(200, SSE, body)]);
    expect(error).toMatchObject({ code: 'server-error', message: `openai:gpt-4o broke off: Out of memory. ${SHOWN}` });
  });

  it('takes a cut connection for lost', async () => {
    const { chunks, error } = await exchange([cutAfter(SSE, serverSentEvents([delta({ content: 'Hel' })]))]);
    expect(chunks).toEqual([{ type: 'text-delta', text: 'Hel' }]);
    expect(error).toMatchObject({ code: 'connection-lost', retryable: false });
  });

  it('says when nothing listens at the base URL', async () => {
    const { url } = await (async () => {
      await using gone = await startFakeProvider();
      return { url: gone.url };
    })();
    const { error } = await collect(client(url), ask('Hello'));
    expect(error).toMatchObject({
      code: 'connection-lost',
      retryable: true,
      message: `openai:gpt-4o cannot be reached at ${url}: nothing listens there.`,
    });
  });

  it.each([
    ['before any answer', () => undefined],
    ['in mid-stream', hangAfter(SSE, serverSentEvents([delta({ content: 'Hel' })]))],
  ])('stops a server that hangs %s when it is aborted', async (_when, answer: Answer) => {
    const controller = new AbortController();
    await using server = await startFakeProvider((response) => {
      answer(response);
      setImmediate(() => controller.abort());
    });
    const { error } = await collect(client(server.url), ask('Hello'), controller.signal);
    expect(error).toMatchObject({ code: 'aborted', retryable: false });
  });

  it.each([
    ['before any answer', () => undefined],
    ['in mid-stream', hangAfter(SSE, serverSentEvents([delta({ role: 'assistant' })]))],
  ])('gives up a server that is silent %s for longer than its timeout', async (_when, answer: Answer) => {
    const { error } = await exchange([answer], { timeout: 0.05 });
    expect(error).toMatchObject({ code: 'first-token-timed-out', retryable: true });
  });

  it('follows no redirect', async () => {
    const { error, seen } = await exchange([
      respond(307, 'text/plain', '', { location: 'https://elsewhere.example/v1' }),
    ]);
    expect(seen.length).toBe(1);
    expect(error).toMatchObject({ code: 'bad-response' });
    expect(error?.message).toContain('https://elsewhere.example/v1');
  });

  it('cuts its key out of what the provider says', async () => {
    const { error } = await exchange([refuse(401, 'Wrong key sk-canary given.')], { api_key: 'sk-canary' });
    expect(error?.message).toBe('openai:gpt-4o answered with status 401: Wrong key [key] given.');
  });

  it.each(['localhost:1234', 'http://me:secret@127.0.0.1:9'])('refuses the base URL %s', async (url) => {
    const { error } = await collect(client(url), ask('Hello'));
    expect(error).toMatchObject({ code: 'bad-request' });
    expect(error?.message).not.toContain('secret');
  });

  it('reads no more of a refusal than it needs', async () => {
    const { error } = await exchange([
      (response) => {
        response.writeHead(500, { 'content-type': 'text/plain' });
        response.write('no '.repeat(100_000)); // and never ends
      },
    ]);
    expect(error).toMatchObject({ code: 'server-error' });
    expect(error?.message.length).toBeLessThan(600);
  });

  it('refuses a request that its model cannot do', async () => {
    const info = {
      vision: false,
      function_calling: false,
      json_output: false,
      family: 'unknown',
      structured_output: false,
    };
    const tools = [{ name: 'add', description: '', parameters: {}, strict: false }];
    const { error } = await collect(client('http://127.0.0.1:9', { model_info: info }), ask('Hello', { tools }));
    expect(error).toMatchObject({
      code: 'bad-request',
      message: 'openai:gpt-4o cannot call tools, but its agent has 1.',
    });
  });
});
