import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { obtainSandbox } from '../../app/engine/real-sandbox.fixture.ts';
import { live } from '../../main/runs/crash/crash-life.ts';
import type { SandboxPlaces } from '../../main/sandbox/deno-command.ts';
import { failureText } from '../../shared/failure.ts';
import { approvalProblem, approvalsIn } from './check-approvals.ts';
import { effectsOf, type Files, filesOf, look, told } from './crash-files.ts';

/** What came of killing one team at each of its commits. */
export interface Sweep {
  readonly title: string;
  readonly points: number;
  readonly problems: readonly string[];
  /** Why it was not killed at all. */
  readonly skipped?: string;
}

const worker = fileURLToPath(new URL('../../main/runs/crash/crash-worker.ts', import.meta.url));

/**
 * Teams that ask people, and one that runs code, die by SIGKILL before and after each of their commits, a run a point, and
 * this process goes on with what is left. So they die before a card, while it waits, between an answer and the effect,
 * between an effect and its outcome, and after that.
 */
export async function sweepKillPoints(folder: string): Promise<Sweep[]> {
  const asked = await sweep(folder, { team: 'approvals', sandbox: undefined });
  const title = 'code in a folder is killed at each commit';
  try {
    return [asked, await sweep(folder, { team: 'code in a folder', sandbox: await obtainSandbox() })];
  } catch (error) {
    return [asked, { title, points: 0, problems: [], skipped: failureText(error) }];
  }
}

interface Swept {
  readonly team: string;
  readonly sandbox: SandboxPlaces | undefined;
}

async function sweep(folder: string, { team, sandbox }: Swept): Promise<Sweep> {
  const peace = filesOf(folder, { team, name: 'in-peace-hasty' });
  const { commits } = await live({ ...peace, seed: 0, isHasty: true, sandbox });
  const expected: Expected = { told: told(peace), ...outside(peace), approvals: approvalsIn(look(peace).events) };
  const points = Array.from({ length: commits }, (_, index) => [`before:${index + 1}`, `after:${index + 1}`]).flat();
  const problems: string[] = [];
  const left = [...points];
  const kill = async (): Promise<void> => {
    for (let point = left.shift(); point !== undefined; point = left.shift()) {
      const files = filesOf(folder, { team, name: point.replace(':', '-') });
      for (const problem of await killAt(files, { point, sandbox, expected })) problems.push(`${point}: ${problem}`);
    }
  };
  await Promise.all([kill(), kill()]);
  return { title: `${team} is killed at each commit`, points: points.length, problems };
}

interface Expected {
  readonly told: readonly string[];
  /** Calls of tools that were really made, sorted. */
  readonly calls: readonly string[];
  readonly approvals: readonly string[];
}

interface KillAt {
  readonly point: string;
  readonly sandbox: SandboxPlaces | undefined;
  readonly expected: Expected;
}

/** Kills a run at one point, goes on with it, and gives what promises were broken. */
async function killAt(files: Files, { point, sandbox, expected }: KillAt): Promise<string[]> {
  const problems: string[] = [];
  const signal = await die(files, { point, sandbox });
  if (signal !== 'SIGKILL') problems.push(`it was not killed but ended by ${signal ?? 'itself'}`);
  const dead = look(files);
  const doneBefore = new Set(effectsOf(files));
  if (!dead.hasEnded) await live({ ...files, seed: 1, isHasty: true, sandbox });
  const after = look(files);
  const again = effectsOf(files)
    .slice(doneBefore.size)
    .filter((name) => dead.committed.has(name));
  if (again.length > 0) problems.push(`done again although committed: ${again.join(', ')}`);
  for (const { problem } of [dead, after]) if (problem !== undefined) problems.push(problem);
  if (!after.hasEnded) problems.push('it did not end');
  const { calls } = outside(files);
  const is = (what: string, [found, wanted]: readonly [unknown, unknown]): void => {
    if (JSON.stringify(found) !== JSON.stringify(wanted)) problems.push(`${what}: ${JSON.stringify(found)}`);
  };
  is('it told something else', [told(files), expected.told]);
  is('calls were made more or less than once', [calls, expected.calls]);
  is('other answers were given', [approvalsIn(after.events), expected.approvals]);
  const doubt = approvalProblem(dead.events, after.events);
  return doubt === undefined ? problems : [...problems, doubt];
}

/** Calls that touch the world, as it knows them: those of tools. */
function outside(files: Files): { calls: string[] } {
  return {
    calls: effectsOf(files)
      .filter((name) => name.includes('(') && !name.startsWith('code'))
      .toSorted(),
  };
}

function die(files: Files, { point, sandbox }: Omit<KillAt, 'expected'>): Promise<NodeJS.Signals | null> {
  const { team, database, effects } = files;
  const env = { ...process.env, ...(sandbox && { CRASH_SANDBOX: JSON.stringify(sandbox) }) };
  const child = spawn(process.execPath, [worker, team, database, effects, '0', point], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env,
  });
  return new Promise((resolve) => child.on('close', (_code, signal) => resolve(signal)));
}
