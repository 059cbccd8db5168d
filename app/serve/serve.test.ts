import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { PortInUseError, serve, type Serving } from './serve.ts';

let folder: string;
let serving: Serving;
let addresses: string[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'troupe-serve-'));
  mkdirSync(join(folder, 'page', 'assets'), { recursive: true });
  writeFileSync(join(folder, 'page', 'index.html'), '<title>Troupe</title>');
  writeFileSync(join(folder, 'page', 'assets', 'app-1a2b.js'), 'run()');
  writeFileSync(join(folder, 'secret.json'), '"outside"');
  addresses = [];
  serving = await serve({
    port: 0,
    page: { folder: join(folder, 'page') },
    accept: (socket) => socket.on('message', (data: Buffer) => socket.send(`heard ${data.toString()}`)),
    announce: (url) => addresses.push(url),
  });
});

afterEach(async () => {
  await serving.close();
  rmSync(folder, { recursive: true });
});

interface Answer {
  readonly status: number | undefined;
  readonly headers: Record<string, unknown>;
  readonly body: string;
}

function ask(path: string, options: { method?: string; headers?: object; body?: string } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { method = 'GET', headers = {}, body } = options;
    const sent = request(
      { port: serving.port, host: '127.0.0.1', path, method, headers: { ...headers } },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (piece: string) => (text += piece));
        response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body: text }));
      },
    );
    sent.on('error', reject).end(body);
  });
}

function redeem(token: string, headers: object = {}): Promise<Answer> {
  return ask('/session', { method: 'POST', body: JSON.stringify({ token }), headers });
}

async function session(): Promise<string> {
  const { body } = await redeem(tokenOf(addresses.at(-1)));
  return (JSON.parse(body) as { session: string }).session;
}

const tokenOf = (url = ''): string => new URL(url).searchParams.get('token') ?? '';

/** What a socket hears after `first` until it closes or has heard two messages; last stands the closing code, if any. */
function talk(first: string, options: { path?: string; headers?: Record<string, string> } = {}): Promise<unknown[]> {
  const heard: unknown[] = [];
  const { path = '/rpc', headers = {} } = options;
  const socket = new WebSocket(`ws://127.0.0.1:${serving.port}${path}`, { headers });
  return new Promise((resolve) => {
    socket.on('open', () => socket.send(first));
    socket.on('message', (data: Buffer) => {
      heard.push(data.toString());
      if (heard.length === 1) socket.send('hello');
      else socket.close();
    });
    socket.on('unexpected-response', (_request, response) => resolve([response.statusCode]));
    socket.on('error', (error) => resolve([error.message]));
    socket.on('close', (code) => resolve(code === 1005 ? heard : [...heard, code]));
  });
}

it('hands out the page without asking who reads it, with headers that confine it', async () => {
  const { status, headers, body } = await ask('/');
  expect({ status, body }).toEqual({ status: 200, body: '<title>Troupe</title>' });
  expect(headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-cache',
    'content-security-policy':
      `default-src 'self'; style-src 'self' 'unsafe-inline'; ` +
      `connect-src 'self' ws://127.0.0.1:${serving.port} ws://localhost:${serving.port}; img-src 'self' data:; ` +
      `font-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
  });
});

it('lets browsers keep files whose name carries a digest', async () => {
  const { status, headers } = await ask('/assets/app-1a2b.js', { method: 'HEAD' });
  expect(status).toBe(200);
  expect(headers).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'public, max-age=31536000, immutable',
    'content-length': '5',
  });
});

it.each([
  '/../secret.json',
  '/assets/../../secret.json',
  '/%2e%2e/secret.json',
  '/..%2fsecret.json',
  '/..%5csecret.json',
  '/%00',
  '/%zz',
  '/assets',
  '/nothing.js',
])('finds nothing at %s', async (path) => {
  expect(await ask(path)).toMatchObject({ status: 404, body: 'There is nothing here.\n' });
});

it('refuses other methods', async () => {
  expect(await ask('/', { method: 'PUT' })).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
  expect(await ask('/session')).toMatchObject({ status: 405, headers: { allow: 'POST' } });
});

it('refuses every request that came under another name (DNS rebinding)', async () => {
  const headers = { host: `evil.example:${serving.port}` };
  expect(await ask('/', { headers })).toMatchObject({ status: 403 });
  expect(await redeem(tokenOf(addresses[0]), headers)).toMatchObject({ status: 403 });
  expect(await talk('{}', { headers })).toEqual([403]);
  expect(await ask('/', { headers: { host: `localhost:${serving.port}` } })).toMatchObject({ status: 200 });
});

it('refuses the token and the session of a page of another origin', async () => {
  const first = JSON.stringify({ token: await session() });
  for (const origin of ['http://evil.example', 'null', `http://127.0.0.1:${serving.port + 1}`]) {
    expect(await redeem('any', { origin })).toMatchObject({ status: 403 });
    expect(await talk(first, { headers: { origin } })).toEqual([403]);
  }
});

it('takes a token once, and announces a fresh address when a used one comes back', async () => {
  const token = tokenOf(addresses[0]);
  expect(await redeem(token, { origin: `http://localhost:${serving.port}` })).toMatchObject({ status: 200 });
  expect(addresses).toHaveLength(1);
  expect(await redeem(token)).toMatchObject({ status: 401 });
  expect(await redeem(token)).toMatchObject({ status: 401 });
  expect(addresses).toHaveLength(2);
  expect(await redeem(tokenOf(addresses[1]))).toMatchObject({ status: 200 });
});

it.each(['', 'nonsense', '[]', '{"token":7}', `{"token":"${'x'.repeat(5000)}"}`])(
  'answers 400 to a session request that is none: %.20s',
  async (body) => {
    expect(await ask('/session', { method: 'POST', body })).toMatchObject({ status: 400 });
  },
);

it('hands a socket on after its session was shown', async () => {
  expect(await talk(JSON.stringify({ token: await session() }))).toEqual(['{"ok":true}', 'heard hello']);
});

it('closes a socket whose first message is no session', async () => {
  const used = tokenOf(addresses[0]);
  await session();
  for (const first of ['hello', '{}', '{"token":"wrong"}', JSON.stringify({ token: used })]) {
    expect(await talk(first)).toEqual([4401]);
  }
});

it('offers its socket at one path only', async () => {
  expect(await talk('{}', { path: '/other' })).toEqual(['socket hang up']);
});

it('says clearly that a port is taken', async () => {
  const second = serve({
    port: serving.port,
    page: { folder },
    accept: () => undefined,
    announce: () => undefined,
  });
  await expect(second).rejects.toThrow(PortInUseError);
  await expect(second).rejects.toThrow(`Port ${serving.port} is in use by another program.`);
});
