import { setTimeout as sleep } from 'node:timers/promises';
import type { CreateResult } from '../../../shared/chat/llm-message.ts';
import type { ComponentModel } from '../../../shared/component/envelope.ts';
import { RunId } from '../../../shared/ids.ts';
import { Risk } from '../../../shared/run/risk.ts';
import type { BuildPorts } from '../../compiler/build-ports.ts';
import { createMemory } from '../../memory/create-memory.ts';
import type { Memory } from '../../memory/memory.ts';
import { modelInfo } from '../../models/model-info.ts';
import type { ModelClient, ModelChunk } from '../../models/model-client.ts';
import type { CodeExecutor } from '../../sandbox/code-executor.ts';
import type { SandboxPlaces } from '../../sandbox/deno-command.ts';
import { SandboxExecutor } from '../../sandbox/sandbox-executor.ts';
import { DEFAULT_MEMORY_MB, SandboxPool } from '../../sandbox/sandbox-pool.ts';
import { SandboxSession } from '../../sandbox/sandbox-session.ts';
import { SqliteBlobStore } from '../../storage/blob-store.ts';
import { SqliteMemoryStore } from '../../storage/memory-store.ts';
import type { Connection } from '../../storage/connection.ts';
import type { Tool } from '../../tools/tool.ts';

/** What a model says: a text, a handoff, or calls of these tools side by side. */
export type Line = string | { readonly handsTo: string } | { readonly calls: readonly string[] };

interface ScriptedEffectsOptions {
  /** Where memories are kept: the database of the run. */
  readonly connection: Connection;
  readonly seed: number;
  /** Everything comes as soon as it can. */
  readonly isHasty?: boolean;
  /** Where code runs; without it none does. */
  readonly sandbox?: SandboxPlaces | undefined;
  /** Told before each effect is done. Its name is unique in the run, and stands in its outcome. */
  readonly onEffect: (name: string) => void;
}

/** Models and tools whose every outcome carries the name of the one effect it came from, after a random while. */
export class ScriptedEffects implements BuildPorts {
  readonly #onEffect: (name: string) => void;
  readonly #memories: SqliteMemoryStore;
  readonly #blobs: SqliteBlobStore;
  readonly #isHasty: boolean;
  readonly #pool: SandboxPool;
  readonly #sessions: SandboxSession[] = [];
  #state: number;

  constructor({ connection, seed, onEffect, isHasty = false, sandbox }: ScriptedEffectsOptions) {
    this.#memories = new SqliteMemoryStore({ connection, nowMs: () => 0 });
    this.#blobs = new SqliteBlobStore(connection);
    this.#pool = new SandboxPool(() => sandbox);
    this.#state = seed;
    this.#isHasty = isHasty;
    this.#onEffect = onEffect;
  }

  /** Ends the processes that code ran in. */
  close(): void {
    for (const session of this.#sessions) session.close();
    this.#pool.close();
  }

  /** As long as an effect takes. */
  async pause(signal?: AbortSignal): Promise<void> {
    // Never at once: what comes at once shares a commit, and nobody dies in between.
    if (this.#isHasty) await new Promise(setImmediate);
    else await sleep(this.delayMs(), undefined, signal && { signal });
  }

  /** Up to 6 ms, as the seed has it. */
  delayMs(): number {
    this.#state = (this.#state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return (this.#state / 2_147_483_648) * 6;
  }

  createModelClient = ({ config }: ComponentModel): ModelClient => {
    const agent = String(config.agent);
    const lines = config.lines as readonly Line[] | undefined;
    let position = 0;
    const answer = (): CreateResult => {
      const name = `${agent}#${position}`;
      const line = lines?.[position];
      position += 1;
      this.#onEffect(name);
      return line === undefined ? text(name) : said(line, name);
    };
    const wait = (signal: AbortSignal): Promise<void> => this.pause(signal);
    return {
      info: modelInfo('scripted', undefined),
      label: `scripted:${agent}`,
      live: true,
      skip: () => (position += 1),
      async *stream(_request, signal): AsyncGenerator<ModelChunk> {
        const result = answer();
        await wait(signal);
        yield { type: 'end', result };
      },
    };
  };

  /** Real ones: what they do is in the transaction of the log, so that they need no name. */
  createMemory = (component: ComponentModel): Memory => {
    const ports = {
      store: this.#memories,
      createEmbedder: nothing,
      servers: { clients: NONE, keyFor: nothing, headersFor: nothing },
    };
    return createMemory(component, { id: RunId.parse('the-run'), document: () => null }, ports);
  };

  /** The real sandbox, and a line for each run of code. */
  createCodeExecutor = (): CodeExecutor => {
    const session = new SandboxSession(this.#pool, DEFAULT_MEMORY_MB);
    this.#sessions.push(session);
    const executor = new SandboxExecutor({ session, blobs: this.#blobs, timeoutMs: CODE_MS });
    return {
      risk: executor.risk,
      execute: (blocks, context, folder) => {
        this.#onEffect(`code ${blocks.map(({ code }) => code).join()}`.replaceAll('\n', ' '));
        return executor.execute(blocks, context, folder);
      },
    };
  };

  createTool = ({ config }: ComponentModel): Tool => ({
    schema: {
      name: String(config.name),
      description: '',
      parameters: { type: 'object', properties: {} },
      strict: false,
    },
    risk: Risk.parse(config.risk),
    run: async (args, { signal }) => {
      const name = `${String(config.name)}(${String(args.of)})`;
      this.#onEffect(name);
      await this.pause(signal);
      return { content: name, isError: false };
    },
  });
}

const CODE_MS = 20_000;

const nothing = (): never => {
  throw new Error('No team here has a memory that needs this.');
};
const NONE = { chroma: nothing, qdrant: nothing, pinecone: nothing };

function text(content: string): CreateResult {
  return { finish_reason: 'stop', content, usage: { prompt_tokens: 1, completion_tokens: 1 }, cached: false };
}

/** The name of the effect stands in the thought, and in the ids and arguments of calls. */
function said(line: Line, of: string): CreateResult {
  if (typeof line === 'string') return { ...text(line), thought: of };
  const names = 'handsTo' in line ? [`transfer_to_${line.handsTo}`] : line.calls;
  const content = names.map((name, index) => {
    const args = { of: `${of}.${index}`, task: of, fact: of };
    return { id: `${of}/${name}.${index}`, name, arguments: JSON.stringify(args) };
  });
  return { ...text(''), finish_reason: 'function_calls', content };
}
