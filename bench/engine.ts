import { NO_REDACTION } from '../main/core/redactor.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ComponentModel } from '../shared/component/envelope.ts';
import { RunId } from '../shared/ids.ts';
import type { RunEventBody } from '../shared/run/event.ts';
import type { Team } from '../main/core/participant.ts';
import { InProcessRuntime } from '../main/core/in-process-runtime.ts';
import type { BuildTeam } from '../main/runs/build-team-port.ts';
import { moneyPorts } from '../main/runs/money.fixture.ts';
import { NOBODY_ASKS } from '../main/runs/approval-parts.ts';
import { createRunService } from '../main/runs/create-run-service.ts';
import type { RunService } from '../main/runs/run-service.ts';
import { SqliteBlobStore } from '../main/storage/blob-store.ts';
import { openDatabase } from '../main/storage/database.ts';
import { SqliteRunStore } from '../main/storage/run-store.ts';
import type { TeamMessage } from '../main/teams/team-message.ts';

/** The engine as the hosts make it, on a database of its own. */
export interface Engine {
  /** The database. */
  readonly file: string;
  readonly service: RunService;
  /** Runs the plan to its end. @throws when it did not finish. */
  readonly run: (plan?: ComponentModel) => Promise<RunId>;
  readonly close: () => Promise<void>;
}

/** Opens an engine in a folder that goes with `close`. */
export function openEngine(buildTeam: BuildTeam): Engine {
  const folder = mkdtempSync(join(tmpdir(), 'troupe-bench-'));
  const file = join(folder, 'troupe.db');
  const connection = openDatabase(file);
  let runs = 0;
  const service = createRunService({
    store: new SqliteRunStore(connection),
    blobs: new SqliteBlobStore(connection),
    buildTeam,
    owner: { id: 'bench', pid: process.pid },
    newId: () => RunId.parse(`bench-${(runs += 1)}`),
    now: () => Date.now(),
    random: () => 0,
    approvals: NOBODY_ASKS,
    money: moneyPorts(),
    redactor: NO_REDACTION,
    engine: 'bench',
  });
  return {
    file,
    service,
    run: async (plan = NO_PLAN) => {
      const run = service.start({ ...REQUEST, plan });
      const outcome = await service.settled(run);
      if (outcome.type === 'ended' && outcome.reason === 'finished') return run;
      throw new Error(`The measured run did not finish: ${JSON.stringify(outcome)}`);
    },
    close: async () => {
      await service.close();
      connection.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** One team in the place of the compiler. */
export function teamItself(makeTeam: (runtime: InProcessRuntime<TeamMessage>) => Team): BuildTeam {
  return (_plan, { onFailure }) => {
    const runtime = new InProcessRuntime<TeamMessage>(onFailure);
    return { team: makeTeam(runtime), isQuiet: () => !runtime.hasReady, models: [], stop: () => runtime.stop() };
  };
}

/** The bodies of all events of a finished run, in order. */
export async function loggedBodies({ service }: Engine, run: RunId): Promise<RunEventBody[]> {
  const bodies: RunEventBody[] = [];
  for await (const signal of service.watch(run, 0, new AbortController().signal)) {
    if (signal.type === 'event') bodies.push(signal.event.body);
  }
  return bodies;
}

const NO_PLAN = ComponentModel.parse({ provider: 'troupe.bench.Team', component_type: 'team', config: {} });

const REQUEST: Omit<Parameters<RunService['start']>[0], 'plan'> = {
  title: 'bench',
  document: null,
  task: 'Begin.',
  overrides: {},
  debug: false,
  breakpoints: [],
};
