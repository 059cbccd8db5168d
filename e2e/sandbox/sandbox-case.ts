import type { CodeBlock, CodeResult } from '../../main/sandbox/code-executor.ts';
import type { SandboxPlaces } from '../../main/sandbox/deno-command.ts';
import { SandboxExecutor } from '../../main/sandbox/sandbox-executor.ts';
import { SandboxFunctions } from '../../main/sandbox/sandbox-functions.ts';
import { DEFAULT_MEMORY_MB, type SandboxPool } from '../../main/sandbox/sandbox-pool.ts';
import { SandboxSession } from '../../main/sandbox/sandbox-session.ts';
import { digestText } from '../../main/core/digest.ts';
import type { BlobStore } from '../../main/core/store.ts';
import { ContentHash } from '../../shared/ids.ts';

/** What a test needs is not on this machine; with the reason. */
export class NotHereError extends Error {}

/** One test on the real sandbox. It throws where something is not as it should be, and says in a line what it saw. */
export interface SandboxCase {
  readonly name: string;
  readonly run: (real: RealSandbox) => Promise<string>;
}

/** What all tests share. */
export interface RealSandbox {
  readonly places: SandboxPlaces;
  readonly pool: SandboxPool;
  /** For what does the sandbox no harm: it is used by many. */
  readonly session: SandboxSession;
}

export interface Sandbox {
  readonly functions: SandboxFunctions;
  readonly session: SandboxSession;
  run(block: CodeBlock, timeoutMs: number): Promise<CodeResult>;
}

/** A sandbox as an agent has it. */
export async function withSandbox<T>({ pool }: RealSandbox, work: (sandbox: Sandbox) => Promise<T>): Promise<T> {
  const session = new SandboxSession(pool, DEFAULT_MEMORY_MB);
  try {
    return await work(sandboxOn(session));
  } finally {
    session.close();
  }
}

export function sandboxOn(session: SandboxSession): Sandbox {
  const blobs = blobsInMemory();
  const context = { signal: new AbortController().signal } as Parameters<SandboxExecutor['execute']>[1];
  return {
    functions: new SandboxFunctions(session),
    session,
    run: (block, timeoutMs) => new SandboxExecutor({ session, blobs, timeoutMs }).execute([block], context, {}),
  };
}

export function blobsInMemory(): BlobStore {
  const contents = new Map<string, string>();
  return {
    put: (content) => {
      const hash = ContentHash.parse(digestText(content));
      contents.set(hash, content);
      return hash;
    },
    get: (hash) => contents.get(hash),
  };
}
