import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient, isDefinedError, safe } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import { RPCHandler } from '@orpc/server/message-port';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { router } from '../../main/rpc/router.ts';
import { respond, startFakeProvider } from '../../main/models/fake-provider.ts';
import { toText } from '../../shared/chat/text.ts';
import { DocumentId, NodeId, RunId } from '../../shared/ids.ts';
import type { contract } from '../../shared/rpc/contract.ts';
import type { RunSignal } from '../../shared/run/wire.ts';
import { composeEngine, type ComposedEngine } from './compose-engine.ts';
import { secretsOfThisProcess } from './process-secrets.ts';

type Api = ContractRouterClient<typeof contract>;

let folder: string;
let composed: ComposedEngine;
let api: Api;
let hangUp: () => void;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'troupe-router-'));
  composed = composeEngine({ host: 'serve', dataFolder: folder, notices: ['hello'], secrets: secretsOfThisProcess() });
  ({ api, hangUp } = dial());
});

afterEach(async () => {
  hangUp();
  await composed.close();
  rmSync(folder, { recursive: true });
});

/** A client at the other end of a real port. */
function dial(): { api: Api; hangUp: () => void } {
  const { port1, port2 } = new MessageChannel();
  new RPCHandler(router).upgrade(port1 as never, { context: composed.engine }); // Node's port is one of those it takes
  port1.start();
  const client: Api = createORPCClient(new RPCLink({ port: port2 as never }));
  port2.start();
  return { api: client, hangUp: () => port2.close() };
}

const scripted = (name: string, replies: string[]): object => ({
  provider: 'autogen_agentchat.agents.AssistantAgent',
  component_type: 'agent',
  version: 2,
  component_version: 2,
  config: {
    name,
    model_client_stream: true,
    model_client: {
      provider: 'autogen_ext.models.replay.ReplayChatCompletionClient',
      component_type: 'model',
      version: 1,
      component_version: 1,
      config: { chat_completions: replies },
    },
  },
});
const person = {
  provider: 'autogen_agentchat.agents.UserProxyAgent',
  component_type: 'agent',
  version: 1,
  component_version: 1,
  config: { name: 'ada', description: 'A person.' },
};
const team = (participants: object[], config: object = {}): string =>
  JSON.stringify({
    provider: 'autogen_agentchat.teams.RoundRobinGroupChat',
    component_type: 'team',
    version: 1,
    component_version: 1,
    label: 'Duo',
    config: { participants, max_turns: participants.length, ...config },
  });
const duo = team([scripted('writer', ['One two.']), scripted('critic', ['Three four.'])]);

async function importTeam(text: string): Promise<DocumentId> {
  return (await api.documents.importFile({ fileName: 'duo.json', text })).stored.document.id;
}

async function watchToTheEnd(run: RunId, after = 0): Promise<RunSignal[]> {
  const signals: RunSignal[] = [];
  for await (const signal of await api.runs.watch({ run, after })) {
    signals.push(signal);
    if (signal.type === 'event' && signal.event.body.type === 'run-end') break;
  }
  return signals;
}

const start = (document: DocumentId) => api.runs.start({ document, task: 'Go', debug: false, breakpoints: [] });

it('says what it is', async () => {
  expect(await api.app.info()).toMatchObject({ host: 'serve', dataFolder: folder, notices: ['hello'] });
});

it('keeps a document in versions, and refuses to save over a newer one', async () => {
  const { document, version } = await api.documents.create({ name: 'Mine' });
  expect({ name: document.name, version }).toEqual({ name: 'Mine', version: 1 });
  expect(await api.documents.save({ document: { ...document, name: 'Ours' }, base: 1 })).toEqual({ version: 2 });
  const { error } = await safe(api.documents.save({ document, base: 1 }));
  expect(isDefinedError(error) && error.code === 'STALE' && error.data).toEqual({ version: 2 });
  expect((await api.documents.open({ id: document.id })).document.name).toBe('Ours');
  expect((await api.documents.open({ id: document.id, version: 1 })).document.name).toBe('Mine');
  const copy = await api.documents.duplicate({ id: document.id });
  expect([copy.document.name, copy.version]).toEqual(['Ours (copy)', 1]);
  await api.documents.remove({ id: document.id });
  expect((await api.documents.list()).map(({ name }) => name)).toEqual(['Ours (copy)']);
});

it('answers with typed errors where something is not here', async () => {
  const id = DocumentId.parse('nowhere');
  const run = RunId.parse('nowhere');
  const failed = await Promise.all([
    safe(api.documents.open({ id })),
    safe(api.documents.remove({ id })),
    safe(api.documents.versions({ id })),
    safe(api.documents.create({ template: 'nowhere' })),
    safe(start(id)),
    safe(api.runs.get({ run })),
    safe(api.runs.watch({ run, after: 0 })),
    safe(api.runs.turns({ run })),
    safe(api.runs.control({ run, control: { type: 'stop' } })),
  ]);
  expect(failed.map(({ error }) => isDefinedError(error) && error.code)).toEqual(failed.map(() => 'NOT_FOUND'));
});

it('shows what runs in a team of its own once parts from elsewhere were put into it', async () => {
  const { document, version } = await api.documents.create({ name: 'Mine' });
  const text = team([scripted('writer', ['One.'])], { pre_script: 'count()' });
  const drawn = (await api.documents.previewFile({ fileName: 'x.json', text })).document;
  await api.documents.save({ document: { ...drawn, id: document.id }, base: version });
  expect((await safe(start(document.id))).error).toBe(null);
  await api.documents.takeIn({ id: document.id });
  const { error } = await safe(start(document.id));
  expect(isDefinedError(error) && error.code === 'NOT_TRUSTED' && error.data.pieces.map(({ text }) => text)).toEqual([
    'count()',
  ]);
});

it('runs no function that chooses speakers where the rules do not allow code', async () => {
  const { rules } = (await api.settings.get()).approvals;
  await api.settings.update({ approvals: { rules: { ...rules, sandboxed: 'deny' } } });
  const { model_client } = (scripted('model', ['writer']) as { config: { model_client: object } }).config;
  const text = team([scripted('writer', ['One.']), scripted('critic', ['Two.'])], {
    model_client,
    selector_prompt: '{roles}',
    allow_repeated_speaker: false,
    selector_function: 'export default () => "writer"',
  }).replace('RoundRobinGroupChat', 'SelectorGroupChat');
  const { document, version } = await api.documents.create({ name: 'Mine' });
  const drawn = (await api.documents.previewFile({ fileName: 'x.json', text })).document;
  await api.documents.save({ document: { ...drawn, id: document.id }, base: version });
  const signals = await watchToTheEnd((await start(document.id)).run);
  const last = signals.at(-1);
  expect(last?.type === 'event' && last.event.body).toMatchObject({
    type: 'run-end',
    reason: 'failed',
    error: {
      message:
        'The selector_function of the team failed: The rules of this run do not allow it: code is not run, not even in the sandbox.',
    },
  });
});

it('keeps parts without their keys, and remembers which came from a file', async () => {
  const config = { model: 'gpt-4o', api_key: 'sk-plain-0123456789abcdef' };
  const id = NodeId.parse('model');
  const provider = 'autogen_ext.models.openai.OpenAIChatCompletionClient';
  const component = { provider, component_type: 'model' as const, version: 1, component_version: 1, config };
  const clip = {
    format: 'troupe.clip',
    version: 1,
    picked: [id],
    nodes: [{ id, component }],
    edges: [],
    layout: {},
  } as const;
  const kept = { ...clip, picked: [id], nodes: [...clip.nodes], edges: [] };
  const own = await api.documents.create({ name: 'Mine' });
  expect(await api.parts.keep({ title: 'mine', clip: kept, document: own.document.id })).toEqual({ replaced: false });
  const document = await importTeam(duo);
  await api.parts.keep({ title: 'theirs', clip: kept, document });
  expect(await api.parts.keep({ title: 'theirs', clip: kept, document })).toEqual({ replaced: true });
  const parts = await api.parts.list();
  expect(parts.map(({ title, isForeign }) => [title, isForeign])).toEqual([
    ['mine', false],
    ['theirs', true],
  ]);
  expect(JSON.stringify(parts)).not.toContain('sk-plain');
  await Promise.all(parts.map(({ id: part }) => api.parts.remove({ id: part })));
  const { error } = await safe(api.parts.remove({ id: parts[0]?.id ?? '' }));
  expect(isDefinedError(error) && error.code).toBe('NOT_FOUND');
});

it('imports and exports a file, and says by path what is wrong with another', async () => {
  const id = await importTeam(duo);
  const exported = await api.documents.exportFile({ id, to: 'autogen', repair: false });
  expect([exported.fileName, JSON.parse(exported.text)]).toEqual(['duo.json', JSON.parse(duo)]);
  const again = await api.documents.exportFile({ id, to: 'document', repair: false });
  expect(again.fileName).toBe('duo.team.json');
  const { error } = await safe(api.documents.importFile({ fileName: 'x.json', text: '{"provider": 7}' }));
  const issues = isDefinedError(error) && error.code === 'INVALID_FILE' ? error.data.issues : [];
  expect(issues.map(({ path }) => path)).toEqual(['$.provider', '$.config']);
});

it('previews a file with what is wrong in it, and stores nothing', async () => {
  const text = team([person, person]);
  const { document, issues } = await api.documents.previewFile({ fileName: 'x.json', text });
  expect([document.name, issues.map(({ rule, path }) => [rule, path])]).toEqual([
    'Duo',
    [['duplicate-name', '$.config.participants[1].config.name']],
  ]);
  const { error } = await safe(api.documents.previewFile({ fileName: 'x.json', text: '[]' }));
  expect(isDefinedError(error) && error.code).toBe('INVALID_FILE');
  expect(await api.documents.list()).toEqual([]);
});

it('lists the models of a server, and asks whether it is there, before one is chosen', async () => {
  const list = JSON.stringify({ data: [{ id: 'trams-7b' }] });
  await using server = await startFakeProvider(respond(200, 'application/json', list));
  const question = {
    provider: 'autogen_ext.models.openai.OpenAIChatCompletionClient',
    config: { model: '', base_url: `${server.url}/v1` },
  };
  expect(await api.models.list(question)).toEqual({ models: ['trams-7b'], reason: null });
  expect(await api.models.test(question)).toMatchObject({ ok: false, code: 'no-model' });
});

it('waits for a model as long as the settings say, and the model itself where it says more', async () => {
  await using server = await startFakeProvider(() => undefined);
  await api.settings.update({ traffic: { firstTokenSeconds: 0.1 } });
  const config = { model: 'm', base_url: `${server.url}/v1`, max_retries: 0 };
  const provider = 'autogen_ext.models.openai.OpenAIChatCompletionClient';
  const test = (own: object) => api.models.test({ provider, config: { ...config, ...own } });
  expect(await test({})).toMatchObject({
    code: 'first-token-timed-out',
    message: 'openai:m did not begin to answer: nothing came for 0.1 seconds.',
  });
  expect(await test({ first_token_timeout: 0.2 })).toMatchObject({
    message: 'openai:m did not begin to answer: nothing came for 0.2 seconds.',
  });
});

it('moves a plain key out of a file, and lets none leave', async () => {
  const openai = {
    provider: 'autogen_ext.models.openai.OpenAIChatCompletionClient',
    component_type: 'model',
    version: 1,
    component_version: 1,
    config: { model: 'gpt-4o', api_key: 'sk-plain-key', base_url: 'http://127.0.0.1:9/v1' },
  };
  const writer = scripted('writer', []) as { config: object };
  const { stored, notes } = await api.documents.importFile({
    fileName: 'k.json',
    text: team([{ ...writer, config: { ...writer.config, model_client: openai } }]),
  });
  const text = JSON.stringify(stored);
  const name = /"api_key":"secret:([^"]+)"/.exec(text)?.[1] ?? '';
  expect([notes.map(({ rule }) => rule), text.includes('sk-plain-key')]).toEqual([['key-moved'], false]);
  expect(composed.engine.secrets.secret(name)).toEqual({ value: 'sk-plain-key', baseUrls: ['http://127.0.0.1:9/v1'] });
  for (const to of ['autogen', 'document'] as const) {
    const exported = await api.documents.exportFile({ id: stored.document.id, to, repair: false });
    expect(exported.text).toContain('"api_key": "**********"');
  }
});

it('runs a team and tells it to the end, from whatever number on', async () => {
  const document = await importTeam(duo);
  const { run } = await start(document);
  const signals = await watchToTheEnd(run);
  const said = signals.flatMap((signal) =>
    signal.type === 'event' && signal.event.body.type === 'message' ? [toText(signal.event.body.message)] : [],
  );
  expect(said).toEqual(['Go', 'One two.', 'Three four.']);
  const events = await api.runs.events({ run, after: 0, limit: 1000 });
  expect(signals.flatMap((signal) => (signal.type === 'event' ? [signal.event] : []))).toEqual(events);
  const rest = await watchToTheEnd(run, events.length - 1);
  expect(rest).toEqual([{ type: 'event', event: events.at(-1) }]);
  expect((await api.runs.turns({ run })).map(({ speaker, state }) => [speaker, state])).toEqual([
    ['writer', 'done'],
    ['critic', 'done'],
  ]);
  expect(await api.runs.replay({ run })).toEqual({ equal: true, turns: 2, difference: null });
  expect((await api.runs.list({ document })).map(({ id, status }) => [id, status])).toEqual([[run, 'finished']]);
  const { fileName, text } = await api.runs.exportLog({ run });
  expect([
    fileName,
    text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown),
  ]).toEqual([`${run}.run.jsonl`, events]);
});

it('says what has to be mended before a team can run', async () => {
  const document = await importTeam(team([scripted('writer', ['a']), scripted('writer', ['b'])]));
  const { error } = await safe(start(document));
  const issues = isDefinedError(error) && error.code === 'NOT_READY' ? error.data.issues : [];
  expect(issues.map(({ severity }) => severity)).toContain('error');
  const stored = await api.documents.open({ id: document });
  expect(await api.documents.check({ document: stored.document })).toEqual(issues);
});

it('lets a watcher leave while a run waits, and answers the run', async () => {
  const { run } = await start(await importTeam(team([person])));
  let place = '';
  for await (const signal of await api.runs.watch({ run, after: 0 })) {
    if (signal.type !== 'event' || signal.event.body.type !== 'hold') continue;
    place = signal.event.body.place;
    break;
  }
  expect((await api.runs.get({ run })).status).toBe('waiting');
  const ended = watchToTheEnd(run);
  await api.runs.control({ run, control: { type: 'answer', place, text: 'Here I am.' } });
  await ended;
  const { run: child } = await api.runs.followUp({ run, task: 'And now?', breakpoints: [] });
  expect((await api.runs.get({ run: child })).parent).toMatchObject({ run, kind: 'follow-up' });
});

it('answers what nobody expected with a clear text and a reference, and never with a stack', async () => {
  const references: string[] = [];
  const broken = {
    ...composed.engine,
    documents: {
      ...composed.engine.documents,
      list: () => {
        throw new Error('the list fell over');
      },
    },
    reportError: () => `ref-${references.push('one')}`,
  };
  const { port1, port2 } = new MessageChannel();
  new RPCHandler(router).upgrade(port1 as never, { context: broken });
  port1.start();
  const client: Api = createORPCClient(new RPCLink({ port: port2 as never }));
  port2.start();
  const { error } = await safe(client.documents.list());
  expect(JSON.parse(JSON.stringify(error))).toEqual({
    defined: false,
    code: 'INTERNAL_SERVER_ERROR',
    status: 500,
    message: 'Something went wrong in the engine: the list fell over. (Reference ref-1.)',
    data: { reference: 'ref-1' },
  });
  port2.close();
});

it('tells every window of a change of the settings, and what of it cannot be', async () => {
  const other = dial();
  const heard: unknown[] = [];
  const following = (async () => {
    for await (const { general } of await other.api.settings.watch()) {
      heard.push(general.theme);
      if (heard.length === 2) break;
    }
  })();
  expect((await api.settings.get()).general.theme).toBe('system');
  const { error } = await safe(api.settings.update({ general: { theme: 'pink' as 'dark' } }));
  expect(isDefinedError(error) && [error.code, error.data]).toEqual([
    'INVALID_SETTINGS',
    { issues: [{ path: 'general.theme', message: expect.any(String) as unknown }] },
  ]);
  expect(await api.settings.update({ general: { theme: 'dark' } })).toMatchObject({ general: { theme: 'dark' } });
  await following;
  expect(heard).toEqual(['system', 'dark']);
  other.hangUp();
});

it('keeps keys, tells their ends, and never sends one back', async () => {
  const value = 'sk-canary-0123456789';
  await api.keys.set({ name: 'openai', key: value, baseUrls: [] });
  await api.keys.set({ name: 'openai', baseUrls: ['http://127.0.0.1:8080/v1'] });
  await api.keys.rename({ name: 'openai', to: 'work' });
  const listed = await api.keys.list();
  const kept = listed.keys.filter(({ variable }) => variable === null);
  expect(kept).toEqual([{ name: 'work', ending: '6789', baseUrls: ['http://127.0.0.1:8080/v1'], variable: null }]);
  expect(listed.keeping).toEqual({ type: 'memory' });
  expect(composed.engine.secrets.secret('work')?.value).toBe(value);
  await api.keys.remove({ name: 'work' });
  for (const refused of [
    api.keys.remove({ name: 'work' }),
    api.keys.rename({ name: 'work', to: 'x' }),
    api.keys.set({ name: 'work', baseUrls: [] }),
  ]) {
    const { error } = await safe(refused);
    expect(isDefinedError(error) && error.code).toBe('NOT_FOUND');
  }
});
