import { describe, expect, it, vi } from 'vitest';
import type { LLMMessage } from '../../shared/chat/llm-message.ts';
import { ask, collect } from './collect-chunks.fixture.ts';
import { type Answer, cutAfter, hangAfter, respond, startFakeProvider } from './fake-provider.ts';
import { type OllamaConfig, OllamaModelClient } from './ollama-client.ts';
import { ollamaHost } from './ollama-host.ts';

const NDJSON = 'application/x-ndjson';

const lines = (...values: readonly object[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join('');
const said = (content: string, fields: object = {}): object => ({
  message: { role: 'assistant', content, ...fields },
  done: false,
});
const done = { message: { content: '' }, done: true, done_reason: 'stop', prompt_eval_count: 9, eval_count: 2 };

function client(url: string, config: Partial<OllamaConfig> = {}): OllamaModelClient {
  const ports = { keys: { env: {}, confirmed: [], secrets: { secret: () => undefined } } };
  return new OllamaModelClient({ model: 'llama3.2', host: url, follow_redirects: true, ...config }, ports);
}

async function exchange(answer: Answer, config: Partial<OllamaConfig> = {}, request = ask('Hello')) {
  await using server = await startFakeProvider(answer);
  const { chunks, error } = await collect(client(server.url, config), request);
  const bodies = server.seen.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
  return { chunks, error, bodies, seen: [...server.seen] };
}

describe('OllamaModelClient', () => {
  it('streams text and ends with the whole of it and its usage', async () => {
    const { chunks } = await exchange(respond(200, NDJSON, lines(said('Hel'), said('lo'), done)));
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

  it('sends messages, pictures, calls and results in Ollama’s words', async () => {
    const messages: LLMMessage[] = [
      { type: 'UserMessage', content: ['Look', { data: '/etc/hostname' }, 'here'], source: 'user' },
      { type: 'AssistantMessage', content: [{ id: 'a', name: 'add', arguments: '{"x":1}' }], source: 'bob' },
      { type: 'FunctionExecutionResultMessage', content: [{ content: '2', name: 'add', call_id: 'a' }] },
    ];
    const parameters = { type: 'object', properties: {} };
    const tools = [{ name: 'add', description: 'Adds.', parameters, strict: false }];
    const request = ask('', { messages, tools, jsonOutput: true });
    const { bodies, seen } = await exchange(respond(200, NDJSON, lines(done)), { options: { num_ctx: 10 } }, request);
    expect(seen.map(({ path }) => path)).toEqual(['/api/chat']);
    expect(bodies).toEqual([
      {
        model: 'llama3.2',
        messages: [
          { role: 'system', content: 'Be brief.' },
          { role: 'user', content: 'Look\nhere', images: ['/etc/hostname'] },
          { role: 'assistant', content: '', tool_calls: [{ function: { name: 'add', arguments: { x: 1 } } }] },
          { role: 'tool', content: '2', tool_name: 'add' },
        ],
        stream: true,
        tools: [{ type: 'function', function: { name: 'add', description: 'Adds.', parameters } }],
        options: { num_ctx: 10 },
        format: 'json',
      },
    ]);
  });

  it('gives calls an id of their own and takes them for the reason to finish', async () => {
    const call = { function: { name: 'add', arguments: { x: 1 } } };
    const { chunks } = await exchange(respond(200, NDJSON, lines(said('', { tool_calls: [call, call] }), done)));
    const end = chunks.at(-1);
    const content = end?.type === 'end' && typeof end.result.content !== 'string' ? end.result.content : [];
    expect(content.map(({ name, arguments: args }) => ({ name, args }))).toEqual([
      { name: 'add', args: '{"x":1}' },
      { name: 'add', args: '{"x":1}' },
    ]);
    expect(new Set(content.map(({ id }) => id)).size).toBe(2);
    expect(end).toMatchObject({ result: { finish_reason: 'function_calls' } });
  });

  it('separates the thoughts that a model of the R1 family writes into its text', async () => {
    const body = lines(said('<thi'), said('nk>Hm.</think>'), said('\n\nYes'), { ...done, done_reason: 'length' });
    const { chunks } = await exchange(respond(200, NDJSON, body), { model: 'deepseek-r1:8b' });
    expect(chunks).toMatchObject([
      { type: 'thought-delta', text: 'Hm.' },
      { type: 'text-delta', text: '\n\nYes' },
      { type: 'end', result: { finish_reason: 'length', content: '\n\nYes', thought: 'Hm.' } },
    ]);
  });

  it('joins characters whose bytes came apart', async () => {
    const bytes = Buffer.from(lines(said('€😀'), done));
    const middle = bytes.indexOf(Buffer.from('😀')) + 2;
    const { chunks } = await exchange((response) => {
      response.writeHead(200, { 'content-type': NDJSON });
      response.write(bytes.subarray(0, middle), () => setImmediate(() => response.end(bytes.subarray(middle))));
    });
    expect(chunks[0]).toEqual({ type: 'text-delta', text: '€😀' });
  });
});

describe('failures of OllamaModelClient', () => {
  it.each([
    ['no line says done', respond(200, NDJSON, lines(said('Hel'))), 'stream-truncated', false],
    ['the body is empty', respond(200, NDJSON, ''), 'stream-truncated', true],
    ['a line is no JSON', respond(200, NDJSON, 'what is this\n'), 'bad-response', false],
    ['the connection is cut', cutAfter(NDJSON, lines(said('Hel'))), 'connection-lost', false],
    ['the stream holds an error', respond(200, NDJSON, lines({ error: 'out of memory' })), 'server-error', true],
    ['the model is not there', respond(404, 'application/json', '{"error":"model not found"}'), 'not-found', false],
    ['the server is busy', respond(503, 'text/plain', 'busy'), 'overloaded', true],
  ] as const)('fails rightly and keeps the console quiet when %s', async (_when, answer, code, retryable) => {
    const spies = (['log', 'info', 'warn', 'error'] as const).map((name) => vi.spyOn(console, name));
    const { error } = await exchange(answer);
    expect(error).toMatchObject({ code, retryable });
    expect(spies.flatMap((spy) => spy.mock.calls)).toEqual([]);
    vi.restoreAllMocks();
  });

  it.each([
    ['before any answer', () => undefined],
    ['in mid-stream', hangAfter(NDJSON, lines(said('Hel')))],
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
    const { error } = await exchange(() => undefined, { timeout: 0.05 });
    expect(error).toMatchObject({ code: 'first-token-timed-out', retryable: true });
  });
});

describe('ollamaHost', () => {
  it.each([
    [undefined, 'http://127.0.0.1:11434'],
    [' ', 'http://127.0.0.1:11434'],
    ['box', 'http://box:11434'],
    ['box:1', 'http://box:1'],
    [':1', 'http://127.0.0.1:1'],
    ['0.0.0.0', 'http://127.0.0.1:11434'],
    ['0.0.0.0:8080', 'http://127.0.0.1:8080'],
    ['http://box:1/', 'http://box:1'],
    ['http://box:1/v1', 'http://box:1'],
    ['http://box:1/api/', 'http://box:1'],
    ['https://box/ollama', 'https://box/ollama'],
    ['http://box', 'http://box'],
  ])('reads %j as %s', (written, host) => {
    expect(ollamaHost(written)).toBe(host);
  });
});
