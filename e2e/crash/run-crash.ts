import { NO_REDACTION } from '../../main/core/redactor.ts';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildTeam } from '../../main/compiler/build-team.ts';
import { SqliteBlobStore } from '../../main/storage/blob-store.ts';
import { openDatabase } from '../../main/storage/database.ts';
import { SqliteRunStore } from '../../main/storage/run-store.ts';
import { moneyPorts } from '../../main/runs/money.fixture.ts';
import { NOBODY_ASKS } from '../../main/runs/approval-parts.ts';
import { createRunService } from '../../main/runs/create-run-service.ts';
import { addTest, emptyTally, writeTally } from '../../scripts/tally.mjs';
import { THE_RUN } from '../../main/runs/crash/crash-life.ts';
import { crashTeams } from '../../main/runs/crash/crash-teams.ts';
import { effectsOf, type Files, filesOf, look, told } from './crash-files.ts';
import { sweepKillPoints } from './kill-points.ts';
import { delayedReplays } from '../../main/runs/crash/delayed-replays.ts';
import { ScriptedEffects } from '../../main/runs/crash/scripted-effects.ts';

/**
 * Kills a working engine with SIGKILL at random moments and lets another go on, again and again, with every team of
 * `crash-teams.ts`, and looks each time at what is left; kills teams that ask people and run code at each commit; then runs every scripted team under five random delays and
 * replays it. `node e2e/crash/run-crash.ts [kills]`, 100 where nothing is said, spread over the teams. Exit 1 when a
 * promise was broken.
 */
/** Teams whose code needs the sandbox are killed at chosen points only. */
const names = Object.entries(crashTeams).flatMap(([name, { runsCode = false }]) => (runsCode ? [] : [name]));
const killsOfEach = Math.ceil(Number(process.argv[2] ?? 100) / names.length);
const folder = mkdtempSync(join(tmpdir(), 'troupe-crash-'));
const worker = fileURLToPath(new URL('../../main/runs/crash/crash-worker.ts', import.meta.url));
/** So often one run is killed at most; its last life is long. */
const mostKills = Math.min(8, killsOfEach);
const LONGEST_LIFE_MS = 150;
const totals = { runs: 0, kills: 0, effects: 0, repeatedCommitted: 0, repeatedInFlight: 0 };
/** What was broken, by team. */
const broken = new Map<string, string[]>();

const waiting = [...names];
await Promise.all([killTeams(), killTeams()]);
const sweeps = await sweepKillPoints(folder);
const replays = await delayedReplays(join(folder, 'delays'));
rmSync(folder, { recursive: true, force: true });
conclude();

async function killTeams(): Promise<void> {
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) await killTeam(name);
}

/** Runs a team once in peace, then under fire until it was killed often enough. */
async function killTeam(name: string): Promise<void> {
  const files = filesOf(folder, { team: name, name: 'in-peace' });
  await work(files, 0, undefined);
  const expected = told(files);
  for (let round = 0, kills = 0; kills < killsOfEach; round += 1) {
    kills += await oneRun(filesOf(folder, { team: name, name: String(round) }), { seed: round, expected });
  }
}

function conclude(): void {
  const tally = emptyTally();
  const add = (title: string, problems: readonly string[]): void => {
    for (const problem of problems) console.error(`broken: ${title}: ${problem}`);
    const outcome = problems.length > 0 ? 'failed' : 'passed';
    addTest(tally, { suite: 'crash', title, outcome, reason: undefined });
  };
  for (const name of names) add(`${name} is killed`, broken.get(name) ?? []);
  for (const { name, difference } of replays) add(`${name} is replayed`, difference === null ? [] : [difference]);
  for (const { title, problems, skipped } of sweeps) {
    if (skipped === undefined) add(title, problems);
    else addTest(tally, { suite: 'crash', title, outcome: 'skipped', reason: skipped });
  }
  writeTally('crash', tally);
  const points = sweeps.reduce((sum, sweep) => sum + sweep.points, 0);
  console.log(JSON.stringify({ teams: names.length, ...totals, killPoints: points, replays: replays.length }));
  const { passed = 0, failed = 0 } = tally.suites['crash'] ?? {};
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

/** One run from its beginning to its end, through several lives. Gives how often it was killed. */
async function oneRun(
  files: Files,
  { seed, expected }: { seed: number; expected: readonly string[] },
): Promise<number> {
  totals.runs += 1;
  let committed: ReadonlySet<string> = new Set();
  let kills = 0;
  for (let life = 0; ; life += 1) {
    const before = effectsOf(files).length;
    const isDone = await work(files, seed * 100 + life, life < mostKills ? Math.random() * LONGEST_LIFE_MS : undefined);
    if (!isDone) kills += 1;
    const again = effectsOf(files)
      .slice(before)
      .filter((name) => committed.has(name));
    totals.repeatedCommitted += again.length;
    if (again.length > 0) isBroken(files, `done again although committed: ${again.join(', ')}`);
    const { committed: now, problem, hasEnded } = look(files);
    committed = now;
    if (problem !== undefined) isBroken(files, problem);
    // It may be killed when it has ended and has not said so yet.
    if (!isDone && !hasEnded) continue;
    if (JSON.stringify(told(files)) !== JSON.stringify(expected))
      isBroken(files, 'the end differs from a run in peace');
    await replay(files);
    break;
  }
  const effects = effectsOf(files);
  totals.effects += effects.length;
  totals.repeatedInFlight += effects.length - new Set(effects).size;
  return kills;
}

function isBroken({ team }: Files, what: string): void {
  broken.set(team, [...(broken.get(team) ?? []), what]);
}

/** True when the run ended before it was killed. A life is counted from the moment when the engine is built. */
async function work(files: Files, seed: number, killAfterMs: number | undefined): Promise<boolean> {
  const { team, database, effects } = files;
  const child = spawn(process.execPath, [worker, team, database, effects, String(seed)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  let timer: NodeJS.Timeout | undefined;
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    if (killAfterMs !== undefined) timer ??= setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  });
  const signal = await new Promise((resolve) => child.on('close', (_code, by) => resolve(by)));
  clearTimeout(timer);
  if (signal === 'SIGKILL') totals.kills += 1;
  else if (!output.includes('"finished"')) isBroken(files, `the worker ended with ${output || 'nothing'}`);
  return signal !== 'SIGKILL';
}

async function replay(files: Files): Promise<void> {
  const connection = openDatabase(files.database);
  const world = new ScriptedEffects({
    connection,
    seed: 1,
    onEffect: (name) => isBroken(files, `a replay did ${name}`),
  });
  const service = createRunService({
    store: new SqliteRunStore(connection),
    blobs: new SqliteBlobStore(connection),
    owner: { id: 'replay', pid: process.pid },
    buildTeam: (plan, { onFailure }) => buildTeam(plan, world, onFailure),
    newId: () => THE_RUN,
    now: () => 0,
    random: () => 0,
    approvals: NOBODY_ASKS,
    money: moneyPorts(),
    redactor: NO_REDACTION,
    engine: 'crash-test',
  });
  const { difference } = await service.replay(THE_RUN);
  if (difference !== null) isBroken(files, `the replay differs: ${difference}`);
  await service.close();
  connection.close();
}
