import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectRoot } from '../project-root.ts';

/** How a command line ended, and what it wrote. */
export interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** A command line that runs, as a person has it in front of him. */
export interface Troupe {
  readonly child: ChildProcessWithoutNullStreams;
  /** Resolves when standard output holds the text. */
  saw(text: string): Promise<void>;
  readonly ended: Promise<Ended>;
}

const root = projectRoot();
/** Without it each start would strip the types of the same few hundred files again. */
const NODE_COMPILE_CACHE = join(root, 'node_modules', '.cache', 'troupe', 'compile');

/** Starts the command line from its source, with nothing of the tester's own environment that could change it. */
export function spawnTroupe(args: readonly string[], env: Readonly<Record<string, string>> = {}): Troupe {
  const main = join(root, 'app', 'cli', 'main.ts');
  const child = spawn(process.execPath, [main, ...args], {
    env: { PATH: process.env['PATH'], NO_COLOR: '1', NODE_COMPILE_CACHE, TROUPE_KEYRING: 'off', ...env },
  });
  let out = '';
  let err = '';
  const heard = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    out += piece;
    for (const look of heard) look();
  });
  child.stderr.setEncoding('utf8').on('data', (piece: string) => (err += piece));
  child.stdin.on('error', () => undefined); // a program that has ended reads no more
  const ended = once(child, 'close').then(([status]): Ended => ({ status: status as number | null, out, err }));
  const saw = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (out.includes(text)) resolve();
      };
      heard.add(look);
      look();
      void ended.then(() => reject(new Error(`The program ended without saying "${text}":\n${out}\n${err}`)));
    });
  return { child, saw, ended };
}

/** Runs a command line to its end, with this text on standard input. */
export function troupe(
  args: readonly string[],
  input = '',
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const { child, ended } = spawnTroupe(args, env);
  child.stdin.end(input);
  return ended;
}
