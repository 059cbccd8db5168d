import { describe, expect, it } from 'vitest';
import type { CreateResult } from '../../shared/chat/llm-message.ts';
import { type ModelChunk, type ModelClient, type ModelRequest } from './model-client.ts';
import { modelInfo } from './model-info.ts';
import { ReplayModelClient, type ReplayOptions } from './replay-client.ts';

const request: ModelRequest = {
  system: undefined,
  messages: [],
  tools: [],
  toolChoice: 'auto',
  jsonOutput: false,
  promptWords: 7,
  keepsPieces: true,
};
const call: CreateResult = {
  finish_reason: 'function_calls',
  content: [{ id: '1', name: 'add', arguments: '{}' }],
  usage: { prompt_tokens: 3, completion_tokens: 4 },
  cached: false,
  thought: 'hm',
};

function replay(options: Partial<ReplayOptions>): ReplayModelClient {
  const defaults = { label: 'replay', replies: [], wordsPerSecond: 0, isLoop: false, pieces: 'words' as const };
  return new ReplayModelClient({ ...defaults, info: modelInfo('replay', null), ...options });
}

async function all(client: ModelClient, signal = new AbortController().signal): Promise<ModelChunk[]> {
  const chunks: ModelChunk[] = [];
  for await (const chunk of client.stream(request, signal)) chunks.push(chunk);
  return chunks;
}

function end(text: string, words: number): ModelChunk {
  const usage = { prompt_tokens: 7, completion_tokens: words };
  return { type: 'end', result: { finish_reason: 'stop', content: text, usage, cached: true } };
}

describe('ReplayModelClient', () => {
  it('streams words with one space between, as AutoGen does, and ends with the reply as it was written', async () => {
    expect(await all(replay({ replies: ['one\n\ntwo   three'] }))).toEqual([
      { type: 'text-delta', text: 'one ' },
      { type: 'text-delta', text: 'two ' },
      { type: 'text-delta', text: 'three' },
      end('one\n\ntwo   three', 3),
    ]);
  });

  it('gives all at once where it has no pace and nobody tells the pieces again', async () => {
    const chunks: ModelChunk[] = [];
    const client = replay({ replies: ['one\n\ntwo   three'] });
    for await (const chunk of client.stream({ ...request, keepsPieces: false }, new AbortController().signal)) {
      chunks.push(chunk);
    }
    expect(chunks).toEqual([{ type: 'text-delta', text: 'one\n\ntwo   three' }, end('one\n\ntwo   three', 3)]);
  });

  it('keeps white space in verbatim pieces', async () => {
    const text = '  one\n\ntwo   three\n';
    const chunks = await all(replay({ replies: [text], pieces: 'verbatim' }));
    expect(chunks.map((chunk) => (chunk.type === 'text-delta' ? chunk.text : 'end'))).toEqual([
      '  one\n\n',
      'two   ',
      'three\n',
      'end',
    ]);
  });

  it('streams a whole result only where pieces are verbatim; AutoGen gives it at once', async () => {
    const result: CreateResult = {
      finish_reason: 'stop',
      content: 'one two',
      usage: { prompt_tokens: 1, completion_tokens: 2 },
      cached: false,
    };
    expect(await all(replay({ replies: [result] }))).toEqual([{ type: 'end', result }]);
    expect(await all(replay({ replies: [result], pieces: 'verbatim' }))).toHaveLength(3);
  });

  it('ends an empty reply without a delta', async () => {
    expect(await all(replay({ replies: [''] }))).toEqual([end('', 0)]);
  });

  it('gives a prepared result back as it is', async () => {
    expect(await all(replay({ replies: [call] }))).toEqual([{ type: 'end', result: call }]);
  });

  it('fails with AutoGen’s words when no reply is left', async () => {
    const client = replay({ replies: ['only'] });
    await all(client);
    await expect(all(client)).rejects.toMatchObject({
      code: 'exhausted',
      message: 'No more mock responses available',
      retryable: false,
    });
  });

  it('moves on by one reply for each call that was answered from the log', async () => {
    const client = replay({ replies: ['a', 'b', 'c'] });
    client.skip();
    client.skip();
    expect((await all(client)).at(-1)).toEqual(end('c', 1));
  });

  it('starts again after the last reply when it loops', async () => {
    const client = replay({ replies: ['a', 'b'], isLoop: true });
    const texts = [await all(client), await all(client), await all(client)].map((chunks) => chunks.at(-1));
    expect(texts).toEqual([end('a', 1), end('b', 1), end('a', 1)]);
  });

  it('waits between pieces at the pace it was given', async () => {
    const waits: number[] = [];
    const wait = async (ms: number): Promise<void> => void waits.push(ms);
    await all(replay({ replies: ['a b c'], wordsPerSecond: 25, wait }));
    expect(waits).toEqual([40, 40, 40]);
  });

  it('stops within one piece of being aborted', async () => {
    const controller = new AbortController();
    const seen: ModelChunk[] = [];
    const reading = (async () => {
      for await (const chunk of replay({ replies: ['a b c'], wordsPerSecond: 1000 }).stream(
        request,
        controller.signal,
      )) {
        seen.push(chunk);
        controller.abort();
      }
    })();
    await expect(reading).rejects.toMatchObject({ code: 'aborted', retryable: false });
    expect(seen).toEqual([{ type: 'text-delta', text: 'a ' }]);
  });
});
