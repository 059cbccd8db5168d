import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LookUp } from '../http/network-guard.ts';
import { type GuardedLine, guardedLine } from './guarded-line.ts';
import { startHostileHttp } from './hostile-http.fixture.ts';
import { serverFor } from './mcp.fixture.ts';
import { McpServerParams } from '../../../shared/component/mcp-params.ts';

let server: Server;
let port: number;
let hits: string[];
const lines: GuardedLine[] = [];

beforeEach(async () => {
  hits = [];
  server = createServer(({ url }, response) => {
    hits.push(url ?? '');
    response.end('here');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
});

afterEach(async () => {
  for (const line of lines.splice(0)) line.end();
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

const loopback: LookUp = (_name, done) => done(null, [{ address: '127.0.0.1', family: 4 }]);
const nothing = (_target: string): boolean => false;

async function reach(own: string, to = own, { isAllowed = nothing, lookUp = loopback } = {}): Promise<string> {
  const line = await guardedLine(new URL(own), isAllowed, lookUp);
  lines.push(line);
  return line.fetch(to).then(
    (response) => response.text(),
    (error: unknown) => (error as Error).message,
  );
}
const refused = (host: string): string =>
  `"${host}" is on this computer or in its network, which tools may not reach. A person can allow it: Settings, Tools.`;

describe('the line to a server over HTTP', () => {
  it('reaches this computer where the address of the server says so', async () => {
    expect(await reach(`http://127.0.0.1:${port}/mcp`)).toBe('here');
    expect(await reach(`http://localhost:${port}/mcp`)).toBe('here');
    expect(hits).toEqual(['/mcp', '/mcp']);
  });

  it('does not reach it by a name that only leads there, unless a person allowed that name', async () => {
    const url = `http://mcp.example.org:${port}/mcp`;
    const host = `mcp.example.org:${port}`;
    expect(await reach(url)).toBe(refused(host));
    expect(hits).toEqual([]);
    expect(await reach(url, url, { isAllowed: (target) => target === host })).toBe('here');
  });

  it.each(['169.254.169.254', '168.63.129.16', '100.100.100.200', '[fd00:ec2::254]'])(
    'does not reach %s, whoever names it',
    async (host) => {
      const plain = new URL(`http://${host}/`).hostname.replaceAll(/[[\]]/g, '');
      expect(await reach(`http://${host}/mcp`)).toBe(refused(`${plain}:80`));
    },
  );

  it('says what is wrong where nobody is there', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const free = (other.address() as AddressInfo).port;
    other.close();
    await once(other, 'close');
    expect(await reach(`http://127.0.0.1:${free}/mcp`)).toBe('nothing listens at this address');
  });

  it('reaches no other port of this computer than that of its server', async () => {
    expect(await reach('http://127.0.0.1:1/mcp', `http://127.0.0.1:${port}/other`)).toBe(refused(`127.0.0.1:${port}`));
    expect(await reach('https://mcp.example.org/mcp', `http://127.0.0.1:${port}/`)).toBe(refused(`127.0.0.1:${port}`));
    expect(hits).toEqual([]);
  });
});

it('follows to no address by itself, whoever asks it', async () => {
  const leading = createServer((_request, response) => {
    response.writeHead(307, { location: `http://127.0.0.1:${port}/secret` }).end();
  }).listen(0, '127.0.0.1');
  await once(leading, 'listening');
  const own = new URL(`http://127.0.0.1:${(leading.address() as AddressInfo).port}/mcp`);
  const line = await guardedLine(own, nothing, loopback);
  lines.push(line);
  const { status } = await line.fetch(own, { redirect: 'follow' });
  leading.closeAllConnections();
  leading.close();
  expect({ status, hits }).toEqual({ status: 307, hits: [] });
});

it.each(['StreamableHttpServerParams', 'SseServerParams'])(
  'says of a server that it may not reach what a person can do: %s',
  async (type) => {
    const params = McpServerParams.parse({ type, url: 'http://169.254.169.254/mcp', timeout: 5 });
    const { server: asked, context } = serverFor(params);
    await expect(asked.listTools(context)).rejects.toThrow(
      /^The MCP server "http:\/\/169.254.169.254\/mcp" could not be reached: "169.254.169.254:80" is on this computer or in its network, which tools may not reach. A person can allow it: Settings, Tools\.$/,
    );
    await asked.close();
  },
);

it('is not led to another address of this computer by a server', async () => {
  const hostile = await startHostileHttp(`http://127.0.0.1:${port}/secret`);
  const { server: led, context } = serverFor(hostile.params);
  const { content, isError } = await led.call('redirect', {}, context);
  await led.close();
  await hostile.stop();
  expect({ isError, content }).toEqual({ isError: true, content: expect.stringContaining('not followed') });
  expect(hits).toEqual([]);
});
