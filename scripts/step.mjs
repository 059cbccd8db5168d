import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const logs = join(root, 'node_modules', '.cache', 'troupe', 'logs');

// Several of the tools colour even a file when they see CI.
const plainEnvironment = { ...process.env, NO_COLOR: '1' };

/**
 * One command of the checks, run by the Node that runs us.
 * @typedef {{ name: string, script: string, args: readonly string[] }} Step script: path from the project's folder
 * @typedef {{ name: string, isOk: boolean, seconds: number }} StepResult
 */

/**
 * Runs steps side by side, two at a time on the smallest machine, and prints each as it ends: one line, and all it said
 * when it failed. Output goes to a file, for oxlint panics when it writes much into a pipe.
 * @param {readonly Step[]} steps
 * @returns {Promise<StepResult[]>}
 */
export async function runSideBySide(steps) {
  const waiting = [...steps];
  /** @type {StepResult[]} */
  const results = [];
  const worker = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const log = join(logs, `${step.name.replaceAll(' ', '-')}.log`);
      const result = await runStep(step, log);
      print(result);
      if (!result.isOk) process.stdout.write(readFileSync(log, 'utf8'));
      results.push(result);
    }
  };
  await Promise.all(Array.from({ length: Math.max(2, Math.floor(availableParallelism() / 2)) }, worker));
  return results;
}

/**
 * Runs one step with its output on our own terminal.
 * @param {Step} step
 */
export async function runAloud(step) {
  console.log(`\n${step.name}`);
  const result = await runStep(step);
  print(result);
  return result;
}

/** @param {StepResult} result */
function print({ name, isOk, seconds }) {
  console.log(`${isOk ? 'ok    ' : 'FAILED'}  ${name.padEnd(16)} ${seconds.toFixed(1).padStart(6)} s`);
}

/**
 * @param {Step} step
 * @param {string} [log] a file for what it says; without one it speaks on our terminal
 * @returns {Promise<StepResult>}
 */
function runStep({ name, script, args }, log) {
  const started = performance.now();
  if (log) mkdirSync(dirname(log), { recursive: true });
  const output = log ? openSync(log, 'w') : 'inherit';
  const child = spawn(process.execPath, [join(root, script), ...args], {
    cwd: root,
    stdio: ['ignore', output, output],
    env: log ? plainEnvironment : process.env,
  });
  if (typeof output === 'number') closeSync(output);
  return new Promise((resolve) => {
    /** @param {boolean} isOk */
    const settle = (isOk) => resolve({ name, isOk, seconds: (performance.now() - started) / 1000 });
    child.on('error', () => settle(false));
    child.on('exit', (code) => settle(code === 0));
  });
}
