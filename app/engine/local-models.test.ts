import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ask, collect } from '../../main/models/collect-chunks.fixture.ts';
import { LlamaCppModelClient } from '../../main/models/llama-cpp-client.ts';
import { LlamaHost } from '../../main/models/llama/llama-host.ts';
import type { LocalModels } from '../../main/models/local-models.ts';
import { startLocalModels } from './local-models.ts';

// The real process of local models, with a library in the place of native code.
const library = join(import.meta.dirname, '../../main/models/llama/fake-llama-library.ts');

let folder: string;
let host: LlamaHost;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'local-'));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'echo.gguf'), 'GGUF');
  host = new LlamaHost(startLocalModels, { deafMs: 100 });
});
afterEach(() => {
  host.close();
  rmSync(folder, { recursive: true });
});

function client(config: object = {}): LlamaCppModelClient {
  const models: LocalModels = { host, library: () => library, find: (name) => join(folder, name) };
  return new LlamaCppModelClient({ model_path: 'echo.gguf', ...config }, models);
}
const tool = { name: 'count', description: 'Counts.', parameters: { type: 'object', properties: {} }, strict: false };

it('streams what the process writes: thoughts, text, and tokens as they were counted', async () => {
  expect(await collect(client(), ask('think one two'))).toEqual({
    chunks: [
      { type: 'thought-delta', text: 'think ' },
      { type: 'text-delta', text: 'one ' },
      { type: 'text-delta', text: 'two ' },
      {
        type: 'end',
        result: {
          finish_reason: 'stop',
          content: 'one two ',
          thought: 'think ',
          usage: { prompt_tokens: 5, completion_tokens: 3 },
          cached: false,
        },
      },
    ],
  });
});

it('tells calls, and an answer that was cut off', async () => {
  const called = await collect(client(), ask('call', { tools: [tool] }));
  const call = { id: expect.stringMatching(/^call_/) as string, name: 'count', arguments: '{"n":1}' };
  expect(called.chunks.at(-1)).toMatchObject({ result: { finish_reason: 'function_calls', content: [call] } });
  const cut = await collect(client({ max_tokens: 2 }), ask('one two three'));
  expect(cut.chunks.at(-1)).toMatchObject({ result: { finish_reason: 'length', content: 'one two ' } });
});

it('stops within a piece when the call is stopped, and goes on with the next call', async () => {
  const controller = new AbortController();
  const texts: string[] = [];
  const stopped = (async () => {
    for await (const chunk of client().stream(ask('one hang two'), controller.signal)) {
      if (chunk.type === 'text-delta') texts.push(chunk.text);
      controller.abort();
    }
  })();
  await expect(stopped).rejects.toMatchObject({ code: 'aborted' });
  expect(texts).toEqual(['one ']);
  expect((await collect(client(), ask('next'))).error).toBeUndefined();
});

it('survives a crash of native code: open calls fail, and the next call starts the process again', async () => {
  const waiting = collect(client(), ask('hang'));
  const crashed = await collect(client(), ask('one crash'));
  expect(crashed.chunks).toEqual([{ type: 'text-delta', text: 'one ' }]);
  expect(crashed.error).toMatchObject({ code: 'connection-lost', retryable: false });
  expect(crashed.error?.message).toContain('The process of local models ended: signal SIGABRT.');
  expect((await waiting).error).toMatchObject({ code: 'connection-lost', retryable: true });
  expect((await collect(client(), ask('again'))).error).toBeUndefined();
});

it('is given up after the silence that its component allows, and a process that native code holds for ever is ended', async () => {
  const { chunks, error } = await collect(client({ token_timeout: 0.1 }), ask('one freeze'));
  expect([chunks, error?.code]).toEqual([[{ type: 'text-delta', text: 'one ' }], 'token-timed-out']);
  const next = await collect(client(), ask('next'));
  expect(next.error).toMatchObject({ code: 'connection-lost', retryable: true });
  expect(next.error?.message).toContain('it did not listen any more.');
  expect((await collect(client(), ask('again'))).error).toBeUndefined();
});

it('refuses a conversation that does not fit, rather than forget its beginning', async () => {
  const { error } = await collect(client({ n_ctx: 4 }), ask('one two three'));
  expect(error).toMatchObject({ code: 'bad-request', retryable: false });
  expect(error?.message).toContain('The conversation has 5 tokens');
});

it('gives the process no keys', async () => {
  process.env['CANARY_API_KEY'] = 'canary';
  const spy = join(folder, 'spy.mjs');
  writeFileSync(spy, 'export const getLlama = () => { throw new Error(JSON.stringify(Object.keys(process.env))); };');
  const models: LocalModels = { host, library: () => spy, find: (name) => join(folder, name) };
  const { error } = await collect(new LlamaCppModelClient({ model_path: 'echo.gguf' }, models), ask('hello'));
  delete process.env['CANARY_API_KEY'];
  expect(error).toMatchObject({ code: 'bad-response' });
  expect(error?.message).toContain('PATH');
  expect(error?.message).not.toContain('CANARY');
});
