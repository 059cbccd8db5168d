import type { Tool } from '@modelcontextprotocol/sdk/types.js';
import { type McpServerParams, mcpServerTitle } from '../../../shared/component/mcp-params.ts';
import type { JsonObject } from '../../../shared/json.ts';
import type { EffectContext, LostSession, Risk } from '../../core/effects.ts';
import type { ToolResult } from '../tool.ts';
import type { SessionKind } from '../workbench.ts';
import type { MissingSession } from '../../../shared/run/missing-session.ts';
import { AnswerClock } from './answer-clock.ts';
import { connect, type McpLine, type McpPorts, type McpRoot } from './connect.ts';
import { McpError } from './mcp-error.ts';
import { type Elicitor, OpenCalls } from './open-calls.ts';
import { answerTime, type Asking, callTool, listTools } from './requests.ts';
import { toToolResult } from './result-words.ts';

export interface McpServerOptions {
  readonly params: McpServerParams;
  readonly session: SessionKind;
  readonly roots: readonly McpRoot[] | undefined;
  readonly elicitor?: Elicitor | undefined;
  readonly ports: McpPorts;
  /** Milliseconds before each further try to reach a server that was there before; as many tries as there are waits. */
  readonly waitsMs?: readonly number[];
}

type Context = Pick<EffectContext, 'signal' | 'onNotice'>;
type CallContext = Context & Pick<EffectContext, 'askPerson'>;

/** So often a server may go away in one run; then it is left alone. */
const MOST_DEATHS = 10;

/**
 * One server in one run, whoever of its agents uses it. It is started, or reached, by the first who does, and once more
 * when it went away.
 */
export class McpServer implements LostSession {
  readonly title: string;
  readonly #options: McpServerOptions;
  #opening: Promise<McpLine> | undefined;
  #line: McpLine | undefined;
  #tools: readonly Tool[] | undefined;
  /** Grows whenever its tools may be others than before. */
  #version = 0;
  #deaths = 0;
  /** How it came that calls were made of which the server here knows nothing; undefined: it knows of all. */
  #lostBy: string | undefined;
  #hasCalls = false;
  readonly #closing = new AbortController();
  /** Undefined where it may not ask a person. */
  readonly #calls: OpenCalls | undefined;

  constructor(options: McpServerOptions) {
    this.#options = options;
    this.title = mcpServerTitle(options.params);
    this.#calls = options.elicitor && new OpenCalls({ title: this.title, ...options.elicitor });
  }

  /** Of its process group, while it runs here. */
  get pid(): number | undefined {
    return this.#line?.pid;
  }

  /** Of reaching it: starting a program runs it with the user's rights. */
  get risk(): Risk {
    return this.#options.params.type === 'StdioServerParams' ? 'execute' : 'network';
  }

  /** True from when somebody reached it, also where it went away since. */
  get wasReached(): boolean {
    return this.#line !== undefined || this.#deaths > 0;
  }

  get version(): number {
    return this.#version;
  }

  /** What the server calls itself. */
  get name(): string {
    return this.#line?.client.getServerVersion()?.name ?? 'server';
  }

  recall(): void {
    if (this.#options.session !== 'none' && !this.#hasCalls)
      this.#lostBy =
        'Earlier calls of this run went to a server that ended when the run was left, or that another run had open.';
  }

  missing(): MissingSession | undefined {
    if (this.#lostBy === undefined || this.#options.session !== 'lost') return undefined;
    return { server: this.title, why: this.#lostBy };
  }

  forget(): void {
    this.#lostBy = undefined;
  }

  /** Its tools as they are now. @throws McpError where it cannot be reached or does not say. */
  async listTools(context: Context): Promise<readonly Tool[]> {
    const line = await this.#reach(context);
    // Only who says that it tells of changes may be asked once.
    if (this.#tools !== undefined && line.client.getServerCapabilities()?.tools?.listChanged === true)
      return this.#tools;
    const version = this.#version;
    const tools = await listTools(this.#asking(line, 'the question for its tools', context));
    if (version === this.#version) this.#tools = tools;
    return tools;
  }

  /** One call. What goes wrong is an error result; what was under way when the server went away is not done again. */
  async call(name: string, args: JsonObject, context: CallContext): Promise<ToolResult> {
    const once = (): Promise<ToolResult> => this.#callOnce(name, args, context);
    try {
      return await once().catch((error: unknown) => {
        const isForgotten = error instanceof McpError && error.code === 'mcp-session';
        if (isForgotten && this.#options.session !== 'lost') return once(); // in a new session; nothing was done
        throw error;
      });
    } catch (error) {
      if (!(error instanceof McpError)) throw error;
      return { content: error.message, isError: true };
    }
  }

  async #callOnce(name: string, args: JsonObject, context: CallContext): Promise<ToolResult> {
    const line = await this.#reach(context);
    const asking = this.#asking(line, `the call of "${name}"`, context);
    const clock = new AnswerClock(asking.timeoutMs);
    const make = () => callTool({ ...asking, clock }, { name, args });
    const result = await (this.#calls?.during({ context, clock }, make) ?? make());
    this.#hasCalls = true;
    return toToolResult(result);
  }

  #asking(line: McpLine, what: string, { signal }: Context): Asking {
    return { line, what, signal, timeoutMs: answerTime(this.#options.params) };
  }

  /** The server, started if it is not there. Whoever stops waiting leaves it to the others. */
  async #reach(context: Context): Promise<McpLine> {
    context.signal.throwIfAborted();
    if (this.#line?.end() !== undefined) this.#mourn(this.#line, context);
    this.#opening ??= this.#open(context);
    const opening = this.#opening;
    const line = await untilAborted(opening, context.signal).catch((error: unknown) => {
      if (this.#opening === opening && !context.signal.aborted) this.#opening = undefined;
      throw error;
    });
    this.#line = line;
    return line;
  }

  #mourn(line: McpLine, { onNotice }: Context): void {
    void line.close();
    this.#line = undefined;
    this.#opening = undefined;
    this.#tools = undefined;
    this.#version += 1;
    this.#deaths += 1;
    if (this.#options.session !== 'none' && this.#hasCalls)
      this.#lostBy = `The server went away in the middle of the run: ${line.end() ?? 'the connection was closed'}.`;
    this.#hasCalls = false;
    onNotice(`The MCP server "${this.title}" had gone away (${line.end() ?? ''}), and is started again.`);
  }

  async #open({ onNotice }: Context): Promise<McpLine> {
    if (this.#deaths > MOST_DEATHS) {
      const words = `The MCP server "${this.title}" went away ${this.#deaths} times, and is not started again in this run.`;
      throw new McpError('mcp-start', words);
    }
    const waits = this.#deaths === 0 ? [] : (this.#options.waitsMs ?? [200, 1000]);
    const line = await this.#try(waits);
    this.#watchTools(line);
    if (this.#lostBy !== undefined && this.#options.session === 'rebuildable') {
      onNotice(`The MCP server "${this.title}" was started anew. What it remembered of earlier calls is gone.`);
      this.#lostBy = undefined;
    }
    return line;
  }

  async #try(waitsMs: readonly number[]): Promise<McpLine> {
    const { params, ports, roots } = this.#options;
    const { signal } = this.#closing;
    const [wait, ...more] = waitsMs;
    try {
      const calls = this.#calls;
      const elicit: OpenCalls['elicit'] | undefined = calls && ((request, gone) => calls.elicit(request, gone));
      return await connect(params, { ports, roots, elicit, signal });
    } catch (error) {
      if (wait === undefined || signal.aborted) throw error;
      await new Promise((resolve) => setTimeout(resolve, wait));
      return this.#try(more);
    }
  }

  #watchTools(line: McpLine): void {
    line.client.fallbackNotificationHandler = async ({ method }) => {
      if (method !== 'notifications/tools/list_changed') return;
      this.#version += 1;
      this.#tools = undefined;
    };
  }

  /** Ends it, and what it started. Nothing starts it again. */
  async close(): Promise<void> {
    this.#closing.abort(new McpError('mcp-start', `The run is over: "${this.title}" is not started any more.`));
    const line = await this.#opening?.catch(() => undefined);
    await line?.close();
  }
}

/** The value, or the reason of the abort where that comes first. */
function untilAborted<T>(value: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', abort, { once: true });
    value.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
