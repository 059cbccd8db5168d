import { NO_REDACTION } from '../core/redactor.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import { isChatMessage } from '../../shared/chat/chat-item.ts';
import { toText } from '../../shared/chat/text.ts';
import type { CreateResult } from '../../shared/chat/llm-message.ts';
import type { ComponentModel } from '../../shared/component/envelope.ts';
import { RunId } from '../../shared/ids.ts';
import type { Json, JsonObject } from '../../shared/json.ts';
import type { RunEvent } from '../../shared/run/event.ts';
import type { RunSignal } from '../../shared/run/wire.ts';
import type { BuildPorts } from '../compiler/build-ports.ts';
import { buildTeam } from '../compiler/build-team.ts';
import type { Risk } from '../core/effects.ts';
import type { BlobStore, RunStore } from '../core/store.ts';
import { modelInfo } from '../models/model-info.ts';
import { ReplayModelClient } from '../models/replay-client.ts';
import type { ModelClient } from '../models/model-client.ts';
import { SqliteBlobStore } from '../storage/blob-store.ts';
import { openTemporary } from '../storage/open-temporary.ts';
import { SqliteRunStore } from '../storage/run-store.ts';
import type { WorkFolder } from '../../shared/run/work-folder.ts';
import type { CodeBlock, CodeResult } from '../sandbox/code-executor.ts';
import type { Tool } from '../tools/tool.ts';
import { moneyPorts } from './money.fixture.ts';
import { NOBODY_ASKS } from './approval-parts.ts';
import { createRunService, type RunServiceOptions } from './create-run-service.ts';
import type { RunOutcome, RunRequest, RunService } from './run-service.ts';

/** A model that answers these in order, called through the real client. */
export function scripted(...replies: (string | CreateResult)[]): ComponentModel {
  return {
    provider: 'autogen_ext.models.replay.ReplayChatCompletionClient',
    component_type: 'replay_chat_completion_client',
    config: { chat_completions: replies as Json },
  };
}

/** An answer that calls tools: `[name, arguments]` each. */
export function calls(...wanted: [string, JsonObject][]): CreateResult {
  const content = wanted.map(([name, args], index) => ({ id: `c${index}`, name, arguments: JSON.stringify(args) }));
  return { finish_reason: 'function_calls', content, usage: { prompt_tokens: 3, completion_tokens: 2 }, cached: false };
}

export function assistant(name: string, model: ComponentModel, config: object = {}): ComponentModel {
  return {
    provider: 'autogen_agentchat.agents.AssistantAgent',
    component_type: 'agent',
    config: {
      name,
      model_client: model as unknown as JsonObject,
      description: name,
      reflect_on_tool_use: false,
      tool_call_summary_format: '{result}',
      ...config,
    },
  };
}

export function person(name: string): ComponentModel {
  return {
    provider: 'autogen_agentchat.agents.UserProxyAgent',
    component_type: 'agent',
    config: { name, description: name },
  };
}

export function tool(name: string): ComponentModel {
  return { provider: 'test.Tool', component_type: 'tool', config: { name } };
}

export function roundRobin(participants: readonly ComponentModel[], config: object): ComponentModel {
  return {
    provider: 'autogen_agentchat.teams.RoundRobinGroupChat',
    component_type: 'team',
    config: { participants, ...config } as unknown as JsonObject,
  };
}

export function maxMessages(count: number): ComponentModel {
  return {
    provider: 'autogen_agentchat.conditions.MaxMessageTermination',
    component_type: 'termination',
    config: { max_messages: count },
  };
}

export interface RigOptions {
  /** Keeps the files of an earlier rig: the same machine after a restart. */
  readonly store?: RunStore;
  readonly blobs?: BlobStore;
  /** Milliseconds before a model or tool answers. */
  readonly delayMs?: () => number;
  /** Runs the code blocks of tests: what comes of a batch. */
  readonly runCode?: (blocks: readonly CodeBlock[], folder: WorkFolder) => CodeResult;
  /** Risk of the test tools. */
  readonly risk?: Risk;
  readonly options?: Partial<RunServiceOptions>;
}

/** A run service over a real database, with scripted models and tools that tell what was really executed. */
export interface Rig {
  readonly service: RunService;
  readonly store: RunStore;
  readonly blobs: BlobStore;
  /** Effects that were executed, in order: `model:writer`, `tool:search`. */
  readonly executed: string[];
  /** The scripted models and the tools. */
  readonly ports: BuildPorts;
  /** The same machine after the process has gone: a new service over the same files. */
  restart(options?: RigOptions): Rig;
}

let rigs = 0;

export function createRig(options: RigOptions = {}): Rig {
  const connection = options.store === undefined ? openTemporary() : undefined;
  const store = options.store ?? new SqliteRunStore(connection!);
  const blobs = options.blobs ?? new SqliteBlobStore(connection!);
  const executed: string[] = [];
  const ports = testPorts(executed, options);
  rigs += 1;
  const number = rigs;
  let ids = 0;
  const owner = { id: `owner-${rigs}`, pid: process.pid };
  const service = createRunService({
    store,
    blobs,
    owner,
    buildTeam: (plan, { onFailure }) => buildTeam(plan, ports, onFailure),
    newId: () => RunId.parse(`run-${number}-${(ids += 1)}`),
    now: () => 1_700_000_000_000,
    random: () => 0,
    approvals: NOBODY_ASKS,
    money: moneyPorts(),
    redactor: NO_REDACTION,
    engine: 'test',
    ...options.options,
  });
  return {
    service,
    store,
    blobs,
    executed,
    ports,
    restart: (again = {}) => createRig({ ...options, ...again, store, blobs }),
  };
}

function testPorts(executed: string[], { delayMs, runCode, risk = 'none' }: RigOptions): BuildPorts {
  const pause = async (signal: AbortSignal): Promise<void> => {
    const ms = delayMs?.() ?? 0;
    if (ms > 0) await sleep(ms, undefined, { signal });
  };
  return {
    createModelClient: (component) => slowed(component, { executed, pause }),
    createTool: ({ config }) => testTool(String(config.name), { executed, pause, risk }),
    ...(runCode === undefined
      ? {}
      : {
          createCodeExecutor: () => ({
            risk: 'execute',
            execute: async (blocks, { signal }, folder) => {
              executed.push(`code:${blocks.map(({ language }) => language).join()}`);
              await pause(signal);
              return runCode(blocks, folder);
            },
          }),
        }),
  };
}

interface Slow {
  readonly executed: string[];
  readonly pause: (signal: AbortSignal) => Promise<void>;
}

function slowed({ config }: ComponentModel, { executed, pause }: Slow): ModelClient {
  const replies = config.chat_completions as (string | CreateResult)[];
  const client = new ReplayModelClient({
    label: 'scripted',
    replies,
    info: modelInfo('scripted', undefined),
    wordsPerSecond: 0,
    isLoop: true,
    pieces: 'words',
  });
  return {
    info: client.info,
    label: client.label,
    live: false,
    skip: () => client.skip(),
    async *stream(request, signal) {
      executed.push(`model:${request.promptWords}`);
      await pause(signal);
      yield* client.stream(request, signal);
    },
  };
}

function testTool(name: string, { executed, pause, risk }: Slow & { risk: Risk }): Tool {
  return {
    schema: { name, description: name, parameters: { type: 'object', properties: {} }, strict: false },
    risk,
    async run(args, { signal }) {
      executed.push(`tool:${name}`);
      await pause(signal);
      return { content: `${name}(${JSON.stringify(args)})`, isError: false };
    },
  };
}

/** Starts a plan and waits until it is over or waits for somebody. */
export async function runToEnd(
  rig: Rig,
  plan: ComponentModel,
  request: Partial<RunRequest> = {},
): Promise<{ run: RunId; outcome: RunOutcome }> {
  const run = rig.service.start({
    plan,
    title: 'test',
    document: null,
    task: 'go',
    overrides: {},
    debug: false,
    breakpoints: [],
    ...request,
  });
  return { run, outcome: await rig.service.settled(run) };
}

/** The whole log of a run, parents included. */
export function logOf({ store }: Rig, run: RunId): RunEvent[] {
  return [...store.scan(run, 0)];
}

/** `source: text` of every chat message in the log, `source: Type` of every event. */
export function messagesOf(rig: Rig, run: RunId): string[] {
  return logOf(rig, run).flatMap(({ body }) => {
    if (body.type !== 'message') return [];
    const { message } = body;
    return [`${message.source}: ${isChatMessage(message) ? toText(message) : message.type}`];
  });
}

/** Waits for the first signal of a run that `isIt`. */
export async function until(rig: Rig, run: RunId, isIt: (signal: RunSignal) => boolean): Promise<RunSignal> {
  const done = new AbortController();
  for await (const signal of rig.service.watch(run, 0, done.signal)) {
    if (!isIt(signal)) continue;
    done.abort();
    return signal;
  }
  throw new Error('The run ended before that happened.');
}
