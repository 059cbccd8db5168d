import { describe, expect, it } from 'vitest';
import type { ComponentModel } from '../../../shared/component/envelope.ts';
import type { JsonObject } from '../../../shared/json.ts';
import { trustPieces } from './trust-pieces.ts';
import { visibleText } from '../../../shared/visible-text.ts';

const component = (provider: string, config: JsonObject, component_type = 'tool'): ComponentModel => ({
  provider,
  component_type,
  config,
});
const python = (source_code: string, global_imports: string[] = []): ComponentModel =>
  component('autogen_core.tools.FunctionTool', { name: 'count', description: '', source_code, global_imports });
const team = (...parts: ComponentModel[]): ComponentModel =>
  component(
    'autogen_agentchat.teams.RoundRobinGroupChat',
    { participants: [{ nested: parts as unknown as JsonObject[] }] },
    'team',
  );
const short = (plan: ComponentModel): string[] =>
  trustPieces(plan).map(({ kind, title, text }) => `${kind} · ${title} · ${text}`);

describe('what a plan runs or reaches', () => {
  it('is code, with its imports', () => {
    expect(short(team(python('def count(): ...', ['os'])))).toEqual([
      'code · Python tool count · # imports: ["os"]\ndef count(): ...',
    ]);
  });

  it('is commands with arguments and variables, and servers', () => {
    const stdio = { type: 'StdioServerParams', command: 'npx', args: ['-y', 'a b'], env: { KEY: 'x' } };
    const sse = { type: 'SseServerParams', url: 'http://10.0.0.1/sse' };
    const workbench = (server_params: JsonObject): ComponentModel =>
      component('autogen_ext.tools.mcp.McpWorkbench', { server_params }, 'workbench');
    const here = { type: 'StdioServerParams', command: './server', args: [], cwd: '/home/ada/x' };
    expect(short(team(workbench(stdio), workbench(sse), workbench(here)))).toEqual([
      'command · MCP server · KEY="x" npx -y "a b"',
      'host · MCP server · http://10.0.0.1/sse',
      'command · MCP server · in "/home/ada/x": ./server',
    ]);
  });

  it('is HTTP tools, executors and functions that choose', () => {
    const http = {
      name: 'get',
      scheme: 'https',
      host: 'example.org',
      port: 443,
      path: '/x',
      method: 'GET',
      json_schema: {},
    };
    const selector = component('autogen_agentchat.teams.SelectorGroupChat', { selector_func: '() => null' }, 'team');
    const executor = component(
      'autogen_ext.code_executors.local.LocalCommandLineCodeExecutor',
      { timeout: 1 },
      'code_executor',
    );
    expect(short(team(component('autogen_ext.tools.http.HttpTool', http), selector, executor))).toEqual([
      'host · HTTP request get · GET https://example.org:443/x',
      'code · Selector · () => null',
      'executor · This machine · {\n  "timeout": 1\n}',
    ]);
  });

  it('is found in components that nobody knows, but not in models', () => {
    const unknown = component('x.Thing', { a: [{ pre_script: 'rm -rf /', endpoint: 'http://x' }] });
    const model = component('autogen_ext.models.openai.OpenAIChatCompletionClient', { base_url: 'http://x' }, 'model');
    expect(short(team(unknown, model))).toEqual(['code · x.Thing · rm -rf /', 'host · x.Thing · http://x']);
  });

  it('has an identity that changes with anything of its own, and not with what is beside it', () => {
    const digests = (plan: ComponentModel): string[] => trustPieces(plan).map(({ digest }) => digest);
    const [first] = digests(team(python('a')));
    expect(digests(team(python('a'), python('a')))).toEqual([first]);
    expect(digests(team(python('b'), python('a')))[1]).toBe(first);
    expect(digests(team(python('a', ['os'])))).not.toEqual([first]);
  });

  it('is nothing where a team only talks', () => {
    expect(trustPieces(team(component('troupe.tools.Calculator', {})))).toEqual([]);
  });
});

it('shows what hides: directions, what takes no room, control characters', () => {
  expect(visibleText('a\u202eb\u200bc\u0007d\r\ne\tf\u{e0041}')).toBe('a\\u{202e}b\\u{200b}c\\u{7}d\ne\tf\\u{e0041}');
});

it('shows that a memory reads what all teams share, and where it is asked', () => {
  const memory = (config: object) =>
    ({ provider: 'troupe.memory.VectorMemory', component_type: 'memory', config }) as ComponentModel;
  const shown = (config: object) => trustPieces(memory(config)).map(({ kind, text }) => [kind, text]);
  expect([shown({ space: 'notes' }), shown({ space: 'notes', shared: true, can_write: true })]).toEqual([
    [],
    [['memory', 'Reads and adds to the space "notes", which all teams share.']],
  ]);
  expect(shown({ shared: true, base_url: 'http://x' })).toEqual([
    ['memory', 'Reads the space "memory", which all teams share.'],
    ['host', 'http://x'],
  ]);
});
