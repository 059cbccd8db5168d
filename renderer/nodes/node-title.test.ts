import { expect, it } from 'vitest';
import { NodeId } from '../../shared/ids.ts';
import type { Json } from '../../shared/json.ts';
import type { TeamNode } from '../../shared/team/document.ts';
import { kindTitle, nodeTitle } from './node-title.ts';

const LOCAL = 'autogen_ext.models.llama_cpp.LlamaCppChatCompletionClient';
const node = (config: { readonly [key: string]: Json }): TeamNode => ({
  id: NodeId.parse('n1'),
  component: { provider: LOCAL, component_type: 'model', config },
});

it.each([
  [{ model_path: '/home/ada/models/qwen.gguf' }, 'qwen.gguf'],
  [{ model_path: 'qwen.gguf' }, 'qwen.gguf'],
  [{ model_path: '' }, 'Local model'],
])('calls a local model after its file: %j', (config, title) => expect(nodeTitle(node(config))).toBe(title));

it.each([
  ['https://api.groq.com/openai/v1', 'LM Studio', 'Groq'],
  ['http://localhost:1234/v1', 'OpenAI', 'LM Studio'],
  ['http://192.168.1.7:5000/v1', 'LM Studio', 'LM Studio'],
  ['http://192.168.1.7:5000/v1', 'My own name', 'OpenAI'],
])('calls a server at %s that was taken as %s after its provider: %s', (base_url, label, title) => {
  const provider = 'autogen_ext.models.openai.OpenAIChatCompletionClient';
  const component = { provider, component_type: 'model', label, config: { model: 'm', base_url } };
  expect(kindTitle({ id: NodeId.parse('n1'), component })).toBe(title);
});

const stdio = (command: string, ...args: string[]) => ({ type: 'StdioServerParams', command, args });
it.each([
  [stdio('npx', '-y', '@modelcontextprotocol/server-filesystem@2026.1.14', '/tmp'), 'MCP filesystem'],
  [stdio('node', '/opt/servers/server-everything/dist/index.js', 'stdio'), 'MCP everything'],
  [stdio('uvx', 'mcp-server-fetch'), 'MCP fetch'],
  [stdio('python', '-m', 'weather.py'), 'MCP weather'],
  [stdio('docker', 'run', '-i', '--rm', 'mcp/github'), 'MCP github'],
  [stdio('sh', '-c', 'echo 1; exec it'), 'MCP sh'],
  [{ type: 'StreamableHttpServerParams', url: 'http://localhost:3000/mcp' }, 'MCP localhost:3000'],
])('calls an MCP server by what tells it from others: %j', (server_params, title) => {
  const provider = 'autogen_ext.tools.mcp.McpWorkbench';
  const component = { provider, component_type: 'workbench', config: { server_params } };
  expect(nodeTitle({ id: NodeId.parse('n1'), component })).toBe(title);
});

it('calls one tool of a server by its name', () => {
  const provider = 'autogen_ext.tools.mcp.StdioMcpToolAdapter';
  const config = { server_params: stdio('npx', 'x'), tool: { name: 'search', inputSchema: {} } };
  expect(nodeTitle({ id: NodeId.parse('n1'), component: { provider, component_type: 'tool', config } })).toBe('search');
});
