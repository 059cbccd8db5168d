import { beforeEach, expect, it } from 'vitest';
import type { MemoryContent } from '../../shared/chat/agent-event.ts';
import type { ComponentModel } from '../../shared/component/envelope.ts';
import type { RunId } from '../../shared/ids.ts';
import { buildTeam } from '../compiler/build-team.ts';
import type { Embedder } from '../core/embedder.ts';
import { createMemory } from '../memory/create-memory.ts';
import { SqliteBlobStore } from '../storage/blob-store.ts';
import { SqliteMemoryStore } from '../storage/memory-store.ts';
import { openTemporary } from '../storage/open-temporary.ts';
import { SqliteRunStore } from '../storage/run-store.ts';
import { SpanFold } from '../traces/span-fold.ts';
import {
  assistant,
  calls,
  createRig,
  logOf,
  maxMessages,
  messagesOf,
  type Rig,
  roundRobin,
  runToEnd,
  scripted,
  until,
} from './rig.fixture.ts';

const SHARED = { name: 'memory', document: null };

let rig: Rig;
let memories: SqliteMemoryStore;
/** Texts that were turned into vectors, a list a call. */
let embedded: string[][];

/** Directions by what a text is about; a call costs as many tokens as it has texts. */
const embedder: Embedder = {
  label: 'openai:text-embedding-3-small',
  isPaid: true,
  batch: 2,
  embed: async (texts) => {
    embedded.push([...texts]);
    return {
      vectors: texts.map((text) => Float32Array.of(text.includes('tram') ? 1 : 0, text.includes('ferry') ? 1 : 0, 0.1)),
      tokens: texts.length,
    };
  },
};

beforeEach(() => {
  const connection = openTemporary();
  const store = new SqliteRunStore(connection);
  memories = new SqliteMemoryStore({ connection, nowMs: () => 0 });
  embedded = [];
  rig = createRig({
    store,
    blobs: new SqliteBlobStore(connection),
    options: {
      buildTeam: (plan, { onFailure, run }) => {
        const running = { id: run as RunId, document: () => null };
        const ports = { store: memories, createEmbedder: () => embedder, servers: {} as never };
        return buildTeam(plan, { ...rig.ports, createMemory: (one) => createMemory(one, running, ports) }, onFailure);
      },
    },
  });
});

const request = { title: 't', document: null, task: 'tram?', overrides: {}, debug: false };

function memory(config: object = {}, kind = 'TextMemory'): ComponentModel {
  return { provider: `troupe.memory.${kind}`, component_type: 'memory', config: { can_write: true, ...config } };
}

function put(...texts: string[]): void {
  for (const content of texts) memories.add(SHARED, { content: { content, mime_type: 'text/plain' }, source: '' });
}

/** An agent that remembers what it is told to, then says its last line. */
function agent(
  last: string,
  { facts = [], ...config }: { facts?: string[]; memory?: ComponentModel[] } = {},
): ComponentModel {
  const replies = [...facts.map((fact) => calls(['remember', { fact }])), last];
  return assistant('writer', scripted(...replies), { memory: [memory()], max_tool_iterations: 10, ...config });
}

/** What a run recalled, each time: the question and the texts with their scores. */
function recalls(run: RunId): unknown[] {
  return logOf(rig, run).flatMap(({ body }) => {
    if (body.type !== 'message' || body.message.type !== 'MemoryQueryEvent') return [];
    const { metadata, content } = body.message;
    return [[metadata, content.map((one: MemoryContent) => [one.content, one.metadata?.['score']])]];
  });
}

it('recalls in a later run what an agent remembered in an earlier one', async () => {
  const first = await runToEnd(rig, agent('Done.', { facts: ['The tram runs all night.'] }));
  expect(messagesOf(rig, first.run).at(-1)).toBe('writer: Done.');
  const second = await runToEnd(rig, agent('At night.'), { task: 'When does the tram run?' });
  expect(recalls(first.run)).toEqual([]);
  expect(recalls(second.run)).toEqual([
    [{ memory: 'text:memory', query: 'When does the tram run?' }, [['The tram runs all night.', 1]]],
  ]);
  expect(memories.entries({ space: SHARED, most: 5 })).toMatchObject([{ source: 'writer', run: first.run }]);
});

it('recalls the same when it is replayed or looked at, though the memory has changed since', async () => {
  put('The tram runs all night.');
  const { run } = await runToEnd(rig, agent('At night.'), { task: 'tram?' });
  memories.clear(SHARED);
  put('The tram was shut down.');
  expect(await rig.service.replay(run)).toMatchObject({ equal: true });
  const { prompt } = await rig.service.prompt(run, 'turn/1/writer/model:0');
  expect(prompt.messages.at(-1)?.content).toBe('\nFound in memory:\n1. The tram runs all night.');
});

it('remembers the same fact once, also where a fork does the turn again', async () => {
  const { run } = await runToEnd(rig, agent('Done.', { facts: ['tram one', 'tram two', 'tram three'] }));
  const writes = logOf(rig, run).filter(({ body }) => body.type === 'effect-end' && body.kind === 'memory');
  const fork = rig.service.fork(run, writes[2]!.sequence - 1); // the first is the recall
  await rig.service.settled(fork);
  const written = memories
    .entries({ space: SHARED, most: 50 })
    .map(({ content, run: by }) => [content.content, by === run]);
  expect(written.toReversed()).toEqual([
    ['tram one', true],
    ['tram two', true],
    ['tram three', true],
    ['tram two', false],
    ['tram three', false],
  ]);
});

it('shows a fork nothing of what its parent remembered after that point', async () => {
  const { run } = await runToEnd(rig, agent('Done.', { facts: ['tram one', 'tram two'] }));
  const [, firstWrite] = logOf(rig, run).filter(({ body }) => body.type === 'effect-end' && body.kind === 'memory');
  const fork = rig.service.fork(run, firstWrite!.sequence);
  await rig.service.settled(fork);
  const seen = memories.findText('tram', {
    space: SHARED,
    view: memories.view(fork, 'between runs'),
    most: 9,
    threshold: undefined,
  });
  expect(seen.map(({ content, run: by }) => [content.content, by === run])).toEqual([
    ['tram one', true],
    ['tram two', false],
  ]);
});

it('turns what is missing into vectors in the step that asks, and says what that cost', async () => {
  put('The tram runs all night.', 'The ferry sleeps.', 'Nothing of both.');
  const plan = agent('At night.', { memory: [memory({ k: 1 }, 'VectorMemory')] });
  const { run } = await runToEnd(rig, plan, { task: 'tram?' });
  expect(recalls(run)).toEqual([[{ memory: 'vector:memory', query: 'tram?' }, [['The tram runs all night.', 1]]]]);
  expect(embedded).toEqual([['The tram runs all night.', 'The ferry sleeps.'], ['Nothing of both.'], ['tram?']]);
  const [start] = logOf(rig, run);
  expect(start?.body).toMatchObject({ prices: { models: { 'openai:text-embedding-3-small': {} } } });
  const steps = logOf(rig, run).flatMap(({ body }) =>
    body.type === 'effect-end' && body.kind === 'memory' ? [body] : [],
  );
  expect(steps).toMatchObject([
    { usage: { promptTokens: 4, completionTokens: 0 }, model: 'openai:text-embedding-3-small' },
  ]);
  await runToEnd(rig, plan, { task: 'ferry?' });
  expect(embedded.slice(3)).toEqual([['ferry?']]);
});

it('tells the model why something was not remembered, and goes on', async () => {
  const { run } = await runToEnd(rig, agent('Well.', { facts: [' ', 'x'.repeat(20_001)] }));
  const results = logOf(rig, run).flatMap(({ body }) =>
    body.type === 'message' && body.message.type === 'ToolCallExecutionEvent' ? body.message.content : [],
  );
  expect(results.map(({ is_error, content }) => [is_error, content])).toEqual([
    [true, 'The argument "fact" must be a text.'],
    [true, 'A fact has at most 20000 characters. Remember what matters of it.'],
  ]);
});

it('does not ask or remember again when a run is resumed after a restart', async () => {
  put('The tram runs all night.');
  const first = agent('One.', { facts: ['tram one'], memory: [memory({}, 'VectorMemory')] });
  const second = assistant('critic', scripted('Two.'), { memory: [memory({ can_write: false }, 'VectorMemory')] });
  const plan = roundRobin([first, second], { termination_condition: maxMessages(3) });
  const run = rig.service.start({ ...request, plan, breakpoints: ['critic'] });
  await until(rig, run, (signal) => signal.type === 'event' && signal.event.body.type === 'hold');
  await rig.service.close();
  const before = embedded.length;
  rig = rig.restart();
  rig.service.control(run, { type: 'continue' });
  await rig.service.settled(run);
  expect(messagesOf(rig, run).at(-1)).toBe('critic: Two.');
  expect(embedded.slice(before)).toEqual([['tram one'], ['One.']]); // only what the critic asks
  expect(memories.entries({ space: SHARED, search: 'tram one', most: 5 })).toHaveLength(1);
});

it('has no tool to remember with where the memory may not be written', async () => {
  const { run } = await runToEnd(rig, agent('Well.', { facts: ['tram'], memory: [memory({ can_write: false })] }));
  expect(memories.entries({ space: SHARED, most: 5 })).toEqual([]);
  expect(
    logOf(rig, run).some(
      ({ body }) => body.type === 'message' && JSON.stringify(body).includes("'remember' not found"),
    ),
  ).toBe(true);
});

it('tells in the trace what was asked, found and remembered below who asked, and what it cost', async () => {
  put('The tram runs all night.', 'The ferry sleeps.');
  const plan = agent('Done.', { facts: ['tram one'], memory: [memory({ k: 2 }, 'VectorMemory')] });
  const { run } = await runToEnd(rig, plan, { task: 'tram?' });
  const spansOf = (hasContent: boolean) => {
    const fold = new SpanFold(run, { hasContent });
    const spans = logOf(rig, run).flatMap((event) => fold.add(event));
    const nameOf = new Map(spans.map(({ spanId, name }) => [spanId, name]));
    return spans
      .filter(({ name }) => name.endsWith('_memory'))
      .map(({ parentSpanId = '', name, isClient, attributes }) => [
        `${nameOf.get(parentSpanId)} > ${name}`,
        isClient,
        attributes,
      ]);
  };
  const common = {
    'gen_ai.conversation.id': run,
    'gen_ai.agent.name': 'writer',
    'gen_ai.memory.store.id': 'vector:memory',
  };
  const asked = {
    ...common,
    'gen_ai.operation.name': 'search_memory',
    'gen_ai.memory.record.count': 2,
    'gen_ai.provider.name': 'openai',
    'gen_ai.request.model': 'text-embedding-3-small',
    'gen_ai.usage.input_tokens': 3,
    'gen_ai.usage.output_tokens': 0,
  };
  const added = { ...common, 'gen_ai.operation.name': 'create_memory', 'gen_ai.memory.record.count': 1 };
  expect(spansOf(false)).toEqual([
    ['invoke_agent writer > search_memory', false, asked],
    ['execute_tool remember > create_memory', false, added],
  ]);
  expect(spansOf(true)).toMatchObject([
    ['invoke_agent writer > search_memory', false, { ...asked, 'gen_ai.memory.query.text': 'tram?' }],
    ['execute_tool remember > create_memory', false, { 'gen_ai.memory.records': '[{"content":"tram one"}]' }],
  ]);
});
