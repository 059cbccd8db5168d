import { describe, expect, it } from 'vitest';
import type { CreateResult, FunctionExecutionResult, LLMMessage } from '../../../shared/chat/llm-message.ts';
import { ask, collect } from '../collect-chunks.fixture.ts';
import { type Answer, cutAfter, type FakeProvider, respond, startFakeProvider } from '../fake-provider.ts';
import type { ModelChunk, ModelRequest } from '../model-client.ts';
import { bytesOf, say, sayInPackets } from './answers.ts';
import { type HeardRequest, type SpokenAnswer, turn } from './dialect.ts';
import { type Ability, clientOf, type Subject, subjects } from './subjects.ts';

const PICTURE = 'iVBORw0KGgoAAAANSUhEUg==';
const USAGE = { prompt: 30, completion: 12, cached: 20, reasoning: 5 };
const tools = ['add', 'now'].map((name) => ({
  name,
  description: name,
  parameters: { type: 'object', properties: {} },
  strict: false,
}));
const schema = {
  type: 'object',
  properties: { city: { type: 'string' } },
  required: ['city'],
  additionalProperties: false,
};

const user = (content: string, source = 'user'): LLMMessage => ({ type: 'UserMessage', content, source });
const assistant = (content: string): LLMMessage => ({ type: 'AssistantMessage', content, source: 'writer' });
const calls = (...ids: readonly string[]): LLMMessage => ({
  type: 'AssistantMessage',
  content: ids.map((id) => ({ id, name: 'add', arguments: '{"x":1}' })),
  source: 'writer',
});
const results = (...given: readonly [string, string][]): LLMMessage => ({
  type: 'FunctionExecutionResultMessage',
  content: given.map(([call_id, content]): FunctionExecutionResult => ({ call_id, content, name: 'add' })),
});

describe.each(subjects)('the contract of model clients: $name', (subject) => {
  const has = (...abilities: readonly Ability[]): boolean => !abilities.some((one) => subject.lacks.includes(one));

  const finishes = (['stop', 'length', 'filter'] as const).filter((one) => one !== 'filter' || has('content-filter'));

  describe('what it streams', () => {
    it('is the text in pieces, then one end with all of it', async () => {
      const chunks = await answerOf(subject, { text: ['Good ', 'morning', '.'] });
      expect(chunks.slice(0, -1)).toEqual(['Good ', 'morning', '.'].map((text) => ({ type: 'text-delta', text })));
      expect(chunks.at(-1)).toMatchObject({
        type: 'end',
        result: { content: 'Good morning.', finish_reason: 'stop', cached: false },
      });
    });

    it('is thoughts apart from the text', async () => {
      const chunks = await answerOf(subject, { thoughts: ['Let me ', 'see.'], signature: 'sig', text: ['Four.'] });
      expect(chunks.slice(0, -1)).toEqual([
        { type: 'thought-delta', text: 'Let me ' },
        { type: 'thought-delta', text: 'see.' },
        { type: 'text-delta', text: 'Four.' },
      ]);
      expect(chunks.at(-1)).toMatchObject({ result: { content: 'Four.', thought: 'Let me see.' } });
    });

    it('is calls put together from their pieces, also parallel ones, also without arguments', async () => {
      const pieces = has('call-pieces') ? ['{"x"', ':1,"y":"a ', 'text"}'] : ['{"x":1,"y":"a text"}'];
      const spoken = [
        { id: 'call_a', name: 'add', pieces },
        { id: 'call_b', name: 'now', pieces: [] },
      ];
      const { content, finish_reason } = await resultOf(subject, { calls: spoken }, { tools });
      expect(finish_reason).toBe('function_calls');
      expect(parsed(content)).toEqual([
        ['add', { x: 1, y: 'a text' }],
        ['now', {}],
      ]);
      expect(has('call-ids') ? idsOf(content) : ['call_a', 'call_b']).toEqual(['call_a', 'call_b']);
      expect(new Set(idsOf(content)).size).toBe(2);
    });

    it('is calls with ids of ours where the server gives none', async () => {
      const spoken = ['add', 'add'].map((name) => ({ name, pieces: ['{}'] }));
      const { content } = await resultOf(subject, { calls: spoken }, { tools });
      expect(parsed(content)).toEqual([
        ['add', {}],
        ['add', {}],
      ]);
      expect(idsOf(content).every((id) => id !== '')).toBe(true);
      expect(new Set(idsOf(content)).size).toBe(2);
    });

    it('is calls, where text came before them: that becomes part of the thought', async () => {
      const spoken = { text: ['I will add.'], calls: [{ id: 'a', name: 'add', pieces: ['{}'] }] };
      const { content, thought } = await resultOf(subject, spoken, { tools });
      expect([parsed(content), thought]).toEqual([[['add', {}]], 'I will add.']);
    });

    it('tells usage, with what was cached and thought where the provider tells it', async () => {
      const { usage } = await resultOf(subject, { thoughts: ['Hm.'], text: ['Yes.'], usage: USAGE });
      expect(usage).toMatchObject({
        prompt_tokens: 30,
        completion_tokens: 12,
        ...(has('cached-tokens') && { cached_tokens: 20 }),
        ...(has('reasoning-tokens') && { reasoning_tokens: 5 }),
      });
    });

    it.each(finishes)('ends for the reason %s', async (finish) => {
      expect(await resultOf(subject, { text: ['Half a'], finish })).toMatchObject({
        content: 'Half a',
        finish_reason: finish === 'filter' ? 'content_filter' : finish,
      });
    });

    it('is the same among what says nothing: nulls, pings, words that nobody knows', async () => {
      const { before, end } = subject.dialect.frames({ text: ['Good ', 'day.'] });
      const { noise } = subject.dialect;
      const frames = [...noise, ...before.flatMap((frame) => [frame, ...noise]), ...end];
      await using server = await startFakeProvider(sayInPackets(subject.dialect, frames));
      const { chunks, error } = await collect(clientOf(subject, server.url), ask('Hello'));
      expect(error).toBeUndefined();
      expect(chunks).toMatchObject([
        { type: 'text-delta', text: 'Good ' },
        { type: 'text-delta', text: 'day.' },
        { type: 'end', result: { content: 'Good day.', finish_reason: 'stop' } },
      ]);
    });

    it('is whole where letters are cut in two by packets, byte by byte', async () => {
      const bytes = bytesOf(subject.dialect, { text: ['Grüße ', '– 你好 🎭'] });
      const packets = Array.from(bytes, (_byte, index) => bytes.subarray(index, index + 1));
      await using server = await startFakeProvider(sayInPackets(subject.dialect, packets));
      const { chunks } = await collect(clientOf(subject, server.url), ask('Hello'));
      expect(chunks.at(-1)).toMatchObject({ result: { content: 'Grüße – 你好 🎭' } });
    });
  });

  describe('what it never passes on as an answer', () => {
    const cut = (text: string): Answer =>
      has('end-of-stream')
        ? respond(200, subject.dialect.contentType, text)
        : cutAfter(subject.dialect.contentType, text); // its line ends only with its process
    const code = has('end-of-stream') ? 'stream-truncated' : 'connection-lost';

    it('is a stream without its finish event', async () => {
      const { before } = subject.dialect.frames({ text: ['Half an ', 'answer'] });
      const { error } = await failed(subject, cut(before.join('')));
      expect(error).toMatchObject({ code, retryable: false });
    });

    it('is a stream that ends before it says anything', async () => {
      const { error, chunks } = await failed(subject, cut(''));
      expect([error?.code, error?.retryable, chunks]).toEqual([code, true, []]);
    });

    it('is an error that comes in mid-stream', async () => {
      const { before } = subject.dialect.frames({ text: ['Half'] });
      const { error } = await failed(
        subject,
        sayInPackets(subject.dialect, [...before, subject.dialect.errorFrame('Too much to do')]),
      );
      expect(error?.message).toContain('Too much to do');
      expect(error?.retryable).toBe(false);
    });

    it('is a call that was stopped: the connection is closed', async () => {
      const { before } = subject.dialect.frames({ text: ['One '] });
      const hung = Promise.withResolvers<void>();
      await using server = await startFakeProvider((response) => {
        response.on('close', () => hung.resolve());
        response.writeHead(200, { 'content-type': subject.dialect.contentType }).write(before.join(''));
      });
      const stop = new AbortController();
      const chunks: ModelChunk[] = [];
      const reading = (async () => {
        for await (const chunk of clientOf(subject, server.url).stream(ask('Hello'), stop.signal)) {
          chunks.push(chunk);
          stop.abort();
        }
      })();
      await expect(reading).rejects.toMatchObject({ code: 'aborted', retryable: false });
      await hung.promise;
      expect(chunks).toEqual([{ type: 'text-delta', text: 'One ' }]);
    });
  });

  describe('what it asks', () => {
    it('is told beforehand, word for word', async () => {
      await using server = await startFakeProvider(say(subject.dialect, { text: ['Yes.'] }));
      const client = clientOf(subject, server.url);
      const request = ask('Hello', { tools, messages: [user('Hello', 'ada'), calls('a'), results(['a', '2'])] });
      await collect(client, request);
      const said = clientOf(subject, server.url).body?.(request);
      expect(JSON.parse(JSON.stringify(said))).toEqual(lastBody(server));
    });

    it('is the conversation, with the speaker told where one can', async () => {
      const heard = await heardOf(subject, {
        messages: [user('Hello', 'Ada Lovelace'), assistant('Hi.'), user('Add 1.')],
      });
      expect(heard.system).toBe('Be brief.');
      expect(heard.turns.map(({ role, text }) => [role, text])).toEqual([
        ['user', 'Hello'],
        ['assistant', 'Hi.'],
        ['user', 'Add 1.'],
      ]);
    });

    it('is all system messages', async () => {
      const system: LLMMessage = { type: 'SystemMessage', content: 'Remember: it is Monday.' };
      const heard = await heardOf(subject, { messages: [user('Hello'), system] });
      expect(heard.system).toBe('Be brief.\nRemember: it is Monday.');
      expect(heard.turns.map(({ role }) => role)).toEqual(['user']);
    });

    it('is calls and their results, in order', async () => {
      const heard = await heardOf(subject, {
        messages: [user('Add'), calls('a', 'b'), results(['a', 'two'], ['b', 'three'])],
        tools,
      });
      expect(heard.turns.flatMap((each) => each.calls)).toEqual([
        { name: 'add', args: { x: 1 } },
        { name: 'add', args: { x: 1 } },
      ]);
      expect(heard.turns.flatMap((each) => each.results)).toEqual(['two', 'three']);
      expect(heard.tools).toEqual(['add', 'now']);
    });

    it('is a call with what the provider signed when it thought of it, unchanged', async () => {
      const spoken = { thoughts: ['Hm.'], signature: 'sig-1', calls: [{ id: 'a', name: 'add', pieces: ['{"x":1}'] }] };
      await using server = await startFakeProvider(say(subject.dialect, spoken), say(subject.dialect, { text: ['2'] }));
      const client = clientOf(subject, server.url, subject.thinking);
      const result = resultIn((await collect(client, ask('Add', { tools }))).chunks);
      const said: LLMMessage = { type: 'AssistantMessage', source: 'writer', ...result };
      const id = idsOf(result.content)[0] ?? '';
      await collect(client, ask('', { messages: [user('Add'), said, results([id, 'two'])], tools }));
      expect(subject.dialect.hear(lastBody(server)).signatures).toEqual(has('signatures') ? ['sig-1'] : []);
    });

    it('is a conversation that the assistant began, or in which it spoke twice or last', async () => {
      const heard = await heardOf(subject, { messages: [assistant('I begin.'), assistant('I go on.')] });
      const said = heard.turns.filter(({ role }) => role === 'assistant').map(({ text }) => text.trim());
      expect(said.join('').replaceAll('\n', '')).toBe('I begin.I go on.');
    });

    it('is no empty text', async () => {
      const heard = await heardOf(subject, { messages: [user('Hello'), assistant(''), user(' ')] });
      expect(heard.turns[0]).toEqual(turn('user', { text: heard.turns[0]?.text ?? '' }));
    });

    it('is pictures in reading order', async () => {
      const content = ['What is this?', { data: PICTURE }];
      const heard = await heardOf(subject, { messages: [{ type: 'UserMessage', content, source: 'user' }] });
      expect(heard.turns).toEqual([turn('user', { text: 'What is this?', images: has('pictures') ? [PICTURE] : [] })]);
    });

    it('is an answer in the shape of a JSON Schema', async () => {
      const heard = await heardOf(subject, { jsonOutput: { name: 'place', schema } });
      expect(heard.schema).toEqual(has('json-schema') ? schema : { type: 'object', properties: schema.properties });
    });
  });
});

async function answerOf(
  subject: Subject,
  answer: SpokenAnswer,
  request: Partial<ModelRequest> = {},
): Promise<ModelChunk[]> {
  await using server = await startFakeProvider(say(subject.dialect, answer));
  const { chunks, error } = await collect(clientOf(subject, server.url), ask('Hello', request));
  expect(error).toBeUndefined();
  return chunks;
}

async function resultOf(...given: Parameters<typeof answerOf>) {
  return resultIn(await answerOf(...given));
}

function resultIn(chunks: readonly ModelChunk[]): CreateResult {
  const end = chunks.at(-1);
  if (end?.type !== 'end') throw new Error('no end');
  return end.result;
}

async function failed(subject: Subject, answer: Answer) {
  await using server = await startFakeProvider(answer);
  return await collect(clientOf(subject, server.url), ask('Hello'));
}

/** What the server was told. */
async function heardOf(subject: Subject, request: Partial<ModelRequest>): Promise<HeardRequest> {
  await using server = await startFakeProvider(say(subject.dialect, { text: ['Yes.'] }));
  const { error } = await collect(clientOf(subject, server.url), ask('Hello', request));
  expect(error).toBeUndefined();
  return subject.dialect.hear(lastBody(server));
}

function lastBody({ seen }: FakeProvider): Record<string, unknown> {
  return JSON.parse(seen.at(-1)?.body ?? '') as Record<string, unknown>;
}

type Content = CreateResult['content'];

function parsed(content: Content): unknown {
  return typeof content === 'string'
    ? content
    : content.map(({ name, arguments: args }) => [name, JSON.parse(args) as unknown]);
}

function idsOf(content: Content): string[] {
  return typeof content === 'string' ? [] : content.map(({ id }) => id);
}
