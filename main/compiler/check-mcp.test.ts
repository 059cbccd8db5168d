import { expect, it } from 'vitest';
import type { JsonObject } from '../../shared/json.ts';
import { checkComponent } from './check-component.ts';

function issuesOf(config: JsonObject): string[] {
  const issues = checkComponent({
    provider: 'autogen_ext.tools.mcp.McpWorkbench',
    component_type: 'workbench',
    config,
  });
  return issues.map(({ severity, path, message }) => `${severity} ${path} ${message}`);
}
const stdio = (more: JsonObject): JsonObject => ({
  server_params: { type: 'StdioServerParams', command: 'npx', args: ['-y', 'x'], ...more },
});
const http = (more: JsonObject): JsonObject => ({
  server_params: { type: 'StreamableHttpServerParams', url: 'http://localhost:1/mcp', ...more },
});

it('takes what can be started or reached', () => {
  expect(issuesOf(stdio({}))).toEqual([]);
  expect(issuesOf(http({ headers: { 'X-Team': 'blue', 'X-Number': 3 } }))).toEqual([]);
});

it('says where params are wrong, and what to do', () => {
  const at = '$.config.server_params';
  expect(issuesOf(stdio({ command: ' ' }))).toEqual([
    `error ${at}.command Name the command that starts the MCP server, for example "npx".`,
  ]);
  expect(issuesOf(stdio({ command: 'npx -y server' }))).toEqual([
    `warning ${at}.command "npx -y server" is one command with spaces in its name. Put what follows the command into "args".`,
  ]);
  expect(issuesOf(stdio({ read_timeout_seconds: 0 }))).toEqual([
    `error ${at}.read_timeout_seconds Give the MCP server more than 0 seconds to answer.`,
  ]);
  expect(issuesOf(stdio({ encoding: 'latin-1' }))).toEqual([
    `warning ${at}.encoding The protocol is written in UTF-8, so "latin-1" changes nothing here.`,
  ]);
  expect(issuesOf(http({ url: 'localhost:3000' }))).toEqual([
    `error ${at}.url "localhost:3000" is no address of an MCP server: one begins with http:// or https://.`,
  ]);
  expect(issuesOf(http({ headers: { Accept: ['a'] } }))).toEqual([
    `error ${at}.headers.Accept The header "Accept" must be a text.`,
  ]);
});

it('refuses one name for two tools', () => {
  const tool_overrides = { search: { name: 'find' }, look: { name: 'find' } };
  expect(issuesOf({ ...stdio({}), tool_overrides })).toEqual([
    'error $.config.tool_overrides.look.name Two tools are to be called "find".',
  ]);
});

it('says of a server that asks a model that this cannot be run yet; one that asks a person can', () => {
  const part = (name: string, type: string, config: JsonObject): JsonObject => ({
    provider: `autogen_ext.tools.mcp.${name}`,
    component_type: type,
    config,
  });
  const host = (parts: JsonObject): JsonObject => ({
    ...stdio({}),
    host: part('McpSessionHost', 'mcp_session_host', { sampler: null, elicitor: null, roots: null, ...parts }),
  });
  expect(issuesOf(host({ elicitor: part('StdioElicitor', 'mcp_elicitor', { timeout: null }) }))).toEqual([]);
  const model = part('ReplayChatCompletionClient', 'model', { chat_completions: ['x'] });
  const client_config = { ...model, provider: 'autogen_ext.models.replay.ReplayChatCompletionClient' };
  const sampler = part('ChatCompletionClientSampler', 'mcp_sampler', { client_config });
  expect(issuesOf(host({ sampler }))).toEqual([expect.stringContaining('Troupe cannot run "MCP sampler" yet.')]);
});

it('says of the model that AutoGen 0.7.5 gives a server that it is not asked, and nothing where there is none', () => {
  expect(issuesOf({ ...stdio({}), model_client: null })).toEqual([]);
  const provider = 'autogen_ext.models.replay.ReplayChatCompletionClient';
  const model = { provider, component_type: 'model', config: { chat_completions: ['x'] } };
  expect(issuesOf({ ...stdio({}), model_client: model })).toEqual([
    expect.stringContaining('"MCP server" has no setting "model_client". It is kept, but changes nothing.'),
  ]);
});
