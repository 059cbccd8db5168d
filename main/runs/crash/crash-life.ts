import { NO_REDACTION } from '../../core/redactor.ts';
import { appendFileSync, readFileSync } from 'node:fs';
import { RunId } from '../../../shared/ids.ts';
import { USUAL_RULES } from '../../../shared/run/approval.ts';
import { buildTeam } from '../../compiler/build-team.ts';
import type { SandboxPlaces } from '../../sandbox/deno-command.ts';
import { SqliteBlobStore } from '../../storage/blob-store.ts';
import { openDatabase } from '../../storage/database.ts';
import { moneyPorts, PRICED } from '../money.fixture.ts';
import { NO_MEMORY } from '../approval-parts.ts';
import { createRunService } from '../create-run-service.ts';
import type { RunOutcome, RunService } from '../run-service.ts';
import { answerTo, FIRST_BUDGET } from './crash-person.ts';
import { type CrashTeam, crashTeams } from './crash-teams.ts';
import { DyingRunStore, type KillPoint } from './kill-point.ts';
import { ScriptedEffects } from './scripted-effects.ts';

/** What one process does with the run. */
export interface CrashLife {
  /** Name of one of `crashTeams`. */
  readonly team: string;
  readonly database: string;
  /** Every effect that is really done is written there first, outside of the database. */
  readonly effects: string;
  readonly seed: number;
  /** Absent: somebody else kills it, or nobody. */
  readonly diesAt?: KillPoint | undefined;
  /** Effects and answers come as soon as they can, so that equal lives have equal commits. */
  readonly isHasty?: boolean;
  /** Where code runs, of teams that have some. */
  readonly sandbox?: SandboxPlaces | undefined;
  onBegin?: () => void;
}

export const THE_RUN = RunId.parse('the-run');

/** Works on the run until it ends: begins it, or goes on with it, and answers as the person. */
export async function live(life: CrashLife): Promise<{ readonly outcome: RunOutcome; readonly commits: number }> {
  const { database, effects, diesAt, seed, sandbox, isHasty = false } = life;
  const connection = openDatabase(database);
  const world = new ScriptedEffects({
    connection,
    seed: seed + process.pid,
    isHasty,
    sandbox,
    onEffect: (what) => appendFileSync(effects, `${what}\n`),
  });
  const store = new DyingRunStore(connection, diesAt);
  const service = createRunService({
    store,
    blobs: new SqliteBlobStore(connection),
    owner: { id: `worker-${process.pid}-${seed}`, pid: process.pid },
    buildTeam: (plan, { onFailure }) => buildTeam(plan, world, onFailure),
    newId: () => THE_RUN,
    now: () => Date.now(),
    random: () => 0.5,
    approvals: { usual: () => ({ run: USUAL_RULES, agents: {} }), memory: NO_MEMORY },
    money: { ...moneyPorts(), prices: { table: 'crash', priceOf: () => PRICED, contextOf: () => undefined } },
    redactor: NO_REDACTION,
    engine: 'crash-test',
  });
  const team = crashTeams[life.team]!; // the harness names one of them
  const over = new AbortController();
  life.onBegin?.();
  try {
    if ((store.get(THE_RUN)?.lastSequence ?? 0) > 0) service.resume(THE_RUN);
    else begin(service, team);
    void answerPeople(service, { team, effects, pause: () => world.pause(), over: over.signal });
    return { outcome: await service.settled(THE_RUN), commits: store.commits };
  } finally {
    over.abort();
    world.close();
    await service.close();
    connection.close();
  }
}

function begin(service: RunService, { plan }: CrashTeam): void {
  const rest = { document: null, overrides: {}, debug: false, breakpoints: [] };
  service.start({ plan, title: 'crash', task: 'go', budget: FIRST_BUDGET, ...rest });
}

interface Answering {
  readonly team: CrashTeam;
  readonly effects: string;
  readonly pause: () => Promise<void>;
  readonly over: AbortSignal;
}

/** Answers every hold that the log tells, also those of earlier lives: what is answered already is not asked again. */
async function answerPeople(service: RunService, { team, effects, pause, over }: Answering): Promise<void> {
  for await (const signal of service.watch(THE_RUN, 0, over)) {
    if (signal.type !== 'event' || signal.event.body.type !== 'hold') continue;
    await pause();
    if (over.aborted) return;
    const answer = answerTo(signal.event.body, team, new Set(linesOf(effects)));
    if (answer !== undefined) service.control(THE_RUN, answer);
  }
}

/** The names of the effects that were done, in order. */
export function linesOf(effects: string): string[] {
  return readFileSync(effects, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
}
