import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { McpServerParams } from '../../../shared/component/mcp-params.ts';
import { neverAborted } from '../tool-context.fixture.ts';
import type { Workbench } from '../workbench.ts';
import { McpServers } from './mcp-servers.ts';
import { mcpWorkbench, type ToolOverrides } from './mcp-workbench.ts';
import { everythingOverHttp, hostileParams, plainPorts, referenceParams } from './mcp.fixture.ts';

let servers: McpServers;
beforeEach(() => void (servers = new McpServers(plainPorts)));
afterEach(() => servers.close());

function workbench(params: McpServerParams, overrides: ToolOverrides = {}): Workbench {
  return mcpWorkbench({ params, session: 'rebuildable', roots: undefined }, { overrides, servers });
}

const names = ({ tools }: Awaited<ReturnType<Workbench['list']>>): string[] => tools.map(({ schema }) => schema.name);

describe('the reference servers over standard streams', () => {
  it('server-everything lists its tools and answers calls', async () => {
    const bench = workbench(referenceParams('everything'));
    const listing = await bench.list(neverAborted);
    expect(names(listing)).toEqual(expect.arrayContaining(['echo', 'get-sum', 'get-tiny-image']));
    expect(await bench.call('echo', { message: 'hello' }, neverAborted)).toEqual({
      content: 'Echo: hello',
      isError: false,
    });
    expect(await bench.call('get-sum', { a: 2, b: 3 }, neverAborted)).toMatchObject({
      isError: false,
      content: expect.stringContaining('5'),
    });
    expect((await bench.call('get-tiny-image', {}, neverAborted)).content).toMatch(
      /\[Image: image\/png, \d+ (kB|bytes)\]/,
    );
    const wrong = await bench.call('get-sum', { a: 'two' }, neverAborted);
    expect(wrong.isError).toBe(true);
  });

  it('server-filesystem reads in its folder and refuses others', async () => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'troupe-mcp-')));
    try {
      writeFileSync(join(folder, 'note.txt'), 'buy milk');
      const bench = workbench(referenceParams('filesystem', [folder]));
      const listing = await bench.list(neverAborted);
      const risks = Object.fromEntries(listing.tools.map(({ name, risk }) => [name, risk]));
      expect(risks).toMatchObject({ read_text_file: 'read', write_file: 'execute', create_directory: 'write' });
      const read = await bench.call('read_text_file', { path: join(folder, 'note.txt') }, neverAborted);
      expect(read).toEqual({ content: 'buy milk', isError: false });
      expect(await bench.call('read_text_file', { path: '/etc/hostname' }, neverAborted)).toMatchObject({
        isError: true,
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('server-memory remembers between calls of two agents that share it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'troupe-mcp-'));
    try {
      const params = referenceParams('memory', [], { env: { MEMORY_FILE_PATH: join(folder, 'memory.jsonl') } });
      const [one, other] = [workbench(params), workbench(params)];
      const entities = [{ name: 'Ada', entityType: 'person', observations: ['likes tea'] }];
      expect(await one.call('create_entities', { entities }, neverAborted)).toMatchObject({ isError: false });
      const { content } = await other.call('search_nodes', { query: 'tea' }, neverAborted);
      expect(content).toContain('Ada');
      expect(one.id).toBe(other.id);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('the reference server over streamable HTTP', () => {
  it('lists, calls, and gives an error result once it is gone', async () => {
    const { url, stop } = await everythingOverHttp();
    try {
      const params = McpServerParams.parse({
        type: 'StreamableHttpServerParams',
        url,
        timeout: 5,
        sse_read_timeout: 5,
      });
      const bench = workbench(params);
      expect(bench.risk).toBe('network');
      expect(names(await bench.list(neverAborted))).toContain('echo');
      expect(await bench.call('echo', { message: 'hi' }, neverAborted)).toEqual({
        content: 'Echo: hi',
        isError: false,
      });
      await stop();
      const gone = await bench.call('echo', { message: 'hi' }, neverAborted);
      expect(gone).toMatchObject({
        isError: true,
        content: expect.stringContaining('went away during the call of "echo"'),
      });
    } finally {
      await stop();
    }
  });

  it('is used over SSE as well', async () => {
    const { url, stop } = await everythingOverHttp(undefined, 'sse');
    try {
      const params = McpServerParams.parse({ type: 'SseServerParams', url, timeout: 5, sse_read_timeout: 5 });
      const bench = workbench(params);
      expect(names(await bench.list(neverAborted))).toContain('echo');
      expect(await bench.call('echo', { message: 'hi' }, neverAborted)).toEqual({
        content: 'Echo: hi',
        isError: false,
      });
      await servers.close();
    } finally {
      await stop();
    }
  });

  it('is reached anew where the server was started again', async () => {
    const first = await everythingOverHttp();
    const port = Number(new URL(first.url).port);
    const params = { type: 'StreamableHttpServerParams', url: first.url, timeout: 5, sse_read_timeout: 5 };
    const bench = workbench(McpServerParams.parse(params));
    const notices: string[] = [];
    const context = { ...neverAborted, onNotice: (words: string) => void notices.push(words) };
    await bench.call('echo', { message: 'one' }, context);
    await first.stop();
    const second = await everythingOverHttp(port);
    try {
      const results = [
        await bench.call('echo', { message: 'two' }, context),
        await bench.call('echo', { message: 'three' }, context),
      ];
      expect(results.at(-1)).toMatchObject({ content: 'Echo: three', isError: false });
      expect(notices.at(-1)).toContain('was started anew. What it remembered of earlier calls is gone.');
    } finally {
      await second.stop();
    }
  });
});

describe('a workbench', () => {
  it('shows tools under other names, and calls them by their own', async () => {
    const bench = workbench(hostileParams(), { echo: { name: 'say', description: 'Says it back.' } });
    const listing = await bench.list(neverAborted);
    expect(listing.label).toBe('hostile');
    expect(listing.tools[0]).toEqual({
      name: 'echo',
      schema: {
        name: 'say',
        description: 'Says it back.',
        parameters: { type: 'object', properties: {}, required: [], additionalProperties: false },
        strict: false,
      },
      risk: 'read',
    });
    expect(await bench.call('echo', { text: 'x' }, neverAborted)).toEqual({ content: 'x', isError: false });
  });

  it('says with a result that its tools are others now', async () => {
    const bench = workbench(hostileParams());
    await bench.list(neverAborted);
    expect(await bench.call('change', {}, neverAborted)).toEqual({
      content: 'changed',
      isError: false,
      toolsChanged: true,
    });
    await bench.list(neverAborted);
    expect(await bench.call('late', {}, neverAborted)).toMatchObject({ content: 'No such tool.' });
  });
});
