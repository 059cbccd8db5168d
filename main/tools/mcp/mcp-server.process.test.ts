import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { McpServer } from './mcp-server.ts';
import { hostileParams, isAlive, plainPorts, processesOf, serverFor } from './mcp.fixture.ts';

const open: McpServer[] = [];
const groups: number[] = [];

function hostile(...options: Parameters<typeof serverFor>): ReturnType<typeof serverFor> {
  const made = serverFor(...options);
  open.push(made.server);
  return made;
}

/** The process groups that a test has seen are gone when it is over, whatever happened in it. */
function note({ pid }: McpServer): number {
  if (pid === undefined) throw new Error('It does not run.');
  groups.push(pid);
  return pid;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
  const left = groups.splice(0).flatMap(processesOf);
  if (left.length > 0) throw new Error(`Processes are left: ${left.join(', ')}`);
});

describe('a server that behaves', () => {
  it('is started by the first who uses it, and ends with the run', async () => {
    const { server, context, notices } = hostile(hostileParams());
    expect(server.pid).toBeUndefined();
    expect(await server.call('echo', { text: 'hello' }, context)).toEqual({ content: 'hello', isError: false });
    const group = note(server);
    expect(processesOf(group).length).toBeGreaterThan(0);
    expect(await server.call('count', {}, context)).toEqual({ content: '1', isError: false });
    expect(server.pid).toBe(group);
    expect(notices).toEqual([]);
    await server.close();
    expect(processesOf(group)).toEqual([]);
  });

  it('answers calls side by side', async () => {
    const { server, context } = hostile(hostileParams());
    const texts = ['a', 'b', 'c', 'd'];
    const results = await Promise.all(texts.map((text) => server.call('echo', { text }, context)));
    expect(results.map(({ content }) => content)).toEqual(texts);
    note(server);
  });

  it('gets only the necessary variables and its own', async () => {
    vi.stubEnv('TROUPE_TEST_API_KEY', 'not for servers');
    const { server, context } = hostile(hostileParams({ env: { MODE: 'ro', TOKEN: 'secret:mine' } }), {
      ports: {
        ...plainPorts,
        withSecrets: (text) => text.replace('secret:mine', 'opened'),
      },
    });
    const { content } = await server.call('environment', {}, context);
    const names = Object.keys(JSON.parse(content) as object);
    const usual = ['HOME', 'LANG', 'LC_ALL', 'LOGNAME', 'PATH', 'SHELL', 'TERM', 'TMPDIR', 'TZ', 'USER'];
    const ofShell = ['PWD', 'OLDPWD', '_', 'SHLVL'];
    expect(names.filter((name) => ![...usual, ...ofShell].includes(name)).toSorted()).toEqual(['MODE', 'TOKEN']);
    expect(content).toContain('"TOKEN":"opened"');
    note(server);
  });

  it('has pictures and resources told in words', async () => {
    const { server, context } = hostile(hostileParams());
    expect(await server.call('picture', {}, context)).toEqual({
      content:
        '[Image: image/png, 3 kB]\n{"uri":"note:1","mimeType":"text/plain","text":"hello"}\n[Resource: second note, note:2]',
      isError: false,
    });
    note(server);
  });

  it('may take longer than its time while it tells of its progress', async () => {
    const { server, context } = hostile(hostileParams({ read_timeout_seconds: 0.3 }));
    expect(await server.call('slow', {}, context)).toEqual({ content: 'slow, but done', isError: false });
    note(server);
  });
});

describe('a server that does not behave', () => {
  it('that says of a call that it failed gives an error result', async () => {
    const { server, context } = hostile(hostileParams());
    expect(await server.call('fail', {}, context)).toEqual({ content: 'It did not work.', isError: true });
    note(server);
  });

  it('that dies in a call gives an error result with its last words, and is started again by the next', async () => {
    const { server, context, notices } = hostile(hostileParams());
    await server.call('count', {}, context);
    const first = note(server);
    expect(await server.call('die', {}, context)).toEqual({
      content:
        'The MCP server went away during the call of "die": it ended with exit code 7. It last said: I cannot go on.',
      isError: true,
    });
    expect(await server.call('count', {}, context)).toEqual({ content: '1', isError: false });
    expect(note(server)).not.toBe(first);
    const { title } = server;
    expect(notices).toEqual([
      `The MCP server "${title}" had gone away (it ended with exit code 7), and is started again.`,
      `The MCP server "${title}" was started anew. What it remembered of earlier calls is gone.`,
    ]);
  });

  it('that dies again and again is left alone after a while', async () => {
    const { server, context } = hostile(hostileParams());
    let starts = 0;
    let last = '';
    for (let call = 0; call < 14; call += 1) {
      ({ content: last } = await server.call('die', {}, context));
      if (!last.includes('is not started again')) starts += 1;
    }
    expect(starts).toBe(11);
    expect(last).toContain('went away 11 times, and is not started again in this run.');
  });

  it('that hangs gives an error result when its time is over, and answers the next call', async () => {
    const { server, context } = hostile(hostileParams({ read_timeout_seconds: 0.2 }));
    expect(await server.call('hang', {}, context)).toEqual({
      content: 'The MCP server did not answer the call of "hang" within 0.2 seconds.',
      isError: true,
    });
    expect(await server.call('echo', { text: 'still here' }, context)).toEqual({
      content: 'still here',
      isError: false,
    });
    note(server);
  });

  it('is not waited for by who was stopped', async () => {
    const { server, context } = hostile(hostileParams());
    const stop = new AbortController();
    await server.call('count', {}, context);
    const call = server.call('hang', {}, { ...context, signal: stop.signal });
    stop.abort(new Error('The run was stopped.'));
    await expect(call).rejects.toThrow('The run was stopped.');
    note(server);
  });

  it.each([
    ['flood', 'it wrote more than 64 MB that nobody asked for'],
    ['endless-line', 'it wrote a message of more than 16 MB'],
  ])('that writes without end is killed: %s', async (name, why) => {
    const { server, context } = hostile(hostileParams({ read_timeout_seconds: 60 }));
    await server.call('count', {}, context);
    note(server);
    const { content, isError } = await server.call(name, {}, context);
    expect(isError).toBe(true);
    expect(content).toContain(`The MCP server went away during the call of "${name}": ${why}`);
  });

  it('that changes its tools is asked for them again', async () => {
    const { server, context } = hostile(hostileParams());
    const before = await server.listTools(context);
    expect(await server.listTools(context)).toBe(before);
    await server.call('change', {}, context);
    const after = await server.listTools(context);
    expect(after.map(({ name }) => name).filter((name) => !before.some((tool) => tool.name === name))).toEqual([
      'late',
    ]);
    note(server);
  });

  it('that writes what is no JSON is understood where it can be', async () => {
    const { server, context } = hostile(hostileParams());
    expect(await server.call('garbage', {}, context)).toEqual({ content: 'after garbage', isError: false });
    note(server);
  });

  it('that answers somebody else is not believed', async () => {
    const { server, context } = hostile(hostileParams({ read_timeout_seconds: 0.2 }));
    const { content, isError } = await server.call('wrong-id', {}, context);
    expect(isError).toBe(true);
    expect(content).toContain(
      'did not answer the call of "wrong-id" within 0.2 seconds. It last said: (Received a response',
    );
    note(server);
  });

  it('that answers something else is told apart', async () => {
    const { server, context } = hostile(hostileParams());
    expect(await server.call('wrong-shape', {}, context)).toEqual({
      content: 'The MCP server answered the call of "wrong-shape" with something that is no answer to it.',
      isError: true,
    });
    note(server);
  });

  it('that gives a huge result has it cut', async () => {
    const { server, context } = hostile(hostileParams({ read_timeout_seconds: 30 }));
    const { content, isError } = await server.call('huge', { length: 3_000_000 }, context);
    expect(isError).toBe(false);
    expect(content.slice(1_000_000)).toBe('\n[2000000 more characters are left out: the result is too long.]');
    note(server);
  });

  it('that ends at once says why', async () => {
    const { server, context } = hostile(hostileParams({ env: { HOSTILE: 'exit' } }));
    await expect(server.listTools(context)).rejects.toThrow(
      'could not be reached: it ended with exit code 3. It last said: There is no database.',
    );
  });

  it('that does not list its tools is not waited for longer than its time', async () => {
    const { server, context } = hostile(hostileParams({ read_timeout_seconds: 0.2, env: { HOSTILE: 'silent' } }));
    await expect(server.listTools(context)).rejects.toThrow(
      'The MCP server did not answer the question for its tools within 0.2 seconds.',
    );
    note(server);
  });

  it('that is no command is told apart', async () => {
    const { server, context } = hostile(hostileParams({ command: 'no-such-command-here', args: [] }));
    const message =
      'The MCP server "no-such-command-here" could not be reached: the command "no-such-command-here" was not found.';
    await expect(server.listTools(context)).rejects.toThrow(message);
    expect(await server.call('echo', {}, context)).toMatchObject({ isError: true });
  });

  it('that never answers is not waited for when the run ends', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'troupe-mcp-'));
    const starts = join(folder, 'starts');
    const { server, context } = hostile(hostileParams({ env: { HOSTILE: 'mute', STARTS: starts } }));
    const stop = new AbortController();
    const asked = server.call('echo', {}, { ...context, signal: stop.signal });
    const begun = await vi.waitFor(() => Number(readFileSync(starts, 'utf8')), { timeout: 5000 });
    stop.abort(new Error('The run was stopped.'));
    await expect(asked).rejects.toThrow('The run was stopped.');
    await server.close();
    expect(isAlive(begun)).toBe(false);
    await expect(server.listTools(context)).rejects.toThrow('The run is over');
    rmSync(folder, { recursive: true });
  });

  it('that neither ends nor listens to signals is killed with all that it started', async () => {
    const { server, context } = hostile(hostileParams({ env: { HOSTILE: 'stubborn' } }));
    const { content } = await server.call('child', {}, context);
    const group = note(server);
    expect(isAlive(Number(content))).toBe(true);
    await server.close();
    expect(processesOf(group)).toEqual([]);
    expect(isAlive(Number(content))).toBe(false);
  });
});

describe('a session', () => {
  it('that is lost is asked about once, when the log holds calls of it or when its server died', async () => {
    const { server, context } = hostile(hostileParams(), { session: 'lost' });
    expect(server.missing()).toBeUndefined();
    server.recall();
    expect(server.missing()).toMatchObject({ server: server.title });
    server.forget();
    expect(server.missing()).toBeUndefined();
    await server.call('count', {}, context);
    note(server);
    server.recall();
    expect(server.missing()).toBeUndefined();
    await server.call('die', {}, context);
    expect(server.missing()).toBeUndefined(); // nobody has looked yet
    await server.listTools(context);
    note(server);
    expect(server.missing()).toMatchObject({ server: server.title });
  });
});

it('on Windows, where no shell guards it, a server is started by the client of the protocol', async () => {
  const { server, context } = hostile(hostileParams(), { ports: { ...plainPorts, platform: 'win32' } });
  const { content } = await server.call('environment', {}, context);
  const { PATH } = JSON.parse(content) as { PATH?: string };
  expect(PATH).toBe(process.env['PATH']);
  expect(await server.call('die', {}, context)).toMatchObject({ isError: true });
  expect(await server.call('echo', { text: 'again' }, context)).toEqual({ content: 'again', isError: false });
});
