import { describe, expect, it } from 'vitest';
import { FakeDoor } from '../core/fake-effects.fixture.ts';
import type { ModelChunk, ModelClient } from '../models/model-client.ts';
import { modelFailure } from '../models/model-failure.ts';
import { modelInfo } from '../models/model-info.ts';
import { askModel } from './ask-model.ts';
import { viewOf } from './context/context-view.ts';
import { answer } from './scripted-model.fixture.ts';

function model(chunks: readonly ModelChunk[], live = true): ModelClient {
  return {
    label: 'openai:a, else openai:b',
    live,
    info: modelInfo('gpt-4o', undefined),
    async *stream() {
      yield* chunks;
    },
  };
}

function ask(client: ModelClient, { mayBeEmpty = false, door = new FakeDoor() } = {}) {
  const view = viewOf([{ type: 'UserMessage', content: 'go', source: 'user' }]);
  const question = { agent: 'a', client, system: undefined, view, tools: [], toolChoice: 'none' } as const;
  return askModel(door.root, { ...question, mayBeEmpty, messageId: 'm', keepChunks: false });
}

describe('a question to a model', () => {
  it('tells waits and fallbacks on the way', async () => {
    const door = new FakeDoor();
    const error = modelFailure('overloaded', 'Busy.');
    const client = model([
      { type: 'wait', message: 'In line.', waitedMs: null },
      { type: 'text-delta', text: 'Hel' },
      { type: 'fallback', error, next: 'openai:b' },
      { type: 'text-delta', text: 'Servus' },
      { type: 'end', result: answer('Servus'), by: 'openai:b' },
    ]);
    await ask(client, { door });
    expect(door.deltas).toEqual(['wait: In line.', 'Hel', 'fallback to openai:b', 'Servus']);
  });

  it('is not answered with nothing by a model that costs money, unless the agent deals with that itself', async () => {
    const empty = (finish_reason: 'stop' | 'length' | 'content_filter', thought?: string): ModelClient =>
      model([{ type: 'end', result: { ...answer(' ', thought), finish_reason } }]);
    const why = 'openai:a, else openai:b gave an empty answer. ';
    await expect(ask(empty('stop'))).rejects.toThrow(`${why}It said that it was done.`);
    await expect(ask(empty('stop', 'hm'))).rejects.toThrow(`${why}It thought, and then said nothing.`);
    await expect(ask(empty('content_filter'))).rejects.toThrow(`${why}Its provider filtered it out.`);
    await expect(ask(empty('length', 'hm'))).rejects.toThrow(
      `${why}All its tokens went into thinking: allow a longer answer.`,
    );
    expect((await ask(empty('stop'), { mayBeEmpty: true })).value.content).toBe(' ');
    expect((await ask(model([{ type: 'end', result: answer('') }], false))).value.content).toBe('');
  });
});
