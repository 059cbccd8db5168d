import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** What `npx troupe` runs from these sources, as its own process. */
export function troupe(...args: readonly string[]): Promise<Ended> {
  return troupeIn({}, ...args);
}

/** The same, with these variables in its environment. */
export async function troupeIn(env: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Ended> {
  const main = fileURLToPath(new URL('../../app/cli/main.ts', import.meta.url));
  const child = spawn(process.execPath, [main, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (piece: string) => (out += piece));
  child.stderr.setEncoding('utf8').on('data', (piece: string) => (err += piece));
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, out, err };
}
