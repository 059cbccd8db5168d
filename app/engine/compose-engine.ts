import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { RunId } from '../../shared/ids.ts';
import type { SettingsStore } from '../../main/core/store.ts';
import { JobBoard } from '../../main/jobs/job-board.ts';
import { ModelFolder } from '../../main/local-models/model-folder.ts';
import type { StartWorker } from '../../main/models/llama/llama-host.ts';
import { createModelClient } from '../../main/models/create-model-client.ts';
import type { ModelPorts } from '../../main/models/model-builder.ts';
import { Packs } from '../../main/packs/packs.ts';
import { createModelTraffic } from '../../main/models/traffic/model-traffic.ts';
import type { Engine, EngineAbout } from '../../main/rpc/engine.ts';
import { RunFiles } from '../../main/runs/run-files.ts';
import { createRunService } from '../../main/runs/create-run-service.ts';
import { SqliteBlobStore } from '../../main/storage/blob-store.ts';
import { SqliteCacheStore } from '../../main/storage/cache-store.ts';
import { McpInspections } from '../../main/tools/mcp/inspections.ts';
import type { SecretStore } from '../../main/secrets/secret-store.ts';
import { openDatabase } from '../../main/storage/database.ts';
import { SqliteDocumentStore } from '../../main/storage/document-store.ts';
import { MemoryCacheStore } from '../../main/storage/memory-cache-store.ts';
import { SqliteMemoryStore } from '../../main/storage/memory-store.ts';
import { SqliteRunStore } from '../../main/storage/run-store.ts';
import { SqlitePartStore } from '../../main/storage/part-store.ts';
import { SqliteSettingsStore } from '../../main/storage/settings-store.ts';
import { databaseFile, modelFolder, packFolder } from '../data-folder.ts';
import { projectRoot } from '../project-root.ts';
import { troupeVersion } from '../version.ts';
import { limitsIn, patienceIn } from '../../shared/settings/traffic-settings.ts';
import { Traces } from './traces.ts';
import { CodePlace } from './code-ports.ts';
import { composeLocalModels, startLocalModels } from './local-models.ts';
import { liveTeamBuilder } from './live-team.ts';
import { approvalPorts } from './approval-ports.ts';
import { pdfReader } from '../../main/indexing/pdf/pdf-reader.ts';
import { composeMemories, pdfWorkerEntry } from './memories.ts';
import { mcpPorts } from './mcp-in-team.ts';
import { moneyPorts } from './money-ports.ts';
import { allowedBy, toolPorts } from './tool-ports.ts';
import { addKnownSecrets, knownSecrets } from './known-secrets.ts';

export interface ComposeOptions {
  readonly host: EngineAbout['host'];
  readonly dataFolder: string;
  readonly notices: readonly string[];
  readonly secrets: SecretStore;
  /** How the process of local models is started; as a process of Node unless said otherwise. */
  readonly startWorker?: StartWorker;
}

/** An engine and what it holds open. */
export interface ComposedEngine {
  readonly engine: Engine;
  /** Parks the runs and closes the database. */
  close(): Promise<void>;
}

/**
 * Puts the engine together on one data folder. The only place where its parts are named together.
 * @throws StorageError when the database cannot be opened.
 */
export function composeEngine({
  host,
  dataFolder,
  notices,
  secrets,
  startWorker = startLocalModels,
}: ComposeOptions): ComposedEngine {
  addKnownSecrets(() => secrets.values());
  const root = projectRoot();
  const version = troupeVersion();
  const { connection, blobs, kept, memoryStore, ...stored } = openStores(dataFolder);
  const { runStore, settings } = stored;
  const money = moneyPorts(settings);
  const { packs, code } = openPacks({ root, dataFolder, settings });
  const folder = new ModelFolder(modelFolder(dataFolder));
  const localModels = composeLocalModels({ packs, folder, startWorker });
  const traffic = createModelTraffic({ limitsOf: (host) => limitsIn(settings.read().traffic, host) });
  const keys = { env: process.env, secrets, confirmed: [] };
  const caches = { memory: new MemoryCacheStore(), kept, redactor: knownSecrets };
  const models: ModelPorts = { keys, caches, localModels, patience: () => patienceIn(settings.read().traffic) };
  const memories = composeMemories({ store: memoryStore, runStore, servers: { ...models, traffic }, packs });
  const mcp = mcpPorts({ version, secrets, isAllowed: allowedBy(settings) });
  const tools = toolPorts({ settings, secrets, dataFolder });
  const told = [...notices];
  const traces = new Traces({ settings, store: runStore, version, onProblem: (problem) => noteOnce(told, problem) });
  const runs = createRunService({
    store: runStore,
    blobs,
    buildTeam: liveTeamBuilder({ ...models, traffic }, memories, tools, { mcp, code, blobs }),
    owner: { id: randomUUID(), pid: process.pid },
    newId: () => RunId.parse(`run-${randomUUID().slice(0, 13)}`),
    now: Date.now,
    random: Math.random,
    redactor: knownSecrets,
    money,
    approvals: approvalPorts(settings),
    onEvent: (event) => traces.add(event),
    engine: version,
  });
  const engine: Engine = {
    about: { version, host, dataFolder, platform: process.platform, notices: told },
    runs,
    ...stored,
    prices: money.prices,
    secrets,
    keys,
    createModel: (component) => createModelClient({ ...models, component }),
    jobs: new JobBoard(),
    packs,
    tryTool: (trial) => code.tryTool(trial),
    inspections: new McpInspections(mcp),
    memories,
    readPdf: pdfReader(pdfWorkerEntry()),
    modelFolder: folder,
    templateFolder: join(root, 'resources', 'templates'),
    reportError,
    redact: (text) => knownSecrets.text(text),
  };
  return { engine, close: () => closeAll(engine, traces, [localModels, code, connection]) };
}

/** What may still want the database goes first. */
async function closeAll(
  { runs, jobs, inspections, secrets }: Engine,
  traces: Traces,
  parts: readonly { close: () => void }[],
): Promise<void> {
  await Promise.all([runs.close(), jobs.close(), inspections.close()]);
  await secrets.saved().catch((error: unknown) => void reportError(error));
  await traces.close();
  for (const part of parts) part.close();
}

/** Said in the terminal, and to every page that asks from now on. */
function noteOnce(notices: string[], problem: string): void {
  if (notices.includes(problem)) return;
  notices.push(problem);
  process.stderr.write(`${problem}\n`);
}

interface PackParts {
  readonly root: string;
  readonly dataFolder: string;
  readonly settings: SettingsStore;
}

/** What can be installed beside Troupe, and the place for code that one of it makes. */
function openPacks({ root, dataFolder, settings }: PackParts) {
  const packs = new Packs({ sources: join(root, 'resources', 'packs'), folder: packFolder(dataFolder) });
  return { packs, code: new CodePlace({ packs, settings: () => settings.read().code }) };
}

/** All that is kept in the database of a data folder. */
function openStores(dataFolder: string) {
  const connection = openDatabase(databaseFile(dataFolder));
  const blobs = new SqliteBlobStore(connection);
  const runStore = new SqliteRunStore(connection);
  return {
    connection,
    blobs,
    runStore,
    runFiles: new RunFiles({ store: runStore, blobs }),
    documents: new SqliteDocumentStore({ connection, blobs, nowMs: Date.now }),
    parts: new SqlitePartStore(connection),
    settings: new SqliteSettingsStore(connection),
    kept: new SqliteCacheStore({ connection, nowMs: Date.now }),
    memoryStore: new SqliteMemoryStore({ connection, nowMs: Date.now }),
  };
}

function reportError(error: unknown): string {
  const reference = randomUUID().slice(0, 8);
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`[${reference}] ${knownSecrets.text(text)}\n`);
  return reference;
}
