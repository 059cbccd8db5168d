import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../shared/json.ts';
import { builtInTool } from '../built-in-tools.ts';
import { neverAborted } from '../tool-context.fixture.ts';
import type { ToolResult } from '../tool.ts';
import { guardedFetch, type GuardedRequest } from './guarded-fetch.ts';

interface Asked {
  readonly line: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

let server: Server;
let port = 0;
let asked: Asked[] = [];
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let allowed: string[] = [];

beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (piece: Buffer) => (body += piece.toString('utf8')));
    request.on('end', () => {
      asked.push({ line: `${request.method ?? ''} ${request.url ?? ''}`, headers: request.headers, body });
      answer(request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
  allowed = [`127.0.0.1:${port}`];
});
afterEach(
  () =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(resolve);
    }),
);

const says = (text: string, type = 'text/plain', status = 200): void => {
  answer = (_request, response) => response.writeHead(status, { 'content-type': type }).end(text);
};

function call(provider: string, args: JsonObject, config: JsonObject = {}): Promise<ToolResult> {
  const tool = builtInTool(
    { provider, config },
    {
      workspace: () => {
        throw new Error('No files.');
      },
      keyFor: (name, host) =>
        name === 'mine'
          ? { type: 'key', key: 'k-1' }
          : { type: 'missing', message: `"${name}" was not kept for ${host}.` },
      fetch: (request) => guardedFetch(request, (target) => allowed.includes(target)),
    },
  );
  return tool!.run(args, neverAborted);
}
const page = (path = '/', rest: JsonObject = {}): Promise<ToolResult> =>
  call('troupe.tools.FetchPage', { url: `http://127.0.0.1:${port}${path}`, ...rest });

describe('a page', () => {
  it('is read as Markdown: what it says, without what stands around it', async () => {
    says(
      '<html><head><title>Trams</title><script>evil()</script><style>p{}</style></head><body><nav><a href="/">Home</a></nav>' +
        '<main><h1>Night tram</h1><p>It <b>hums</b>.</p><ul><li>one</li><li>two</li></ul></main><footer>(c)</footer></body></html>',
      'text/html; charset=utf-8',
    );
    expect(await page()).toEqual({
      content: `http://127.0.0.1:${port}/\n\n# Trams\n\n# Night tram\n\nIt **hums**.\n\n*   one\n*   two`,
      isError: false,
    });
  });

  it('may be text in other letters, or in parts; what is no text says so', async () => {
    answer = (_request, response) =>
      response.writeHead(200, { 'content-type': 'text/plain; charset=iso-8859-1' }).end(Buffer.from([0xfc]));
    expect((await page()).content).toContain('ü');
    says('x'.repeat(40_000));
    expect((await page()).content).toContain('[10000 more characters. Go on with offset 30000.]');
    expect((await page('/', { offset: 39_999 })).content.endsWith('\n\nx')).toBe(true);
    says('PNG', 'image/png');
    expect(await page()).toEqual({ content: 'Error: It is "image/png", which is no text.', isError: true });
    says('gone', 'text/plain', 404);
    expect((await page('/x')).content).toContain('/x answered with status 404.');
  });

  it('that is nested without end, or larger than it should be, harms nothing', async () => {
    says(`<html><body>${'<div>'.repeat(200_000)}x`, 'text/html');
    expect((await page()).content).toBe('Error: The page is nested too deeply to be read.');
    says(`<html><body>${'<p>x'.repeat(20_000)}`, 'text/html');
    expect((await page()).isError).toBe(false);
    says('x'.repeat(3_500_000));
    expect(await page()).toEqual({ content: 'Error: The answer is larger than 3 MB.', isError: true });
  });

  it('is followed where it moved, with headers for nobody else', async () => {
    answer = (request, response) => {
      if (request.url === '/old') response.writeHead(302, { location: '/new' }).end();
      else response.writeHead(200, { 'content-type': 'text/plain' }).end('here');
    };
    expect((await page('/old')).content).toBe(`http://127.0.0.1:${port}/new\n\nhere`);
    answer = (_request, response) => response.writeHead(302, { location: '/again' }).end();
    expect((await page()).content).toBe('Error: It leads on more than 5 times.');
  });

  it.each([
    'http://localhost:1/',
    'http://127.1:1/',
    'http://[::1]:1/',
    'http://169.254.169.254/',
    'file:///etc/passwd',
    '//x',
    'http://',
  ])('is not followed to %s', async (location) => {
    answer = (_request, response) => response.writeHead(302, { location }).end();
    const { content, isError } = await page();
    expect([isError, asked.length]).toEqual([true, 1]);
    expect(content).toMatch(/tools may not reach|only http|no address|could not be reached/);
  });

  it('on this computer is not asked for, also not by a name for it', async () => {
    allowed = [];
    says('secret');
    for (const host of ['127.0.0.1', 'localhost', '[::1]', '2130706433']) {
      const result = await call('troupe.tools.FetchPage', { url: `http://${host}:${port}/` });
      expect([host, result.isError]).toEqual([host, true]);
    }
    expect(asked).toEqual([]);
  });

  it('of a server that is not there, or breaks off, is an error that the model reads', async () => {
    allowed = ['127.0.0.1:9'];
    expect((await call('troupe.tools.FetchPage', { url: 'http://127.0.0.1:9/' })).content).toContain(
      '127.0.0.1:9 could not be reached',
    );
    allowed = [`127.0.0.1:${port}`];
    answer = (_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('begun', () => response.destroy());
    };
    expect((await page()).isError).toBe(true);
    expect((await call('troupe.tools.FetchPage', { url: 'http://' })).content).toBe('Error: "http://" is no address.');
  });
});

describe("AutoGen's HTTP tool", () => {
  const config = (rest: JsonObject): JsonObject => ({
    name: 'look_up',
    description: null,
    scheme: 'http',
    host: '127.0.0.1',
    port,
    path: '/cities/{city}',
    method: 'GET',
    headers: { 'x-own': 'yes' },
    json_schema: {
      type: 'object',
      properties: {
        city: { type: 'string' },
        days: { type: 'integer' },
        unit: { type: 'string', default: 'C' },
        more: {},
      },
      required: ['city', 'days'],
    },
    return_type: 'text',
    timeout: 5,
    ...rest,
  });
  const http = (args: JsonObject, rest: JsonObject = {}): Promise<ToolResult> =>
    call('autogen_ext.tools.http.HttpTool', args, config(rest));

  it('puts arguments into the path, the others into the query; what is not given is its default, or empty', async () => {
    says('sunny');
    expect(await http({ city: 'Sao Paulo', days: 2, other: 1 })).toEqual({ content: 'sunny', isError: false });
    expect(asked[0]).toMatchObject({
      line: 'GET /cities/Sao%20Paulo?days=2&unit=C&more=',
      headers: { 'x-own': 'yes' },
    });
  });

  it('sends a body with the others, and reads JSON as Python shows it', async () => {
    says('{"ok": true, "list": [1, null]}', 'application/json');
    expect((await http({ city: 'a/b', days: 2 }, { method: 'POST', return_type: 'json' })).content).toBe(
      "{'ok': True, 'list': [1, None]}",
    );
    expect([asked[0]?.line, asked[0]?.body]).toEqual(['POST /cities/a/b', '{"days":2,"unit":"C","more":null}']);
    says('no json');
    expect((await http({ city: 'x', days: 1 }, { return_type: 'json' })).content).toBe('Error: The answer is no JSON.');
  });

  it('sends headers of its own in place of the usual ones', async () => {
    says('ok');
    await http({ city: 'x', days: 1 }, { method: 'POST', headers: { 'Content-Type': 'text/x-own' } });
    expect(asked[0]?.headers['content-type']).toBe('text/x-own');
  });

  it.each([['a b'], [''], ['127.0.0.1/x'], ['user@127.0.0.1'], ['127.0.0.1?'], ['[::1']])(
    'says that a host is none: %j',
    async (host) => {
      expect(await http({ city: 'x', days: 1 }, { host })).toEqual({
        content: `Error: "${host}:${port}" is no address of the web.`,
        isError: true,
      });
    },
  );

  it('takes any time limit, also one with a fraction of a millisecond, or without end', async () => {
    says('sunny');
    expect((await http({ city: 'x', days: 1 }, { timeout: 1e12 })).content).toBe('sunny');
    expect((await http({ city: 'x', days: 1 }, { timeout: 9.00055 })).content).toBe('sunny');
  });

  it('does not look at the status, and follows nothing', async () => {
    answer = (_request, response) => response.writeHead(302, { location: '/else' }).end('moved');
    expect(await http({ city: 'x', days: 1 })).toEqual({ content: 'moved', isError: false });
    says('broken', 'text/plain', 500);
    expect(await http({ city: 'x', days: 1 })).toEqual({ content: 'broken', isError: false });
  });

  it('says what is missing, that it took too long, and what it may not reach', async () => {
    expect((await http({})).content).toBe('Error: These arguments are missing: city, days.');
    answer = () => undefined;
    expect((await http({ city: 'x', days: 1 }, { timeout: 0.05 })).content).toBe(
      `Error: 127.0.0.1:${port} did not answer within 0.05 s.`,
    );
    allowed = [];
    expect((await http({ city: 'x', days: 1 })).content).toContain('tools may not reach');
    expect((await http({ city: '../../../x', days: 1 }, { host: 'localhost' })).content).toContain(
      'tools may not reach',
    );
  });
});

describe('a search of the web', () => {
  const results = { results: [{ title: 'Trams', url: 'https://a.example', content: 'They <strong>hum</strong>.' }] };
  const listed = 'Trams\nhttps://a.example\nThey hum.';

  async function searched(
    config: JsonObject,
    answered: unknown = results,
  ): Promise<{ told: ToolResult; sent: GuardedRequest[] }> {
    const sent: GuardedRequest[] = [];
    const tool = builtInTool(
      { provider: 'troupe.tools.WebSearch', config },
      {
        workspace: () => {
          throw new Error('No files.');
        },
        keyFor: (name) =>
          name === 'mine' ? { type: 'key', key: 'k-1' } : { type: 'missing', message: `There is no key "${name}".` },
        fetch: async (request) => {
          sent.push(request);
          return {
            url: request.url,
            status: 200,
            headers: new Headers(),
            bytes: Buffer.from(JSON.stringify(answered)),
          };
        },
      },
    );
    return { told: await tool!.run({ query: 'night tram', count: 3 }, neverAborted), sent };
  }

  it('asks Tavily with the key of the person', async () => {
    const { told, sent } = await searched({ engine: 'tavily', api_key: 'secret:mine' });
    expect(told).toEqual({ content: listed, isError: false });
    expect([sent[0]?.url.href, sent[0]?.headers['authorization'], sent[0]?.body]).toEqual([
      'https://api.tavily.com/search',
      'Bearer k-1',
      '{"query":"night tram","max_results":3}',
    ]);
  });

  it('asks Brave', async () => {
    const { told, sent } = await searched({ engine: 'brave', api_key: 'secret:mine' }, { web: results });
    expect(told.content).toBe(listed);
    expect([sent[0]?.url.href, sent[0]?.headers['x-subscription-token']]).toEqual([
      'https://api.search.brave.com/res/v1/web/search?q=night+tram&count=3',
      'k-1',
    ]);
  });

  it('asks a SearXNG, without a key', async () => {
    const { told, sent } = await searched({ engine: 'searxng', base_url: 'https://s.example/x/' });
    expect([told.content, sent[0]?.url.href]).toEqual([listed, 'https://s.example/x/search?q=night+tram&format=json']);
  });

  it('sends nothing without a key or an address, and reads whatever comes back', async () => {
    expect((await searched({ engine: 'tavily', api_key: 'secret:other' })).told.content).toBe(
      'Error: There is no key "other".',
    );
    expect((await searched({ engine: 'brave' })).told.content).toBe('Error: There is no key "brave".');
    expect((await searched({ engine: 'searxng' })).told.content).toContain('This search has no address.');
    expect((await searched({ engine: 'brave' })).sent).toEqual([]);
    for (const odd of [null, [], { results: 'x' }, { results: [{ url: 1 }] }, 'text']) {
      expect((await searched({ engine: 'tavily', api_key: 'secret:mine' }, odd)).told.content).toBe(
        'Nothing was found.',
      );
    }
  });
});
