import { NO_REDACTION } from '../../core/redactor.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { ComponentModel } from '../../../shared/component/envelope.ts';
import { RunId } from '../../../shared/ids.ts';
import type { BuildPorts } from '../../compiler/build-ports.ts';
import { buildTeam } from '../../compiler/build-team.ts';
import { compile } from '../../compiler/compile.ts';
import { listTemplates, loadTemplate } from '../../compiler/templates.ts';
import { createModelClient } from '../../models/create-model-client.ts';
import type { ModelClient } from '../../models/model-client.ts';
import { SqliteBlobStore } from '../../storage/blob-store.ts';
import { openDatabase } from '../../storage/database.ts';
import { SqliteRunStore } from '../../storage/run-store.ts';
import { createTool } from '../../tools/create-tool.ts';
import { moneyPorts } from '../money.fixture.ts';
import { NOBODY_ASKS } from '../approval-parts.ts';
import { createRunService } from '../create-run-service.ts';
import type { RunService } from '../run-service.ts';
import { crashTeams } from './crash-teams.ts';
import { ScriptedEffects } from './scripted-effects.ts';

const TEMPLATES = fileURLToPath(new URL('../../../resources/templates', import.meta.url));
const SEEDS = [1, 2, 3, 4, 5];

/** One replay: of which team, under which delays, and what differed. */
export interface DelayedReplay {
  readonly name: string;
  readonly difference: string | null;
}

/** Runs every scripted team under five random delays and replays it. */
export async function delayedReplays(databaseFile: string): Promise<DelayedReplay[]> {
  const replays: DelayedReplay[] = [];
  for (const [index, team] of [...templateTeams(), ...ownTeams()].entries()) {
    for (const seed of SEEDS) {
      const difference = await runAndReplay(`${databaseFile}-${index}-${seed}.db`, team, seed);
      replays.push({ name: `${team.name}, delays ${seed}`, difference });
    }
  }
  return replays;
}

function ownTeams(): ScriptedTeam[] {
  return Object.entries(crashTeams)
    .filter(([, { runsCode = false }]) => !runsCode)
    .map(([name, { plan }]) => ({ name, task: 'go', plan, isTemplate: false }));
}

interface ScriptedTeam {
  readonly name: string;
  readonly task: string;
  readonly plan: ComponentModel;
  readonly isTemplate: boolean;
}

function templateTeams(): ScriptedTeam[] {
  return listTemplates(TEMPLATES).map(({ id, name, task }) => {
    const compiled = compile(loadTemplate(TEMPLATES, id)!.document); // `!`: the id was just listed
    if (!compiled.ok) throw new Error(`The template ${id} does not compile.`);
    return { name, task, plan: compiled.plan, isTemplate: true };
  });
}

async function runAndReplay(
  file: string,
  { plan, task, isTemplate }: ScriptedTeam,
  seed: number,
): Promise<string | null> {
  const connection = openDatabase(file);
  const world = new ScriptedEffects({ connection, seed, onEffect: () => undefined });
  const ports = isTemplate ? delayedPorts(world) : world;
  const service = createRunService({
    store: new SqliteRunStore(connection),
    blobs: new SqliteBlobStore(connection),
    owner: { id: 'delays', pid: process.pid },
    buildTeam: (built, { onFailure }) => buildTeam(built, ports, onFailure),
    newId: () => RunId.parse('the-run'),
    now: () => Date.now(),
    random: () => 0.5,
    approvals: NOBODY_ASKS,
    money: moneyPorts(),
    redactor: NO_REDACTION,
    engine: 'delays',
  });
  try {
    const run = service.start({ plan, title: 't', document: null, task, overrides: {}, debug: false, breakpoints: [] });
    const [outcome] = await Promise.all([service.settled(run), answerPeople(service, run)]);
    if (outcome.type !== 'ended' || outcome.reason !== 'finished') return `ended as ${JSON.stringify(outcome)}`;
    return (await service.replay(run)).difference;
  } finally {
    await service.close();
    connection.close();
  }
}

async function answerPeople(service: RunService, run: RunId): Promise<void> {
  for await (const signal of service.watch(run, 0, new AbortController().signal)) {
    if (signal.type !== 'event' || signal.event.body.type !== 'hold') continue;
    service.control(run, { type: 'answer', place: signal.event.body.place, text: 'Agreed, go on.' });
  }
}

/** The real scripted clients and tools, each answer after a random while. */
function delayedPorts(world: ScriptedEffects): BuildPorts {
  return {
    createModelClient: (component) => {
      const config = { ...component.config, words_per_second: 0 };
      const keys = { env: {}, secrets: { secret: () => undefined }, confirmed: [] };
      return delayed(createModelClient({ component: { ...component, config }, keys }), world);
    },
    createTool: (component) => {
      const tool = createTool(component, Date.now);
      const run: typeof tool.run = async (args, context) => {
        await sleep(world.delayMs(), undefined, { signal: context.signal });
        return tool.run(args, context);
      };
      return { schema: tool.schema, risk: tool.risk, run };
    },
  };
}

function delayed(client: ModelClient, world: ScriptedEffects): ModelClient {
  return {
    info: client.info,
    label: client.label,
    live: client.live,
    skip: () => client.skip?.(),
    async *stream(request, signal) {
      await sleep(world.delayMs(), undefined, { signal });
      yield* client.stream(request, signal);
    },
  };
}
