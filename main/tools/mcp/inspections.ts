import { randomUUID } from 'node:crypto';
import type {
  GetPromptResult,
  Prompt,
  ReadResourceResult,
  Resource,
  ResourceTemplate,
} from '@modelcontextprotocol/sdk/types.js';
import type { McpServerParams } from '../../../shared/component/mcp-params.ts';
import type { Json, JsonObject } from '../../../shared/json.ts';
import type {
  McpAnswer,
  McpInspection,
  McpLog,
  McpPromptLine,
  McpResourceLine,
  McpTemplateLine,
  McpToolLine,
} from '../../../shared/rpc/mcp-contract.ts';
import { connect, type McpLine, type McpPorts } from './connect.ts';
import { NotConnectedError } from './mcp-error.ts';
import { McpToolFacts, riskOf } from './mcp-workbench.ts';
import {
  answerTime,
  type Asking,
  callTool,
  getPrompt,
  listPrompts,
  listResources,
  listTemplates,
  listTools,
  readResource,
} from './requests.ts';
import { sizeOf, toToolResult } from './result-words.ts';

const IDLE_MS = 10 * 60_000;

interface Inspected {
  readonly line: McpLine;
  readonly params: McpServerParams;
  idle: NodeJS.Timeout;
}

/** One question of a person. `signal`: they do not wait any more. */
interface Question {
  readonly id: string;
  readonly signal: AbortSignal;
}

/**
 * Servers that a person looks at outside of any run: started when they ask for it, ended when they say so, after ten idle
 * minutes, or with the engine.
 */
export class McpInspections {
  readonly #ports: McpPorts;
  readonly #open = new Map<string, Inspected>();
  readonly #closing = new AbortController();

  constructor(ports: McpPorts) {
    this.#ports = ports;
  }

  /** @throws McpError where it cannot be reached. */
  async connect(params: McpServerParams, signal: AbortSignal): Promise<McpInspection> {
    const either = AbortSignal.any([signal, this.#closing.signal]);
    const line = await connect(params, { ports: this.#ports, roots: undefined, signal: either });
    const id = randomUUID();
    this.#open.set(id, { line, params, idle: this.#idle(id) });
    try {
      return await this.look({ id, signal });
    } catch (error) {
      await this.disconnect(id);
      throw error;
    }
  }

  #idle(id: string): NodeJS.Timeout {
    return setTimeout(() => void this.disconnect(id), IDLE_MS).unref();
  }

  #asking({ id, signal }: Question, what: string): Asking {
    const found = this.#open.get(id);
    if (found === undefined) throw new NotConnectedError();
    clearTimeout(found.idle);
    found.idle = this.#idle(id);
    return { line: found.line, what, signal, timeoutMs: answerTime(found.params) };
  }

  async look(question: Question): Promise<McpInspection> {
    const asking = this.#asking(question, 'the question for what it offers');
    const { client } = asking.line;
    const tools = await listTools(asking);
    const resources = await listResources(asking);
    // Who has resources need not have templates, nor an answer to the question for them.
    const templates = await listTemplates(asking).catch(() => []);
    const prompts = await listPrompts(asking);
    const { name = 'server', version = '' } = client.getServerVersion() ?? {};
    return {
      id: question.id,
      name: `${name} ${version}`.trim(),
      instructions: client.getInstructions() ?? '',
      tools: tools.map(toToolLine),
      resources: resources.map(toResourceLine),
      templates: templates.map(toTemplateLine),
      prompts: prompts.map(toPromptLine),
    };
  }

  call(question: Question, tool: string, args: JsonObject): Promise<McpAnswer> {
    const asking = this.#asking(question, `the call of "${tool}"`);
    return timed(async () => {
      const result = await callTool(asking, { name: tool, args });
      const { content: text, isError } = toToolResult(result);
      return { text, isError, raw: result as unknown as Json };
    });
  }

  read(question: Question, uri: string): Promise<McpAnswer> {
    const asking = this.#asking(question, `the question for "${uri}"`);
    return timed(async () => {
      const result = await readResource(asking, uri);
      return { text: resourceWords(result), isError: false, raw: result as unknown as Json };
    });
  }

  prompt(question: Question, name: string, args: Record<string, string>): Promise<McpAnswer> {
    const asking = this.#asking(question, `the question for the prompt "${name}"`);
    return timed(async () => {
      const result = await getPrompt(asking, { name, args });
      return { text: promptWords(result), isError: false, raw: result as unknown as Json };
    });
  }

  log(id: string): McpLog {
    const found = this.#open.get(id);
    if (found === undefined) throw new NotConnectedError();
    return { lines: [...found.line.log.lines], end: found.line.end() ?? null };
  }

  /** Resolves when it is gone; also where it was gone before. */
  async disconnect(id: string): Promise<void> {
    const found = this.#open.get(id);
    if (found === undefined) return;
    this.#open.delete(id);
    clearTimeout(found.idle);
    await found.line.close();
  }

  async close(): Promise<void> {
    this.#closing.abort(new NotConnectedError());
    await Promise.all([...this.#open.keys()].map((id) => this.disconnect(id)));
  }
}

async function timed(question: () => Promise<Omit<McpAnswer, 'durationMs'>>): Promise<McpAnswer> {
  const startedAtMs = performance.now();
  const answer = await question();
  return { ...answer, durationMs: performance.now() - startedAtMs };
}

function toToolLine(tool: unknown): McpToolLine {
  const { name, description, inputSchema, annotations } = McpToolFacts.parse(tool);
  return { name, description: description ?? '', inputSchema, risk: riskOf({ annotations }) };
}

function toResourceLine({ uri, name, title, description, mimeType }: Resource): McpResourceLine {
  return { uri, name: title ?? name, description: description ?? '', mimeType: mimeType ?? null };
}

function toTemplateLine({ uriTemplate, name, title, description }: ResourceTemplate): McpTemplateLine {
  return { uriTemplate, name: title ?? name, description: description ?? '' };
}

function toPromptLine({ name, description, arguments: args = [] }: Prompt): McpPromptLine {
  const lines = args.map((one) => ({
    name: one.name,
    description: one.description ?? '',
    required: one.required ?? false,
  }));
  return { name, description: description ?? '', arguments: lines };
}

function resourceWords({ contents }: ReadResourceResult): string {
  return contents
    .map((part) => {
      if ('text' in part) return part.text;
      return `[Resource: ${part.uri}, ${part.mimeType ?? 'of unknown type'}, ${sizeOf(part.blob)}]`;
    })
    .join('\n');
}

function promptWords({ messages }: GetPromptResult): string {
  return messages.map(({ role, content }) => `${role}: ${toToolResult({ content: [content] }).content}`).join('\n');
}
