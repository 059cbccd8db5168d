import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ComponentModel } from '../../../shared/component/envelope.ts';
import type { RunEvent } from '../../../shared/run/event.ts';
import { say } from '../../models/contract/answers.ts';
import { type Subject, subjects } from '../../models/contract/subjects.ts';
import { respond, startFakeProvider } from '../../models/fake-provider.ts';
import { ANSWER, faultKinds } from './fault-kinds.ts';
import { createFaultMachine, type FaultMachine } from './fault-machine.ts';
import { endingOf, runWithFault } from './run-with-fault.ts';

let machine: FaultMachine;
beforeAll(() => {
  machine = createFaultMachine();
});
afterAll(() => machine.close());

const first: Subject = subjects[0]!; // there is one
const SECOND = 'The second model answers.';
const scripted: ComponentModel = {
  provider: 'troupe.models.ScriptedChatCompletionClient',
  component_type: 'model',
  config: { replies: [SECOND], loop: true },
};

function chainOf(model: ComponentModel): ComponentModel {
  const config = { model_clients: [model, scripted] as never };
  return { provider: 'troupe.models.FallbackChatCompletionClient', component_type: 'model', config };
}

function bodiesOf(log: readonly RunEvent[] | undefined) {
  return (log ?? []).map(({ body }) => body);
}

describe('a model with another behind it', () => {
  const chained: Pick<FaultMachine, 'run'> = { run: (model) => machine.run(chainOf(model)) };

  const refused = faultKinds.filter(({ name }) => name === '400');

  it.each(refused)('is not asked a question that is wrong: $name', async (kind) => {
    expect(await runWithFault(kind, first, chained)).toEqual({ attempts: [], end: 'bad-request', said: [] });
  });

  it.each(faultKinds.filter((kind) => !refused.includes(kind)))('answers in spite of: $name', async (kind) => {
    const { attempts, end, said } = await runWithFault(kind, first, chained);
    expect({ end, said: said.length }).toEqual({ end: 'answer', said: 1 });
    const moved = attempts.map((attempt) => attempt.replace(/^\S+/, 'failed'));
    expect(moved).toEqual(said[0] === ANSWER ? [] : ['failed then scripted']);
  });

  it('says who answered, and that what was shown is gone', async () => {
    const { before } = first.dialect.frames({ text: ['Half an '] });
    await using server = await startFakeProvider(respond(200, first.dialect.contentType, before.join('')));
    const { provider, config } = first;
    const log = await machine.run(chainOf({ provider, config: config(server.url) }));
    expect(bodiesOf(log).find(({ type }) => type === 'attempt')).toMatchObject({
      number: 1,
      waitMs: 0,
      next: 'scripted',
      wasShown: true,
      error: { code: 'stream-truncated', message: 'openai:gpt-4o ended its stream before the answer was finished.' },
    });
    expect(bodiesOf(log).find(({ type }) => type === 'effect-end')).toMatchObject({ model: 'scripted' });
  });
});

it('says which model failed: the one that was asked, in a chain the last of them', async () => {
  const { provider, config, dialect } = first;
  await using server = await startFakeProvider(respond(401, 'application/json', dialect.refusal('No.')));
  const named = (model: string): ComponentModel => ({ provider, config: { ...config(server.url), model } });
  const chain = { model_clients: [named('gpt-4o'), named('gpt-5')] as never };
  const models = [named('gpt-4o'), { provider: 'troupe.models.FallbackChatCompletionClient', config: chain }];
  const failed = [];
  for (const model of models) {
    const end = bodiesOf(await machine.run(model)).find(({ type }) => type === 'effect-end');
    if (end?.type === 'effect-end') failed.push([end.error?.code, end.model]);
  }
  expect(failed).toEqual([
    ['unauthorized', 'openai:gpt-4o'],
    ['unauthorized', 'openai:gpt-5'],
  ]);
});

it('leaves an endpoint alone that fails on and on, looks again, and tells each refused call', async () => {
  const { provider, config, dialect } = first;
  await using server = await startFakeProvider(respond(500, 'application/json', dialect.refusal('Broken.')));
  const log = await machine.run({ provider, config: { ...config(server.url), max_retries: 7 } });
  // The fifth failure opens the circuit for ten seconds, the probe after that for twenty.
  expect(endingOf(log ?? []).attempts).toEqual([
    'server-error after 250 ms',
    'server-error after 500 ms',
    'server-error after 1000 ms',
    'server-error after 2000 ms',
    'server-error after 4000 ms',
    'circuit-open after 6000 ms',
    'server-error after 15000 ms',
  ]);
  expect(endingOf(log ?? []).end).toBe('circuit-open');
  expect(server.seen).toHaveLength(6);
});

it('answers the same question from its cache: marked, for nothing, with the usage of the first time', async () => {
  const { provider, config, dialect } = first;
  const usage = { prompt: 9, completion: 4 };
  await using server = await startFakeProvider(say(dialect, { text: ['Hel', 'lo.'], usage }));
  const cache = (store?: object): ComponentModel => ({
    provider: 'autogen_ext.models.cache.ChatCompletionCache',
    component_type: 'chat_completion_cache',
    config: { client: { provider, config: config(server.url) }, ...(store && { store: store as never }) },
  });
  const disk = { provider: 'autogen_ext.cache_store.diskcache.DiskCacheStore', config: { directory: 'answers' } };
  const ends = [];
  for (const model of [cache(), cache(), cache(disk), cache(disk)]) {
    const bodies = bodiesOf(await machine.run(model));
    const end = bodies.find(({ type }) => type === 'effect-end');
    if (end?.type === 'effect-end') ends.push([end.cached, end.usage?.promptTokens, end.usage?.costUsd]);
    expect(endingOf((await machine.run(model)) ?? []).said).toEqual(['Hello.']);
  }
  expect(ends).toEqual([
    [false, 9, null],
    [true, 9, 0],
    [false, 9, null],
    [true, 9, 0],
  ]);
  expect(server.seen).toHaveLength(2);
});
