import { NO_REDACTION } from '../../core/redactor.ts';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RunId } from '../../../shared/ids.ts';
import { buildTeam } from '../../compiler/build-team.ts';
import { SqliteBlobStore } from '../../storage/blob-store.ts';
import { openDatabase } from '../../storage/database.ts';
import { SqliteRunStore } from '../../storage/run-store.ts';
import { moneyPorts } from '../money.fixture.ts';
import { createRunService } from '../create-run-service.ts';
import { delayedReplays } from './delayed-replays.ts';
import { ScriptedEffects } from './scripted-effects.ts';

/**
 * Kills a working engine with SIGKILL at random moments and lets another go on, again and again, then looks at what is
 * left; then runs every scripted team under five random delays and replays it. `node main/runs/crash/harness.ts [kills]`
 * (default 100). Exit 1 when a promise was broken.
 */
const wantedKills = Number(process.argv[2] ?? 100);
const folder = mkdtempSync(join(tmpdir(), 'troupe-crash-'));
const worker = fileURLToPath(new URL('./crash-worker.ts', import.meta.url));
const run = RunId.parse('the-run');
const totals = { runs: 0, kills: 0, effects: 0, repeatedCommitted: 0, repeatedInFlight: 0, broken: 0 };

const expected = await uninterrupted();
await Promise.all([runMany(0), runMany(1)]);
const { replays, differences } = await delayedReplays(join(folder, 'delays'));
for (const difference of differences) console.error(`replay differs: ${difference}`);
rmSync(folder, { recursive: true, force: true });
console.log(JSON.stringify({ ...totals, replays }));
const failed = differences.length + (totals.broken + totals.repeatedCommitted > 0 ? 1 : 0);
console.log(`${totals.runs + replays - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

async function uninterrupted(): Promise<readonly string[]> {
  const files = filesOf('uninterrupted');
  await work(files, 0, undefined);
  return look(files).messages;
}

async function runMany(lane: number): Promise<void> {
  for (let round = 0; totals.kills < wantedKills; round += 1)
    await oneRun(filesOf(`${lane}-${round}`), lane * 1000 + round);
}

interface Files {
  readonly database: string;
  readonly effects: string;
}

function filesOf(name: string): Files {
  const files = { database: join(folder, `${name}.db`), effects: join(folder, `${name}.log`) };
  writeFileSync(files.effects, '');
  return files;
}

async function oneRun(files: Files, seed: number): Promise<void> {
  totals.runs += 1;
  let committed: ReadonlySet<string> = new Set();
  for (let life = 0; ; life += 1) {
    const before = effectsOf(files).length;
    const isOver = await work(files, seed * 100 + life, life < 8 ? 120 + Math.random() * 260 : undefined);
    const again = effectsOf(files)
      .slice(before)
      .filter((name) => committed.has(name));
    totals.repeatedCommitted += again.length;
    if (again.length > 0) console.error('done again although committed:', again);
    const { committed: now, messages, problem } = look(files);
    committed = now;
    if (problem !== undefined) broken(problem);
    if (!isOver) continue;
    if (JSON.stringify(messages) !== JSON.stringify(expected)) broken('the end differs from an uninterrupted run');
    await replay(files);
    break;
  }
  const effects = effectsOf(files);
  totals.effects += effects.length;
  totals.repeatedInFlight += effects.length - new Set(effects).size;
}

function broken(what: string): void {
  totals.broken += 1;
  console.error(`broken: ${what}`);
}

function effectsOf({ effects }: Files): string[] {
  return readFileSync(effects, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
}

/** True when the run ended before it was killed. */
async function work({ database, effects }: Files, seed: number, killAfterMs: number | undefined): Promise<boolean> {
  const child = spawn(process.execPath, [worker, database, effects, String(seed)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const timer = killAfterMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  const signal = await new Promise((resolve) => child.on('close', (_code, by) => resolve(by)));
  clearTimeout(timer);
  if (signal === 'SIGKILL') totals.kills += 1;
  else if (!output.includes('"finished"')) broken(`the worker ended with ${output || 'nothing'}`);
  return signal !== 'SIGKILL';
}

interface Look {
  readonly messages: readonly string[];
  /** Names of the effects whose outcomes are committed. */
  readonly committed: ReadonlySet<string>;
  readonly problem: string | undefined;
}

function look({ database }: Files): Look {
  const connection = openDatabase(database);
  try {
    const store = new SqliteRunStore(connection);
    const events = store.get(run) === undefined ? [] : [...store.scan(run, 0)];
    const hasGap = events.some((event, index) => event.sequence !== index + 1);
    const integrity = connection
      .prepare<[], { integrity_check: string }>('PRAGMA integrity_check')
      .get()?.integrity_check;
    const committed = events.flatMap(({ body }) => (body.type === 'effect-end' ? namesIn(body.outcome) : []));
    const messages = events.flatMap(({ body }) => (body.type === 'message' ? [withoutStamp(body.message)] : []));
    const problem = hasGap ? 'a gap in the numbers' : integrity === 'ok' ? undefined : integrity;
    return { messages, committed: new Set(committed), problem };
  } finally {
    connection.close();
  }
}

/** The names of effects in an outcome: text of a model, ids of its calls, content of a tool. */
function namesIn(outcome: unknown): string[] {
  const { content } = (outcome ?? {}) as { content?: string | { id: string }[] };
  if (typeof content === 'string') return [content];
  return (content ?? []).map(({ id }) => id.slice(0, id.indexOf('/')));
}

function withoutStamp(message: object): string {
  const { id: _id, created_at: _time, request_id: _request, ...said } = message as Record<string, unknown>;
  return JSON.stringify(said);
}

async function replay({ database }: Files): Promise<void> {
  const connection = openDatabase(database);
  const world = new ScriptedEffects({ seed: 1, onEffect: (name) => broken(`a replay did ${name}`) });
  const service = createRunService({
    store: new SqliteRunStore(connection),
    blobs: new SqliteBlobStore(connection),
    owner: { id: 'replay', pid: process.pid },
    buildTeam: (plan, { onFailure }) => buildTeam(plan, world, onFailure),
    newId: () => run,
    now: () => 0,
    random: () => 0,
    money: moneyPorts(),
    redactor: NO_REDACTION,
    engine: 'crash-test',
  });
  const { difference } = await service.replay(run);
  if (difference !== null) broken(`the replay differs: ${difference}`);
  await service.close();
  connection.close();
}
