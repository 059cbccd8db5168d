import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { JsonObject } from '../../shared/json.ts';

/** Python AutoGen 0.7.5 in a process of its own, which does nothing between two questions. */
export interface Autogen {
  /** A rate as AutoGen measured it itself; the questions stand in `autogen.py`. @throws with what Python said. */
  readonly rate: (question: JsonObject) => Promise<number>;
  readonly close: () => Promise<void>;
}

/** Starts AutoGen in the environment of the comparison. Gives back the reason where it is not to be had. */
export function openAutogen(): Autogen | string {
  const made = spawnSync(process.execPath, [pathOf('../../e2e/interop/venv.mjs')], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (made.status !== 0) return made.stderr.trim();
  const python = spawn(made.stdout.trim(), [pathOf('./autogen.py')], { stdio: ['pipe', 'pipe', 'inherit'] });
  const answers = createInterface({ input: python.stdout })[Symbol.asyncIterator]();
  const ended = once(python, 'exit');
  return {
    rate: async (question) => {
      python.stdin.write(`${JSON.stringify(question)}\n`);
      const { done, value } = await answers.next();
      if (done === true) throw new Error('AutoGen ended without an answer; what it said stands above.');
      return (JSON.parse(value) as { rate: number }).rate;
    },
    close: async () => {
      python.stdin.end();
      await ended;
    },
  };
}

function pathOf(file: string): string {
  return fileURLToPath(new URL(file, import.meta.url));
}
