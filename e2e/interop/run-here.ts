import { NO_REDACTION } from '../../main/core/redactor.ts';
import { createHash, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { packFolder } from '../../app/data-folder.ts';
import { CodePlace, withCode } from '../../app/engine/code-ports.ts';
import { SANDBOX_DATA } from '../../app/engine/real-sandbox.fixture.ts';
import { projectRoot } from '../../app/project-root.ts';
import { Packs } from '../../main/packs/packs.ts';
import { codeDefaults } from '../../shared/settings/code-settings.ts';
import { buildTeam } from '../../main/compiler/build-team.ts';
import { compile } from '../../main/compiler/compile.ts';
import { exportComponent } from '../../main/compiler/export-component.ts';
import { importComponents } from '../../main/compiler/import-component.ts';
import type { BlobStore } from '../../main/core/store.ts';
import { createModelClient } from '../../main/models/create-model-client.ts';
import type { ModelClient } from '../../main/models/model-client.ts';
import type { LiveTeam } from '../../main/core/live-team.ts';
import { moneyPorts } from '../../main/runs/money.fixture.ts';
import { NOBODY_ASKS } from '../../main/runs/approval-parts.ts';
import { createRunService } from '../../main/runs/create-run-service.ts';
import type { RunService } from '../../main/runs/run-service.ts';
import { MemoryRunStore } from '../../main/storage/memory-run-store.ts';
import type { ChatMessage } from '../../shared/chat/chat-message.ts';
import type { ComponentModel } from '../../shared/component/envelope.ts';
import { ContentHash, DocumentId, RunId } from '../../shared/ids.ts';
import type { Json, JsonObject } from '../../shared/json.ts';
import { toStreamLines } from '../../shared/run/stream-lines.ts';
import type { TeamDocument } from '../../shared/team/document.ts';
import type { Asked, StreamLine } from './deviations.ts';
import type { InteropTask } from './interop-case.ts';

/** A component as a drawing, as it is after an import. */
export function draw(component: ComponentModel): TeamDocument {
  const components = [{ component, path: [] }];
  return importComponents({ components, id: DocumentId.parse('interop'), keepSecret: () => 'kept' }).document;
}

/** What AutoGen gets: the drawing, exported with repairs. */
export function exported(document: TeamDocument): ComponentModel {
  const result = exportComponent(document, { repair: true });
  if (!result.ok) throw new Error(result.issues.map(({ message }) => message).join(' '));
  return result.component;
}

function planOf(document: TeamDocument): ComponentModel {
  const compiled = compile(document);
  if (compiled.ok) return compiled.plan;
  throw new Error(compiled.issues.map(({ message }) => message).join(' '));
}

const KEYS = { env: {}, confirmed: [], secrets: { secret: () => undefined } };

/** A live team with the models and tools of the product, which notes what its models are asked. */
function buildLive(plan: ComponentModel, onFailure: (error: unknown) => void, asked: Asked[] = []): LiveTeam {
  const createModel = (component: ComponentModel): ModelClient =>
    noting(createModelClient({ component, keys: KEYS }), asked);
  return withCode({ code: CODE, blobs: memoryBlobs(), notCode: () => undefined }, (codePorts) =>
    buildTeam(plan, { createModelClient: createModel, ...codePorts }, onFailure),
  );
}

/** Code runs in the sandbox that is installed for tests. */
const CODE = new CodePlace({
  packs: new Packs({ sources: join(projectRoot(), 'resources', 'packs'), folder: packFolder(SANDBOX_DATA) }),
  settings: () => codeDefaults,
});

function noting(client: ModelClient, asked: Asked[]): ModelClient {
  return {
    info: client.info,
    label: client.label,
    live: client.live,
    skip: () => client.skip?.(),
    stream(request, signal) {
      const { system, messages, tools } = request;
      const first = system === undefined ? [] : [{ type: 'SystemMessage', content: system }];
      const all = JSON.parse(JSON.stringify([...first, ...messages])) as Json[];
      asked.push({ messages: all, tools: tools.map(({ name }) => name) });
      return client.stream(request, signal);
    },
  };
}

/** What a new team saves that has only taken a state. */
export function savedAgain(component: ComponentModel, state: JsonObject): JsonObject {
  const fail = (error: unknown): never => {
    throw error;
  };
  const { team } = buildLive(planOf(draw(component)), fail);
  team.loadState(state);
  return JSON.parse(JSON.stringify(team.saveState())) as JsonObject;
}

/** One team in our engine: a run service in memory, with the models and tools of the product. */
export class TeamHere {
  /** What its models were asked, in order. */
  readonly asked: Asked[] = [];
  readonly #plan: ComponentModel;
  readonly #keeps: boolean;
  readonly #store = new MemoryRunStore();
  readonly #service: RunService;
  #built: LiveTeam | undefined;
  /** The run before, where another goes on. */
  #last: RunId | undefined;

  /**
   * `state` is taken before the first task. `keep`: all tasks go to one team object, as in AutoGen; without it every
   * further task is a follow-up of the run before, which is entered again.
   */
  constructor(component: ComponentModel, { state, keep = false }: { state?: JsonObject; keep?: boolean } = {}) {
    this.#plan = planOf(draw(component));
    this.#keeps = keep;
    this.#service = createRunService({
      store: this.#store,
      blobs: memoryBlobs(),
      owner: { id: 'interop', pid: process.pid },
      buildTeam: (plan, { onFailure }) => {
        if (keep && this.#built !== undefined) return this.#built;
        const built = buildLive(plan, onFailure, this.asked);
        if (state !== undefined) built.team.loadState(state);
        return (this.#built = keep ? { ...built, stop: async () => undefined } : built);
      },
      newId: () => RunId.parse(randomUUID()),
      now: Date.now,
      random: Math.random,
      approvals: NOBODY_ASKS,
      money: moneyPorts(),
      redactor: NO_REDACTION,
      engine: 'interop',
    });
  }

  /** Gives the team a task, answers for every person in it, and gives the lines of its stream. */
  async stream(task: InteropTask): Promise<StreamLine[]> {
    const before = this.#last === undefined ? 0 : this.#service.get(this.#last).lastSequence;
    const goesOn = this.#last !== undefined && typeof task === 'string' && !this.#keeps;
    const run = goesOn ? this.#service.followUp(this.#last!, task) : this.#start(task); // asked just before
    this.#last = run;
    for await (const signal of this.#service.watch(run, goesOn ? before : 0, AbortSignal.timeout(LONGEST_MS))) {
      if (signal.type !== 'event' || signal.event.body.type !== 'hold') continue;
      const { place, pending } = signal.event.body;
      this.#service.control(run, { type: 'answer', place, text: `typed:${String(pending['prompt'])}` });
    }
    const outcome = await this.#service.settled(run);
    if (outcome.type !== 'ended') throw new Error(`The run did not end: ${outcome.problem ?? 'it waits'}`);
    const events = [...this.#store.scan(run, goesOn ? before : 0)];
    return events.flatMap(toStreamLines).map((line) => JSON.parse(line) as StreamLine);
  }

  /** Nothing is told of it. */
  reset(): [] {
    this.#built?.team.reset();
    return [];
  }

  #start(task: InteropTask): RunId {
    const messages = typeof task === 'string' ? task : task.map(stamped);
    const debugging = { debug: false, breakpoints: [] };
    const request = { plan: this.#plan, title: '', document: null, overrides: {}, ...debugging };
    return this.#service.start({ ...request, task: messages });
  }

  /** What the team saves now, as it would stand in a file. */
  saveState(): JsonObject {
    if (this.#built === undefined) throw new Error('There is no team before its first task.');
    return JSON.parse(JSON.stringify(this.#built.team.saveState())) as JsonObject;
  }
}

/** Python in the sandbox takes seconds to begin. */
const LONGEST_MS = 60_000;

function stamped(message: JsonObject): ChatMessage {
  return { id: '', models_usage: null, metadata: {}, created_at: EPOCH, ...message } as unknown as ChatMessage;
}

const EPOCH = '1970-01-01T00:00:00.000Z';

function memoryBlobs(): BlobStore {
  const blobs = new Map<ContentHash, string>();
  return {
    put: (content) => {
      const hash = ContentHash.parse(createHash('sha256').update(content).digest('base64url'));
      blobs.set(hash, content);
      return hash;
    },
    get: (hash) => blobs.get(hash),
  };
}
