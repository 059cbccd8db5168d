import { join } from 'node:path';
import * as z from 'zod';
import type { BuildPorts } from '../../main/compiler/build-ports.ts';
import type { EffectContext } from '../../main/core/effects.ts';
import type { LiveTeam } from '../../main/core/live-team.ts';
import type { BlobStore } from '../../main/core/store.ts';
import type { Packs } from '../../main/packs/packs.ts';
import { DockerPrograms } from '../../main/sandbox/docker-programs.ts';
import { LocalPrograms } from '../../main/sandbox/local-programs.ts';
import { OnDiskExecutor, type Programs } from '../../main/sandbox/on-disk-executor.ts';
import { SandboxExecutor } from '../../main/sandbox/sandbox-executor.ts';
import { SandboxFunctions } from '../../main/sandbox/sandbox-functions.ts';
import { DEFAULT_MEMORY_MB, SandboxPool } from '../../main/sandbox/sandbox-pool.ts';
import { SandboxSession } from '../../main/sandbox/sandbox-session.ts';
import type { SandboxPlaces } from '../../main/sandbox/deno-command.ts';
import { createTool } from '../../main/tools/create-tool.ts';
import type { Tool } from '../../main/tools/tool.ts';
import type { FunctionCaller } from '../../main/tools/function-caller.ts';
import type { Engine } from '../../main/rpc/engine.ts';
import type { ToolTrial } from '../../shared/rpc/code-contract.ts';
import type { ComponentModel } from '../../shared/component/envelope.ts';
import { dockerExecutor, localExecutor } from '../../shared/component/executors.ts';
import type { CodeSettings } from '../../shared/settings/code-settings.ts';
import { functionTool } from '../../shared/component/tools.ts';
import { projectRoot } from '../project-root.ts';
import { dockerLibrary } from './docker-library.ts';
import { workerEnvironment } from './worker-environment.ts';

/** The pack that code runs in. */
export const SANDBOX_PACK = 'sandbox';

type CodePorts = Pick<BuildPorts, 'createTool' | 'createCodeExecutor'>;

/** Where the sandbox is on this machine; undefined while its pack is not installed. */
export function sandboxPlaces(packs: Packs): SandboxPlaces | undefined {
  const pack = packs.find(SANDBOX_PACK);
  const deno = pack && packs.part(pack, 'deno');
  const pyodide = pack && packs.part(pack, 'pyodide');
  if (deno === undefined || pyodide === undefined) return undefined;
  // Of a packed application only what stands outside of its archive is a file for other programs.
  const guest = join(projectRoot().replace(/\.asar$/, '.asar.unpacked'), 'resources', 'sandbox');
  return { deno, pyodide, guest };
}

interface CodePlaceParts {
  readonly packs: Packs;
  readonly settings: () => CodeSettings;
}

/** Where code of runs is run: one for the engine. */
export class CodePlace {
  readonly #pool: SandboxPool;
  readonly #packs: Packs;
  readonly #settings: () => CodeSettings;

  /** `settings` are read at each call. */
  constructor({ packs, settings }: CodePlaceParts) {
    this.#pool = new SandboxPool(() => sandboxPlaces(packs));
    this.#packs = packs;
    this.#settings = settings;
  }

  /** What one agent's code runs in, made by `open`; `blobs` take the files that it leaves. */
  portsOfAgent(open: OpenSession, blobs: BlobStore): CodePorts {
    const own = open(DEFAULT_MEMORY_MB);
    const functions = new SandboxFunctions(own);
    return {
      createTool: (component) => {
        if (component.provider === functionTool.provider) this.#pool.warmUp();
        return createTool(component, Date.now, functions);
      },
      createCodeExecutor: (component) => {
        const { timeout, memory_mb: ownMemoryMb } = Limits.parse(component.config);
        const outside = this.#programs(component, { timeoutMs: timeout * 1000, memoryMb: ownMemoryMb });
        if (outside !== undefined) return new OnDiskExecutor({ programs: outside, blobs });
        this.#pool.warmUp();
        const memoryMb = ownMemoryMb ?? DEFAULT_MEMORY_MB;
        const session = memoryMb === DEFAULT_MEMORY_MB ? own : open(memoryMb);
        return new SandboxExecutor({ session, blobs, timeoutMs: timeout * 1000 });
      },
    };
  }

  /** What runs code outside of the sandbox, where a person has chosen that; undefined elsewhere. */
  #programs(
    { provider, config }: ComponentModel,
    { timeoutMs, memoryMb }: { timeoutMs: number; memoryMb: number | undefined },
  ): Programs | undefined {
    const { local, container } = this.#settings();
    if (local === 'process' && provider === localExecutor.provider) {
      return new LocalPrograms({ timeoutMs, env: workerEnvironment(), platform: process.platform });
    }
    if (container !== 'docker' || provider !== dockerExecutor.provider) return undefined;
    const { image } = dockerExecutor.config.parse(config);
    return new DockerPrograms({ library: () => dockerLibrary(this.#packs), image, timeoutMs, memoryMb });
  }

  /** Calls a tool that is code, once, outside of any run. @throws ToolConfigError */
  async tryTool({ tool, args, signal }: Parameters<Engine['tryTool']>[0]): Promise<ToolTrial> {
    const session = this.session(DEFAULT_MEMORY_MB);
    const functions = new SandboxFunctions(session);
    let printed = '';
    const call: FunctionCaller['call'] = async (one, context) => {
      const answer = await functions.call(one, context);
      printed = answer.printed;
      return answer;
    };
    const made = createTool(tool, Date.now, { call });
    const startMs = performance.now();
    try {
      const { content, isError } = await made.run(args, { signal } as EffectContext); // code uses no more of it
      return { text: content, isError, printed, durationMs: performance.now() - startMs };
    } finally {
      session.close();
    }
  }

  session(memoryMb: number): SandboxSession {
    return new SandboxSession(this.#pool, memoryMb);
  }

  close(): void {
    this.#pool.close();
  }
}

type OpenSession = (memoryMb: number) => SandboxSession;

/** What all executors have, and what only the sandbox has. */
const Limits = z.object({ timeout: z.number().default(60), memory_mb: z.number().optional() });

interface CodeInTeam {
  readonly code: CodePlace;
  readonly blobs: BlobStore;
  /** Tools that are no code of the document; undefined for one that is. */
  readonly notCode: (component: ComponentModel) => Tool | undefined;
}

/** Builds a team whose code has a place of its own, which is gone with the team. */
export function withCode(
  { code, blobs, notCode }: CodeInTeam,
  build: (ports: CodePorts & Pick<BuildPorts, 'ofAgent'>) => LiveTeam,
): LiveTeam {
  const sessions: SandboxSession[] = [];
  const open: OpenSession = (memoryMb) => {
    const one = code.session(memoryMb);
    sessions.push(one);
    return one;
  };
  const ofAgent = (): CodePorts => {
    const own = code.portsOfAgent(open, blobs);
    return { ...own, createTool: (component) => notCode(component) ?? own.createTool(component) };
  };
  const built = build({ ...ofAgent(), ofAgent });
  return { ...built, stop: () => built.stop().finally(() => sessions.forEach((one) => one.close())) };
}
