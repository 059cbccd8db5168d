import type { JsonObject } from '../../shared/json.ts';
import type { ToolTrial } from '../../shared/rpc/code-contract.ts';
import type { PriceBook } from '../core/price-book.ts';
import type { DocumentStore, PartStore, RunStore, SettingsStore } from '../core/store.ts';
import type { JobBoard } from '../jobs/job-board.ts';
import type { ReadPdf } from '../indexing/pdf/pdf-text.ts';
import type { MemoryPorts } from '../memory/create-memory.ts';
import type { ModelFolder } from '../local-models/model-folder.ts';
import type { ModelComponent } from '../models/model-builder.ts';
import type { ModelClient } from '../models/model-client.ts';
import type { McpInspections } from '../tools/mcp/inspections.ts';
import type { Packs } from '../packs/packs.ts';
import type { KeyPorts } from '../models/key-ring.ts';
import type { SecretStore } from '../secrets/secret-store.ts';
import type { RunFiles } from '../runs/run-files.ts';
import type { RunService } from '../runs/run-service.ts';

/** What a page may know of the program that it talks to. */
export interface EngineAbout {
  readonly version: string;
  readonly host: 'electron' | 'serve';
  readonly dataFolder: string;
  readonly platform: NodeJS.Platform;
  /** What the user should know about this machine. */
  readonly notices: readonly string[];
}

/** All that the procedures of the RPC contract work with. A host composes it, and closes what it opened. */
export interface Engine {
  readonly about: EngineAbout;
  readonly runs: RunService;
  readonly runStore: RunStore;
  /** What code of runs left. */
  readonly runFiles: RunFiles;
  readonly documents: DocumentStore;
  /** The user's own parts. */
  readonly parts: PartStore;
  readonly settings: SettingsStore;
  readonly prices: PriceBook;
  readonly secrets: SecretStore;
  readonly keys: KeyPorts;
  /** Makes the client of a model outside of any run: it waits in no line, and no breaker stops it. */
  readonly createModel: (component: ModelComponent) => ModelClient;
  readonly jobs: JobBoard;
  readonly packs: Packs;
  /** Servers of tools that a person looks at. */
  readonly inspections: McpInspections;
  /** Calls a tool that is code, once, in a sandbox of its own. @throws ToolConfigError */
  readonly tryTool: (trial: {
    readonly tool: { readonly provider: string; readonly config: JsonObject };
    readonly args: JsonObject;
    readonly signal: AbortSignal;
  }) => Promise<ToolTrial>;
  readonly memories: MemoryPorts;
  readonly readPdf: ReadPdf;
  readonly modelFolder: ModelFolder;
  /** Folder of the ready-made teams. */
  readonly templateFolder: string;
  /** Writes an error that nobody expected to where the user finds it, under a reference that the answer names. */
  readonly reportError: (error: unknown) => string;
  /** Takes known secrets out of a text that a person is shown. */
  readonly redact: (text: string) => string;
}
