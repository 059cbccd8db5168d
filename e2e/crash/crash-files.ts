import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { linesOf, THE_RUN } from '../../main/runs/crash/crash-life.ts';
import { crashTeams } from '../../main/runs/crash/crash-teams.ts';
import { openDatabase } from '../../main/storage/database.ts';
import { SqliteRunStore } from '../../main/storage/run-store.ts';
import type { RunEvent } from '../../shared/run/event.ts';
import { memoryProblem } from './check-memory.ts';
import { moneyProblem } from './check-money.ts';

/** What all lives of one run leave behind. */
export interface Files {
  readonly team: string;
  readonly database: string;
  readonly effects: string;
}

export function filesOf(folder: string, { team, name }: { team: string; name: string }): Files {
  const base = join(folder, `${team}-${name}`);
  writeFileSync(`${base}.log`, '');
  return { team, database: `${base}.db`, effects: `${base}.log` };
}

/** The names of all effects that were really done, in order. */
export function effectsOf({ effects }: Files): string[] {
  return linesOf(effects);
}

/** What the database says of the run. */
export interface Look {
  readonly events: readonly RunEvent[];
  readonly messages: readonly string[];
  /** Names of the effects whose outcomes are committed. */
  readonly committed: ReadonlySet<string>;
  readonly problem: string | undefined;
  readonly hasEnded: boolean;
}

export function look({ database }: Files): Look {
  const connection = openDatabase(database);
  try {
    const store = new SqliteRunStore(connection);
    const events = store.get(THE_RUN) === undefined ? [] : [...store.scan(THE_RUN, 0)];
    const hasGap = events.some((event, index) => event.sequence !== index + 1);
    const integrity = connection
      .prepare<[], { integrity_check: string }>('PRAGMA integrity_check')
      .get()?.integrity_check;
    const committed = events.flatMap(({ body }) => (body.type === 'effect-end' ? namesIn(body.outcome) : []));
    const messages = events.flatMap(({ body }) => (body.type === 'message' ? [withoutStamp(body.message)] : []));
    const broken = hasGap ? 'a gap in the numbers' : integrity === 'ok' ? undefined : integrity;
    const problem = broken ?? moneyProblem(connection, events) ?? memoryProblem(connection, events);
    const hasEnded = events.at(-1)?.body.type === 'run-end';
    return { events, messages, committed: new Set(committed), problem, hasEnded };
  } finally {
    connection.close();
  }
}

/** What a run told. Where some speak side by side, in an order of its own. */
export function told(files: Files): readonly string[] {
  const { messages } = look(files);
  return crashTeams[files.team]?.speaksAtOnce === true ? messages.toSorted() : messages;
}

/** The names of effects in an outcome: thought or text of a model, ids of its calls, content of a tool. */
function namesIn(outcome: unknown): string[] {
  const { content, thought } = (outcome ?? {}) as { content?: string | { id: string }[]; thought?: string };
  if (typeof content === 'string') return [thought ?? content];
  return (Array.isArray(content) ? content : []).map(({ id }) => id.slice(0, id.indexOf('/')));
}

function withoutStamp(message: object): string {
  const { id: _id, created_at: _time, request_id: _request, ...said } = message as Record<string, unknown>;
  return JSON.stringify(said);
}
