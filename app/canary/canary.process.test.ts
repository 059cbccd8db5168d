import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createORPCClient, safe } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import type { contract } from '../../shared/rpc/contract.ts';
import { spawnTroupe } from '../cli/spawn-troupe.fixture.ts';
import { composeEngine } from '../engine/compose-engine.ts';
import { openSecrets } from '../engine/open-secrets.ts';
import { acceptRpc } from '../serve/accept-rpc.ts';
import { serve } from '../serve/serve.ts';
import { startEchoServer, type EchoServer } from './echo-server.fixture.ts';
import { cached, model, teamOf } from './leaking-teams.fixture.ts';
import { filesBelow, findCanaries } from './secret-search.fixture.ts';

/** A key in every place from which one can come. */
const canaries = vi.hoisted(() => ({
  environment: 'sk-ENV-q8Zt/3+canary==7f1c55aa',
  'other environment': 'ghp-TOK-v7Xs2canary0b9e63dd1f',
  settings: 'sk-SET-r5Kp8canary4d2a91be6c',
  'file, as key': 'sk-FIL-w2Nm6canary8e7c04fa3b',
  'file, in a header': 'sk-HDR-y9Lq1canary5b3f86cd0e',
  'file, in an address': 'sk-URL-u4Jh7canary1a6d29ef8c',
  'typed into a drawing': 'sk-TYP-o3Gf5canary2c8e47ab9d',
  passphrase: 'PAS-p6Dd9canary3e5f18bc7a-long',
}));

const environment = vi.hoisted(() => ({
  OPENAI_API_KEY: canaries.environment,
  GITHUB_TOKEN: canaries['other environment'],
  TROUPE_PASSPHRASE: canaries.passphrase,
  TROUPE_KEYRING: 'off',
}));
vi.hoisted(() => Object.assign(process.env, environment)); // before the modules that look at it are loaded

let work: string;
let data: string;
let echo: EchoServer;
let foreign: EchoServer;
let teams: Readonly<Record<string, string>>;

beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), 'troupe-canary-'));
  data = join(work, 'data');
  [echo, foreign] = await Promise.all([startEchoServer(), startEchoServer()]);
  const at = (path: string): string => `${echo.origin}${path}/v1`;
  const headers = { 'X-Team-Token': canaries['file, in a header'] };
  const inAddress = `${foreign.origin.replace('//', `//me:${canaries['file, in an address']}@`)}/v1`;
  const byFile = { api_key: canaries['file, as key'], base_url: at('') };
  teams = {
    environment: teamOf(model({ base_url: at('') })),
    'kept key': teamOf(model({ base_url: at(''), api_key: 'secret:work' })),
    'key beside the address': teamOf(cached(model(byFile))),
    'key in a header': teamOf(model({ ...byFile, default_headers: headers })),
    'key in the address': teamOf(model({ base_url: inAddress })),
    refused: teamOf(model({ ...byFile, base_url: at('/401') })),
    failed: teamOf(model({ ...byFile, base_url: at('/500') })),
    broken: teamOf(model({ ...byFile, base_url: at('/broken') })),
    'foreign server': teamOf(model({ base_url: `${foreign.origin}/v1` })),
    'foreign server that wants a kept key': teamOf(model({ base_url: `${foreign.origin}/v1`, api_key: 'secret:work' })),
    'foreign server with a mask': teamOf(model({ base_url: `${foreign.origin}/v1`, api_key: '**********' })),
  };
  for (const [name, text] of Object.entries(teams)) writeFileSync(fileOf(name), text);
});

afterAll(async () => {
  await Promise.all([echo[Symbol.asyncDispose](), foreign[Symbol.asyncDispose]()]);
  rmSync(work, { recursive: true });
});

const fileOf = (team: string): string => join(work, `${team}.json`);

/** All that a command line writes. */
async function terminal(args: readonly string[], { input = '', env = {} } = {}): Promise<string> {
  const { child, ended } = spawnTroupe(args, { ...environment, OPENAI_BASE_URL: `${echo.origin}/v1`, ...env });
  child.stdin.end(input);
  const { out, err } = await ended;
  return out + err;
}

const inData = (...args: string[]): string[] => [...args, '--data', data];

/** Canaries in what was said, and in every file of the data folder. */
function leaks(said: Readonly<Record<string, string>>): string[] {
  return [
    ...Object.entries(said).flatMap(([what, text]) => findCanaries(what, text, canaries)),
    ...[...filesBelow(data)].flatMap(([name, content]) => findCanaries(name, content, canaries)),
  ];
}

it('looks well: a planted key is found in each form', () => {
  const key = canaries.environment;
  const forms = [key, encodeURIComponent(key), `xy${Buffer.from(`u:${key}`).toString('base64')}`, key.slice(0, 15)];
  expect(forms.map((form) => findCanaries('here', `> ${form} <`, canaries))).toEqual(
    forms.map(() => ['environment in here']),
  );
});

it('writes no key in the terminal, though servers repeat them, fail, and the program itself does', async () => {
  const said: Record<string, string> = {};
  const say = async (what: string, ...how: Parameters<typeof terminal>): Promise<void> => {
    said[what] = await terminal(...how);
  };
  await say('keys set', inData('keys', 'set', 'work', '--url', echo.origin), { input: canaries.settings });
  const runs = ['environment', 'kept key', 'key beside the address', 'key in a header', 'refused', 'broken'];
  for (const team of runs) await say(`run ${team}`, inData('run', fileOf(team), '--task', 'Go', '--jsonl'));
  const run = (await terminal(inData('runs'))).match(/run-[0-9a-f-]+/g)?.at(-1) ?? '';
  // A mistake of ours, while the keys are being opened.
  const mistake = `setTimeout(() => { throw new Error('Boom ' + process.env.OPENAI_API_KEY) }, 200)`;
  const crash = `data:text/javascript,${encodeURIComponent(mistake)}`;
  await Promise.all([
    say('in a task', inData('run', fileOf('kept key'), '--task', `What is ${canaries.settings}?`)),
    say('address', inData('run', fileOf('key in the address'), '--task', 'Go')),
    say('document', ['export', fileOf('key in the address'), '--to', 'document']),
    say('autogen', ['export', fileOf('key in a header'), '--to', 'autogen']),
    say('validate', ['validate', fileOf('key in a header')]),
    say('show', inData('runs', 'show', run)),
    say('log', inData('runs', 'export', run)),
    say('replay', inData('run', '--replay', run)),
    say('keys', inData('keys')),
    say('crash', inData('keys'), { env: { NODE_OPTIONS: `--import=${crash}` } }),
  ]);

  expect(leaks(said)).toEqual([]);
  expect(said['run environment']).toMatch(/You sent \[redacted\].*"type":"TaskResult"/s);
  expect(said['run key in a header']).toContain('You sent [redacted] [redacted]');
  expect(said['run refused']).toContain('Bad key: [key]');
  expect(said['in a task']).toContain('What is [redacted]?');
  expect(said['address']).toContain('must not hold a name or password');
  expect(said['crash']).toContain('Boom [redacted]');
  expect(said['replay']).toContain('You sent [redacted]');
  const sent = JSON.stringify(echo.heard);
  for (const key of ['environment', 'settings', 'file, as key', 'file, in a header'] as const) {
    expect(sent).toContain(canaries[key]); // else nothing was shown here
  }
}, 120_000);

it('tells a page no key, in no message, and writes none for it', async () => {
  const written: string[] = [];
  const spies = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, 'write').mockImplementation((text) => written.push(String(text)) > 0),
  );
  Object.assign(process.env, { ...environment, OPENAI_BASE_URL: `${echo.origin}/v1` });
  const composed = composeEngine({ host: 'serve', dataFolder: data, notices: [], secrets: await openSecrets(data) });
  let address = '';
  const serving = await serve({
    port: 0,
    page: { folder: work },
    accept: acceptRpc(composed.engine),
    announce: (url) => (address = url),
  });
  const page = await openPage(address);
  try {
    const heard = await useAll(page.api);
    composed.engine.reportError(new Error(`Crashed with ${canaries.settings}`));
    expect(page.messages.length).toBeGreaterThan(50);
    const said = { 'the messages to the page': page.messages.join('\n'), 'its terminal': written.join('') };
    expect(leaks(said)).toEqual([]);
    expect(heard.hasPieces).toBe(true);
    expect(heard.endings.slice(0, 1)).toEqual([canaries.environment.slice(-4)]);
    expect(heard.endings).toContain(canaries.settings.slice(-4));
    expect(written.join('')).toContain('Crashed with [redacted]');
  } finally {
    page.socket.close();
    await serving.close();
    await composed.close();
    for (const spy of spies) spy.mockRestore();
  }
}, 60_000);

it('sends no key to a server that nobody gave one for', () => {
  expect(foreign.heard.length).toBeGreaterThanOrEqual(2);
  expect(findCanaries('what the foreign server heard', JSON.stringify(foreign.heard), canaries)).toEqual([]);
});

type Api = ContractRouterClient<typeof contract>;

interface Page {
  readonly api: Api;
  readonly socket: WebSocket;
  readonly messages: string[];
}

async function openPage(address: string): Promise<Page> {
  const { origin, searchParams } = new URL(address);
  const body = JSON.stringify({ token: searchParams.get('token') });
  const response = await fetch(`${origin}/session`, { method: 'POST', body });
  const { session } = (await response.json()) as { session: string };
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/rpc`);
  await new Promise((resolve) => {
    socket.once('open', () => socket.send(JSON.stringify({ token: session })));
    socket.once('message', resolve);
  });
  const messages: string[] = [];
  socket.on('message', (message: Buffer) => messages.push(message.toString('utf8')));
  const link = new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }); // ws has the browser's interface
  return { api: createORPCClient(link), socket, messages };
}

/** Does what a person does in the page with each team. */
async function useAll(api: Api): Promise<{ hasPieces: boolean; endings: string[] }> {
  let hasPieces = false;
  for (const [fileName, text] of Object.entries(teams)) {
    await api.documents.previewFile({ fileName, text });
    const { document, version } = (await api.documents.importFile({ fileName, text })).stored;
    await safe(api.documents.exportFile({ id: document.id, to: 'autogen', repair: true }));
    await api.documents.check({ document });
    const { run } = await api.runs.start({ document: document.id, task: 'Go', debug: false, breakpoints: [] });
    for await (const signal of await api.runs.watch({ run, after: 0 })) {
      hasPieces ||= signal.type === 'delta' && signal.text.includes('[redacted]');
      if (signal.type === 'event' && signal.event.body.type === 'run-end') break;
    }
    await api.runs.exportLog({ run });
    await api.documents.save({ document: withKey(document), base: version });
    await api.documents.open({ id: document.id });
  }
  await safe(api.documents.importFile({ fileName: 'x', text: `{"api_key": "${canaries['file, as key']}", ` }));
  await api.app.providers();
  const { keys } = await api.keys.list();
  return { hasPieces, endings: keys.map(({ ending }) => ending) };
}

type Drawing = Awaited<ReturnType<Api['documents']['open']>>['document'];

/** As somebody types a key into the JSON of a model. */
function withKey(document: Drawing): Drawing {
  const nodes = document.nodes.map((node) => {
    const { component } = node;
    if (component.component_type !== 'model') return node;
    const config = { ...component.config, api_key: canaries['typed into a drawing'] };
    return { ...node, component: { ...component, config } };
  });
  return { ...document, nodes };
}
