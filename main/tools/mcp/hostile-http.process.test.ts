import { afterEach, beforeEach, expect, it } from 'vitest';
import { type HostileHttp, startHostileHttp } from './hostile-http.fixture.ts';
import type { McpServer } from './mcp-server.ts';
import { serverFor } from './mcp.fixture.ts';

let elsewhere: HostileHttp;
let hostile: HostileHttp;
let server: McpServer;
let call: (name: string) => Promise<{ content: string; isError: boolean }>;

beforeEach(async () => {
  elsewhere = await startHostileHttp();
  const other = elsewhere.params.type === 'StreamableHttpServerParams' ? elsewhere.params.url : '';
  hostile = await startHostileHttp(other);
  const made = serverFor(hostile.params);
  ({ server } = made);
  call = (name) => server.call(name, {}, made.context);
});

afterEach(async () => {
  await server.close();
  await Promise.all([hostile.stop(), elsewhere.stop()]);
});

it.each([
  ['hang', 'did not answer the call of "hang" within 1 seconds'],
  ['cut', 'went away during the call of "cut"'],
  ['error', 'It broke.'],
  ['garbage', 'JSON'],
  ['page', 'text/html'],
  ['flood', 'more than 16 MB'],
])(
  'a server over HTTP that answers with %s gives an error result, and the next call is answered',
  async (name, why) => {
    const { content, isError } = await call(name);
    expect({ isError, content }).toEqual({ isError: true, content: expect.stringContaining(why) });
    expect(await call('echo')).toEqual({ content: 'hello', isError: false });
  },
);

it('a server over HTTP that sends to another address is not followed there, and its headers are not sent on', async () => {
  expect(await call('redirect')).toMatchObject({ isError: true });
  expect(elsewhere.hits).toEqual([]);
});
