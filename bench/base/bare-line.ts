import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ECHO = 'for await (const piece of Deno.stdin.readable) Deno.stdout.writeSync(piece);';

/** A line to a Deno process that gives it back, and the way back: what no call of such a process can be faster than. */
export async function bareLine(
  deno: string,
): Promise<{ readonly call: () => Promise<void>; readonly close: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'bare-line-'));
  const file = join(folder, 'echo.mjs');
  writeFileSync(file, ECHO);
  const child = spawn(deno, ['run', '--quiet', '--no-prompt', file], { stdio: ['pipe', 'pipe', 'inherit'] });
  const call = async (): Promise<void> => {
    const answer = once(child.stdout, 'data');
    child.stdin.write('{"a":1,"b":2}\n');
    await answer;
  };
  await call();
  return {
    call,
    close: () => {
      child.kill('SIGKILL');
      rmSync(folder, { recursive: true });
    },
  };
}
