import { MCP_TOOL_ADAPTERS, mcpWorkbench } from '../../shared/component/mcp.ts';
import { McpServerParams } from '../../shared/component/mcp-params.ts';
import { isJsonObject, type Json } from '../../shared/json.ts';
import type { Issue } from '../../shared/team/issue.ts';
import type { ComponentTree } from './component-tree.ts';
import { issueAt } from './issue-at.ts';

/** What is wrong with how an MCP server is to be reached, beyond the shape of its params. */
export function checkMcp(tree: ComponentTree): Issue[] {
  const provider = tree.definition?.provider ?? '';
  if (provider !== mcpWorkbench.provider && !MCP_TOOL_ADAPTERS.has(provider)) return [];
  const parsed = McpServerParams.safeParse(tree.component.config['server_params']);
  if (!parsed.success) return []; // said already
  return [...problemsOf(parsed.data), ...overrideProblems(tree.component.config['tool_overrides'])].map(
    ({ key, ...problem }) => issueAt(tree, { rule: 'mcp-server', path: ['config', ...key], ...problem }),
  );
}

interface Problem {
  readonly key: readonly string[];
  readonly message: string;
  readonly severity?: 'warning';
}

function problemsOf(params: McpServerParams): Problem[] {
  return params.type === 'StdioServerParams' ? stdioProblems(params) : httpProblems(params);
}

function stdioProblems(params: Extract<McpServerParams, { type: 'StdioServerParams' }>): Problem[] {
  const { command, encoding, read_timeout_seconds } = params;
  const key = (name: string): string[] => ['server_params', name];
  const found: Problem[] = [];
  if (command.trim() === '') {
    found.push({ key: key('command'), message: 'Name the command that starts the MCP server, for example "npx".' });
  } else if (/\s/.test(command.trim()) && !/[\\/]/.test(command)) {
    const message = `"${command}" is one command with spaces in its name. Put what follows the command into "args".`;
    found.push({ key: key('command'), message, severity: 'warning' });
  }
  if (read_timeout_seconds <= 0) found.push(noTime(key('read_timeout_seconds')));
  if (!/^utf-?8$/i.test(encoding)) {
    const message = `The protocol is written in UTF-8, so "${encoding}" changes nothing here.`;
    found.push({ key: key('encoding'), message, severity: 'warning' });
  }
  return found;
}

function httpProblems(params: Exclude<McpServerParams, { type: 'StdioServerParams' }>): Problem[] {
  const key = (name: string): string[] => ['server_params', name];
  const found: Problem[] = [];
  const protocol = URL.parse(params.url)?.protocol;
  if (protocol !== 'http:' && protocol !== 'https:') {
    const message = `"${params.url}" is no address of an MCP server: one begins with http:// or https://.`;
    found.push({ key: key('url'), message });
  }
  for (const name of ['timeout', 'sse_read_timeout'] as const) if (params[name] <= 0) found.push(noTime(key(name)));
  for (const [header, value] of Object.entries(params.headers ?? {})) {
    if (typeof value === 'object') {
      found.push({ key: [...key('headers'), header], message: `The header "${header}" must be a text.` });
    }
  }
  return found;
}

function noTime(key: readonly string[]): Problem {
  return { key, message: 'Give the MCP server more than 0 seconds to answer.' };
}

/** Two tools under one name: the model could not tell them apart. */
function overrideProblems(overrides: Json | undefined): Problem[] {
  if (!isJsonObject(overrides)) return [];
  const seen = new Set<string>();
  return Object.entries(overrides).flatMap(([tool, override]): Problem[] => {
    const name = isJsonObject(override) ? override['name'] : undefined;
    if (typeof name !== 'string' || !seen.has(name)) {
      if (typeof name === 'string') seen.add(name);
      return [];
    }
    return [{ key: ['tool_overrides', tool, 'name'], message: `Two tools are to be called "${name}".` }];
  });
}
