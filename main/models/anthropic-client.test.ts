import { describe, expect, it, vi } from 'vitest';
import type { LLMMessage } from '../../shared/chat/llm-message.ts';
import { AnthropicModelClient } from './anthropic-client.ts';
import type { AnthropicConfig } from './anthropic-config.ts';
import { ask, collect } from './collect-chunks.fixture.ts';
import { type Answer, cutAfter, hangAfter, refuse, respond, startFakeProvider } from './fake-provider.ts';

const SSE = 'text/event-stream';

function events(...values: readonly { type: string }[]): string {
  return values.map((value) => `event: ${value.type}\ndata: ${JSON.stringify(value)}\n\n`).join('');
}

const start = { type: 'message_start', message: { usage: { input_tokens: 5, cache_read_input_tokens: 4 } } };
const textStart = { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } };
const piece = (text: string) => ({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } });
const stop = (reason: string) => ({
  type: 'message_delta',
  delta: { stop_reason: reason },
  usage: { output_tokens: 2 },
});
const end = { type: 'message_stop' };
const hello = events(start, textStart, piece('Hel'), piece('lo'), stop('end_turn'), end);

function client(url: string, config: Partial<AnthropicConfig> = {}): AnthropicModelClient {
  const known = { model: 'claude-sonnet-4-20250514', max_tokens: 4096, temperature: 1, prompt_caching: false };
  const ports = { keys: { env: {}, confirmed: [], secrets: { secret: () => undefined } } };
  return new AnthropicModelClient({ ...known, base_url: url, ...config }, ports);
}

async function exchange(answer: Answer, config: Partial<AnthropicConfig> = {}, request = ask('Hello')) {
  await using server = await startFakeProvider(answer);
  const { chunks, error } = await collect(client(server.url, config), request);
  const bodies = server.seen.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
  return { chunks, error, bodies, seen: [...server.seen] };
}

describe('AnthropicModelClient', () => {
  it('streams text and ends with the whole of it and its usage', async () => {
    const { chunks } = await exchange(respond(200, SSE, hello));
    expect(chunks).toEqual([
      { type: 'text-delta', text: 'Hel' },
      { type: 'text-delta', text: 'lo' },
      {
        type: 'end',
        result: {
          finish_reason: 'stop',
          content: 'Hello',
          usage: { prompt_tokens: 9, completion_tokens: 2, cached_tokens: 4 },
          cached: false,
        },
      },
    ]);
  });

  it('does not wait for a server that leaves the connection open', async () => {
    const { chunks } = await exchange(hangAfter(SSE, hello));
    expect(chunks.at(-1)).toMatchObject({ type: 'end', result: { content: 'Hello' } });
  });

  it('sends the request to the Messages API, whatever version the base URL names', async () => {
    await using server = await startFakeProvider(respond(200, SSE, hello));
    await collect(client(`${server.url}/v1/`, { temperature: 0.5, top_k: null }), ask('Hello'));
    expect(server.seen.map(({ path }) => path)).toEqual(['/v1/messages']);
    expect(server.seen.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
      {
        model: 'claude-sonnet-4-20250514',
        max_tokens: 4096,
        temperature: 0.5,
        system: 'Be brief.',
        messages: [{ role: 'user', content: [{ type: 'text', text: 'Hello' }] }],
        stream: true,
      },
    ]);
  });

  it('puts tool calls together from their pieces, without any for empty arguments', async () => {
    const call = (index: number, id: string) => ({
      type: 'content_block_start',
      index,
      content_block: { type: 'tool_use', id, name: `tool_${id}`, input: {} },
    });
    const json = (index: number, partial_json: string) => ({
      type: 'content_block_delta',
      index,
      delta: { type: 'input_json_delta', partial_json },
    });
    const body = events(
      start,
      textStart,
      piece('Let me see.'),
      call(1, 'a'),
      call(2, 'b'),
      json(1, '{"x"'),
      json(2, ''),
      json(1, ':1}'),
      stop('tool_use'),
      end,
    );
    const { chunks } = await exchange(respond(200, SSE, body));
    expect(chunks.at(-1)).toMatchObject({
      result: {
        finish_reason: 'function_calls',
        content: [
          { id: 'a', name: 'tool_a', arguments: '{"x":1}' },
          { id: 'b', name: 'tool_b', arguments: '{}' },
        ],
        thought: 'Let me see.',
      },
    });
  });

  it('streams thoughts, and does not think again while calls are the last thing it said', async () => {
    const thinking = { type: 'enabled', budget_tokens: 1024 } as const;
    const thought = { type: 'content_block_delta', index: 1, delta: { type: 'thinking_delta', thinking: 'Hm.' } };
    const body = events(start, thought, textStart, piece('Yes'), stop('end_turn'), end);
    const first = await exchange(respond(200, SSE, body), { thinking });
    expect(first.chunks[0]).toEqual({ type: 'thought-delta', text: 'Hm.' });
    expect(first.chunks.at(-1)).toMatchObject({ result: { content: 'Yes', thought: 'Hm.' } });
    const messages: LLMMessage[] = [
      { type: 'UserMessage', content: 'Add', source: 'user' },
      { type: 'AssistantMessage', content: [{ id: 'a', name: 'add', arguments: '{}' }], source: 'bob' },
      { type: 'FunctionExecutionResultMessage', content: [{ content: '2', name: 'add', call_id: 'a' }] },
    ];
    const second = await exchange(respond(200, SSE, hello), { thinking }, ask('', { messages }));
    expect([first, second].map(({ bodies }) => bodies[0]?.['thinking'])).toEqual([thinking, undefined]);
    expect(second.bodies[0]).toMatchObject({
      tools: [{ name: 'add', input_schema: { type: 'object' } }],
      tool_choice: { type: 'none' },
    });
  });

  it.each([
    ['max_tokens', 'length'],
    ['model_context_window_exceeded', 'length'],
    ['stop_sequence', 'stop'],
    ['refusal', 'content_filter'],
    ['pause_turn', 'unknown'],
  ])('maps the stop reason %s to %s', async (reason, finish_reason) => {
    const { chunks } = await exchange(respond(200, SSE, events(start, stop(reason), end)));
    expect(chunks).toMatchObject([{ type: 'end', result: { finish_reason, content: '' } }]);
  });

  it('keeps the console quiet, also for models that are to be retired', async () => {
    const spies = (['log', 'info', 'warn', 'error'] as const).map((name) => vi.spyOn(console, name));
    await exchange(respond(200, SSE, hello), { model: 'claude-3-opus-20240229', max_tokens: 10 });
    await exchange(respond(200, SSE, 'event: message_start\ndata: {not json}\n\n'));
    expect(spies.flatMap((spy) => spy.mock.calls)).toEqual([]);
    vi.restoreAllMocks();
  });
});

describe('failures of AnthropicModelClient', () => {
  it.each([
    ['without message_stop', respond(200, SSE, events(start, textStart, piece('Hel'), stop('end_turn')))],
    ['after some text', respond(200, SSE, events(start, textStart, piece('Hel')))],
  ])('takes a stream that ends %s for truncated', async (_how, answer) => {
    const { chunks, error } = await exchange(answer);
    expect(chunks).toEqual([{ type: 'text-delta', text: 'Hel' }]);
    expect(error).toMatchObject({ code: 'stream-truncated', retryable: false });
  });

  it.each([
    ['application/json', '{"hello":"world"}'],
    [SSE, 'event: message_start\ndata: {not json}\n\n'],
    ['text/html', '<html></html>'],
  ])('takes a 200 of %s with nonsense for a bad response', async (type, body) => {
    const { chunks, error } = await exchange(respond(200, type, body));
    expect(chunks).toEqual([]);
    expect(error).toMatchObject({ code: 'bad-response', retryable: false });
  });

  it.each([
    [401, 'unauthorized', false],
    [429, 'rate-limited', true],
    [529, 'overloaded', true],
    [504, 'server-error', true],
  ] as const)('maps status %i to %s', async (status, code, retryable) => {
    const { error, seen } = await exchange(refuse(status, 'The upstream request timed out.', { 'retry-after': '3' }));
    expect(seen.length).toBe(1);
    expect(error).toMatchObject({ code, retryable, retryAfterMs: 3000, details: { status } });
    expect(error?.message).toContain('The upstream request timed out.');
  });

  it.each([
    ['overloaded_error', 'overloaded'],
    ['rate_limit_error', 'rate-limited'],
    ['api_error', 'server-error'],
    ['invalid_request_error', 'bad-request'],
  ])('maps an event of %s to %s', async (kind, code) => {
    const event = { type: 'error', error: { type: kind, message: 'Sorry.' } };
    const { error } = await exchange(respond(200, SSE, events(start, event)));
    expect(error).toMatchObject({ code, message: 'anthropic:claude-sonnet-4-20250514 broke off: Sorry.' });
  });

  it('takes a cut connection for lost', async () => {
    const { error } = await exchange(cutAfter(SSE, events(start)));
    expect(error).toMatchObject({ code: 'connection-lost', retryable: true });
  });

  it.each([
    ['before any answer', () => undefined],
    ['in mid-stream', hangAfter(SSE, events(start))],
  ])('stops a server that hangs %s when it is aborted', async (_when, answer: Answer) => {
    const controller = new AbortController();
    await using server = await startFakeProvider((response) => {
      answer(response);
      setImmediate(() => controller.abort());
    });
    const { error } = await collect(client(server.url), ask('Hello'), controller.signal);
    expect(error).toMatchObject({ code: 'aborted', retryable: false });
  });

  it('gives up a silent server', async () => {
    const { error } = await exchange(hangAfter(SSE, events(start)), { timeout: 0.05 });
    expect(error).toMatchObject({ code: 'first-token-timed-out', retryable: true });
  });
});
