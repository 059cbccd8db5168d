import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { packFolder } from '../../app/data-folder.ts';
import { troupe, troupeIn } from '../live/troupe.ts';
import { SANDBOX_DATA } from '../../app/engine/real-sandbox.fixture.ts';
import { sandboxProcesses } from './outside.ts';
import type { SandboxCase } from './sandbox-case.ts';

export const teamCases: readonly SandboxCase[] = [
  { name: 'an assistant and a user proxy find the primes, as in the tutorial of AG2', run: findPrimes },
  { name: "AutoGen's executors of this machine and of a container run in the sandbox", run: foreignExecutors },
  {
    name: 'files go on from step to step, also after a kill in the middle of code; nothing is left of it',
    run: killed,
  },
  { name: 'functions of a selector choose who speaks, and its model among those they leave', run: selectorFunctions },
  { name: 'a team with code fetches the sandbox where it is not installed', run: fetched },
  { name: 'a team with code says what is missing where the sandbox cannot be fetched', run: withoutPack },
];

interface Folder {
  readonly data: string;
  readonly team: string;
}

/** A data folder of its own with the installed pack, and a file for a team. */
async function inFolder<T>(team: object, work: (folder: Folder) => Promise<T>, withPack = true): Promise<T> {
  const data = mkdtempSync(join(tmpdir(), 'troupe-sandbox-'));
  try {
    if (withPack) symlinkSync(packFolder(SANDBOX_DATA), packFolder(data));
    const file = join(data, 'team.json');
    writeFileSync(file, JSON.stringify(team));
    return await work({ data, team: file });
  } finally {
    rmSync(data, { recursive: true });
  }
}

const component = (type: string, provider: string, config: object): object => ({
  provider,
  component_type: type,
  version: 1,
  config,
});
const scripted = (...replies: string[]): object =>
  component('model', 'troupe.models.ScriptedChatCompletionClient', { replies, words_per_second: null, loop: false });
const assistant = (name: string, ...replies: string[]): object =>
  component('agent', 'autogen_agentchat.agents.AssistantAgent', { name, model_client: scripted(...replies) });
const team = (participants: object[], config: object): object =>
  component('team', 'autogen_agentchat.teams.RoundRobinGroupChat', { participants, ...config });
const executor = (provider: string, config: object = {}): object => component('code_executor', provider, config);
const SANDBOX = executor('troupe.code_executors.SandboxCodeExecutor', { timeout: 30 });
const runner = (codeExecutor: object): object =>
  component('agent', 'autogen_agentchat.agents.CodeExecutorAgent', { name: 'runner', code_executor: codeExecutor });
const python = (code: string): string => `\`\`\`python\n${code}\n\`\`\``;

/** What a run prints, as `source: content`. */
async function said({ data, team: file }: Folder, ...more: string[]): Promise<string[]> {
  const { out, err, status } = await troupe('run', file, '--task', 'go', '--data', data, '--jsonl', ...more);
  assert.equal(status, 0, err);
  return texts(out);
}

function texts(out: string): string[] {
  return out
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as { type: string; source?: string; content?: unknown })
    .filter(({ type }) => type === 'TextMessage' || type === 'StopMessage')
    .map(({ source, content }) => `${source}: ${String(content)}`);
}

const SIEVE = `def primes(limit):
    sieve = [True] * (limit + 1)
    for p in range(2, int(limit**0.5) + 1):
        if sieve[p]:
            for multiple in range(p * p, limit + 1, p):
                sieve[multiple] = False
    return [n for n in range(2, limit + 1) if sieve[n]]
print(primes(20))`;

async function findPrimes(): Promise<string> {
  const broken = SIEVE.replace('print(primes(20))', 'print(prime(20))');
  const proxy = component('agent', 'troupe.agents.ConversableAgent', {
    name: 'user_proxy',
    human_input_mode: 'NEVER',
    code_executor: SANDBOX,
  });
  const ends = component('termination', 'autogen_agentchat.conditions.StopMessageTermination', {});
  const plan = team(
    [assistant('assistant', python(broken), python(SIEVE), 'The primes up to 20 are found. TERMINATE'), proxy],
    { termination_condition: ends },
  );
  return inFolder(plan, async (folder) => {
    const [, , first, , second, third, last] = await said(folder);
    assert.match(first ?? '', /^user_proxy: The script ran, then exited with an error \(POSIX exit code: 1\)/);
    assert.match(first ?? '', /NameError: name 'prime' is not defined\. Did you mean: 'primes'\?\n$/);
    assert.equal(second, 'user_proxy: [2, 3, 5, 7, 11, 13, 17, 19]\n');
    assert.match(third ?? '', /TERMINATE$/);
    assert.equal(last, 'user_proxy: The conversation ends: "TERMINATE" was said.');
    return second ?? '';
  });
}

async function foreignExecutors(): Promise<string> {
  const providers = [
    'autogen_ext.code_executors.local.LocalCommandLineCodeExecutor',
    'autogen_ext.code_executors.docker.DockerCommandLineCodeExecutor',
    'autogen_ext.code_executors.jupyter.JupyterCodeExecutor',
  ];
  for (const provider of providers) {
    const code = `import os, sys\nprint(sys.platform, os.getcwd(), os.listdir('.'))`;
    const plan = team([assistant('writer', `${python(code)}\n\`\`\`sh\nls /\n\`\`\``), runner(executor(provider))], {
      max_turns: 2,
    });
    const told = await inFolder(plan, (folder) => said(folder));
    assert.match(told.at(-1) ?? '', /emscripten \/work \[\]\nThe sandbox runs Python, JavaScript and TypeScript only/);
  }
  return `${providers.length} executors`;
}

async function selectorFunctions(): Promise<string> {
  const plan = component('team', 'autogen_agentchat.teams.SelectorGroupChat', {
    participants: ['ann', 'bob', 'cy'].map((name) => assistant(name, `${name} 1`, `${name} 2`)),
    model_client: scripted('cy'),
    selector_prompt: 'Who of {participants}?',
    allow_repeated_speaker: false,
    max_turns: 3,
    selector_function: `export default ({ messages }: { messages: { source: string }[] }) =>
      messages.length === 1 ? 'bob' : messages.at(-1)?.source === 'bob' ? null : 'ann';`,
    candidate_function: `export default ({ participants, previous }) => participants.filter((name) => name !== previous && name !== 'ann').concat('bob');`,
  });
  return inFolder(plan, async (folder) => {
    const told = await said(folder);
    assert.deepEqual(told, ['user: go', 'bob: bob 1', 'cy: cy 1', 'ann: ann 1']);
    const { out } = await troupe('runs', '--data', folder.data);
    const replayed = await troupe(
      'run',
      folder.team,
      '--replay',
      /run-[\w-]+/.exec(out)?.[0] ?? '',
      '--data',
      folder.data,
    );
    assert.equal(replayed.status, 0, replayed.err);
    return told.slice(1).join(', ');
  });
}

/** The engine is killed while code sleeps; the run is resumed in another process. */
async function killed(): Promise<string> {
  const slow = `import os, time\nprint(sorted(os.listdir('.')))\nopen('slow', 'w').close()\ntime.sleep(4)`;
  const plan = team(
    [
      assistant(
        'writer',
        python(`open('first', 'w').write('1')\nprint('made')`),
        python(slow),
        python(`import os\nprint(sorted(os.listdir('.')))`),
      ),
      runner(SANDBOX),
    ],
    { max_turns: 6 },
  );
  return inFolder(plan, async ({ data, team: file }) => {
    const main = fileURLToPath(new URL('../../app/cli/main.ts', import.meta.url));
    const args = [main, 'run', file, '--task', 'go', '--data', data, '--jsonl'];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (piece: string) => (out += piece));
    // The third message of the writer's is the one whose code sleeps.
    for (let wait = 0; wait < 600 && texts(out).length < 4; wait += 1) await sleep(100);
    await sleep(1000);
    const inside = sandboxProcesses([child.pid ?? 0]);
    child.kill('SIGKILL');
    await once(child, 'close');
    for (let wait = 0; wait < 100 && inside.some(isAlive); wait += 1) await sleep(50);
    assert.deepEqual(inside.filter(isAlive), [], 'a process outlives the engine');
    const { out: list } = await troupe('runs', '--data', data);
    const run = /run-[\w-]+/.exec(list)?.[0] ?? '';
    const resumed = await troupe('resume', run, '--data', data, '--jsonl');
    assert.equal(resumed.status, 0, resumed.err);
    const all = texts((await troupe('runs', 'show', run, '--data', data)).out);
    assert.deepEqual(
      all.filter((line) => line.startsWith('runner')),
      ['runner: made\n', "runner: ['first']\n", "runner: ['first', 'slow']\n"],
    );
    return `${inside.length} processes gone with the engine`;
  });
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function fetched(): Promise<string> {
  const plan = team([assistant('writer', python('print(6 * 7)')), runner(SANDBOX)], { max_turns: 2 });
  return inFolder(
    plan,
    async (folder) => {
      const { out, err } = await troupe('run', folder.team, '--task', 'go', '--data', folder.data, '--jsonl');
      assert.match(err, /^This team brings code\. The sandbox that it runs in is fetched now, once: \d+ MB\.$/m);
      assert.equal(texts(out).at(-1), 'runner: 42\n');
      return 'its code ran';
    },
    false,
  );
}

async function withoutPack(): Promise<string> {
  const plan = team([assistant('writer', python('print(1)')), runner(SANDBOX)], { max_turns: 2 });
  return inFolder(
    plan,
    async (folder) => {
      const away = { npm_config_registry: 'http://127.0.0.1:9', npm_config_cache: join(folder.data, 'npm') };
      const args = ['run', folder.team, '--task', 'go', '--data', folder.data, '--jsonl'];
      const { out, err } = await troupeIn(away, ...args);
      assert.match(texts(out).at(-1) ?? '', /The sandbox, .* is not installed\. .*troupe packs install sandbox$/m);
      assert.match(err, /^The package registry cannot be reached\./m);
      assert.match(err, /^The run goes on without the sandbox, and its code is not run\.$/m);
      return 'told before the run, and by its code';
    },
    false,
  );
}
