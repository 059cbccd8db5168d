import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ComponentModel } from '../../../shared/component/envelope.ts';
import { RunId } from '../../../shared/ids.ts';
import type { RunEvent } from '../../../shared/run/event.ts';
import { buildTeam } from '../../compiler/build-team.ts';
import { NO_REDACTION } from '../../core/redactor.ts';
import { relayedModels } from '../../models/contract/relayed-models.ts';
import { NO_KEYS } from '../../models/contract/subjects.ts';
import { createModelClient } from '../../models/create-model-client.ts';
import { HandClock } from '../../models/traffic/hand-clock.fixture.ts';
import { createModelTraffic } from '../../models/traffic/model-traffic.ts';
import { SqliteBlobStore } from '../../storage/blob-store.ts';
import { SqliteCacheStore } from '../../storage/cache-store.ts';
import { openDatabase } from '../../storage/database.ts';
import { MemoryCacheStore } from '../../storage/memory-cache-store.ts';
import { SqliteRunStore } from '../../storage/run-store.ts';
import type { Tool } from '../../tools/tool.ts';
import { NOBODY_ASKS } from '../approval-parts.ts';
import { createRunService } from '../create-run-service.ts';
import { moneyPorts } from '../money.fixture.ts';

/** A run service on a database of its own, whose waits cost no time. */
export interface FaultMachine {
  /** Runs one agent with this model and a tool to the end. Undefined: it hangs. */
  run(model: ComponentModel): Promise<readonly RunEvent[] | undefined>;
  close(): Promise<void>;
}

/** Longer than any run lasts: what is not over by then hangs. */
const LONGEST_MS = 15_000;

export function createFaultMachine(): FaultMachine {
  const folder = mkdtempSync(join(tmpdir(), 'troupe-faults-'));
  const connection = openDatabase(join(folder, 'troupe.db'));
  const store = new SqliteRunStore(connection);
  const blobs = new SqliteBlobStore(connection);
  const caches = {
    memory: new MemoryCacheStore(),
    kept: new SqliteCacheStore({ connection, nowMs: Date.now }),
    redactor: NO_REDACTION,
  };
  const base = {
    store,
    blobs,
    engine: 'test',
    owner: { id: 'faults', pid: process.pid },
    random: () => 0,
    money: moneyPorts(),
  };
  let runs = 0;
  return {
    async run(model) {
      const id = RunId.parse(`run-${(runs += 1)}`);
      const clock = new HandClock();
      const traffic = createModelTraffic({ clock, limitsOf: () => ({}) });
      const service = createRunService({
        ...base,
        newId: () => id,
        now: clock.nowMs,
        wait: (ms) => clock.pass(ms),
        approvals: NOBODY_ASKS,
        redactor: NO_REDACTION,
        buildTeam: (plan, { onFailure }) =>
          buildTeam(
            plan,
            {
              createModelClient: (component) =>
                createModelClient({ component, caches, keys: NO_KEYS, traffic, localModels: relayedModels }),
              createTool: () => search,
            },
            onFailure,
          ),
      });
      const start = { title: 'test', document: null, task: 'go', overrides: {}, debug: false, breakpoints: [] };
      service.start({ plan: agentWith(model), ...start });
      const outcome = await Promise.race([service.settled(id), tooLong()]);
      await service.close();
      return outcome === undefined ? undefined : [...store.scan(id, 0)];
    },
    async close() {
      connection.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function tooLong(): Promise<undefined> {
  return new Promise((resolve) => void setTimeout(() => resolve(undefined), LONGEST_MS).unref());
}

function agentWith(model: ComponentModel): ComponentModel {
  const tool = { provider: 'test.Search', component_type: 'tool', config: {} };
  return {
    provider: 'autogen_agentchat.agents.AssistantAgent',
    component_type: 'agent',
    config: {
      name: 'writer',
      description: 'Writes.',
      model_client: model as never, // an envelope is JSON
      tools: [tool],
      max_tool_iterations: 3,
      reflect_on_tool_use: false,
      tool_call_summary_format: '{result}',
    },
  };
}

const search: Tool = {
  schema: { name: 'search', description: 'Searches.', parameters: { type: 'object', properties: {} }, strict: false },
  risk: 'none',
  run: () => Promise.resolve({ content: 'found', isError: false }),
};
