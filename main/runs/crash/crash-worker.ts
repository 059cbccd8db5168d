import { NO_REDACTION } from '../../core/redactor.ts';
import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { RunId } from '../../../shared/ids.ts';
import type { JsonObject } from '../../../shared/json.ts';
import { BudgetHold, NO_BUDGET, type RunBudget } from '../../../shared/run/budget.ts';
import { SqliteBlobStore } from '../../storage/blob-store.ts';
import { openDatabase } from '../../storage/database.ts';
import { SqliteRunStore } from '../../storage/run-store.ts';
import { moneyPorts, PRICED } from '../money.fixture.ts';
import { NOBODY_ASKS } from '../approval-parts.ts';
import { createRunService } from '../create-run-service.ts';
import { crashTeams } from './crash-teams.ts';
import { buildTeam } from '../../compiler/build-team.ts';
import { ScriptedEffects } from './scripted-effects.ts';

/**
 * Works on one run until it ends: begins it, or goes on with it. Every effect that is really done is written to a file
 * first, outside of the database. The harness kills this process again and again.
 */
const [team, databaseFile, effectsFile, seed] = process.argv.slice(2) as [string, string, string, string];
const run = RunId.parse('the-run');
const connection = openDatabase(databaseFile);
const world = new ScriptedEffects({
  connection,
  seed: Number(seed) + process.pid,
  onEffect: (what) => appendFileSync(effectsFile, `${what}\n`),
});
const store = new SqliteRunStore(connection);
const service = createRunService({
  store,
  blobs: new SqliteBlobStore(connection),
  owner: { id: `worker-${process.pid}`, pid: process.pid },
  buildTeam: (plan, { onFailure }) => buildTeam(plan, world, onFailure),
  newId: () => run,
  now: () => Date.now(),
  random: () => 0.5,
  approvals: NOBODY_ASKS,
  money: { ...moneyPorts(), prices: { table: 'crash', priceOf: () => PRICED, contextOf: () => undefined } },
  redactor: NO_REDACTION,
  engine: 'crash-test',
});

/** So little that calls are capped, and that what a kill takes is soon too much. */
const FIRST_LIMIT_USD = 0.3;
const RAISE_USD = 0.5;

process.stdout.write('begun\n');
if ((store.get(run)?.lastSequence ?? 0) > 0) service.resume(run);
else
  service.start({
    plan: crashTeams[team]!.plan, // the harness names one of them
    title: 'crash',
    document: null,
    task: 'go',
    overrides: {},
    debug: false,
    breakpoints: [],
    budget: budgetOf(FIRST_LIMIT_USD),
  });
void answerPeople();
const outcome = await service.settled(run);
process.stdout.write(`${JSON.stringify(outcome)}\n`);
connection.close();

/** Plays the person: answers every question, and says of unfinished effects that they are to be done again. */
async function answerPeople(): Promise<void> {
  for await (const signal of service.watch(run, 0, new AbortController().signal)) {
    if (signal.type !== 'event' || signal.event.body.type !== 'hold') continue;
    const { place, why, pending } = signal.event.body;
    await sleep(world.delayMs());
    if (why === 'budget') service.control(run, { type: 'set-budget', budget: budgetOf(usedIn(pending) + RAISE_USD) });
    if (why === 'human') service.control(run, { type: 'answer', place, text: `answer at ${place}` });
    if (why === 'did-it-happen') service.control(run, { type: 'did-it-happen', place, answer: 'run-again' });
  }
}

function budgetOf(costUsd: number): RunBudget {
  return { ...NO_BUDGET, run: { costUsd } };
}

/** Not the limit alone: a hold of an earlier life is answered once more, and may set a limit that is passed by now. */
function usedIn({ budget }: JsonObject): number {
  const { limit, spent } = BudgetHold.parse(budget);
  return Math.max(limit ?? 0, spent);
}
