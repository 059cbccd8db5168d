import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildStale } from '../../scripts/build.mjs';
import { median } from '../measure.ts';
import type { Suite } from '../row.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The built program from its start: to its end where it only checks a file, to the first page where it serves. */
export const startUp: Suite = {
  run: async () => {
    await buildStale();
    const folder = mkdtempSync(join(tmpdir(), 'troupe-bench-'));
    try {
      const file = join(folder, 'team.json');
      writeFileSync(file, JSON.stringify(TEAM));
      const checked = await median(() => secondsToExit(['validate', file]));
      const served = await median(() => secondsToFirstPage(join(folder, 'data')));
      return [
        { ...IN_SECONDS, name: 'validate a file, start to exit', value: checked, aim: 0.2 },
        { ...IN_SECONDS, name: 'serve, start to first page', value: served, aim: 1.5 },
      ];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

const IN_SECONDS = { suite: 'start-up', base: null, ratio: null, unit: 's', better: 'less' } as const;

function secondsToExit(args: readonly string[]): number {
  const startMs = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ['dist/cli.js', ...args], { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`troupe ${args[0]} ended with ${status}: ${stderr}`);
  return (performance.now() - startMs) / 1000;
}

async function secondsToFirstPage(dataFolder: string): Promise<number> {
  const startMs = performance.now();
  const args = ['dist/cli.js', 'serve', '--no-open', '--port', '0', '--data', dataFolder];
  const server = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const page = await fetch(await announcedAddress(server));
    const text = await page.text();
    if (!page.ok || !text.includes('<script')) throw new Error(`The page answered ${page.status}: ${text}`);
    return (performance.now() - startMs) / 1000;
  } finally {
    const ended = once(server, 'exit');
    if (server.exitCode === null && server.kill()) await ended;
  }
}

async function announcedAddress({ stdout }: ChildProcess): Promise<string> {
  let printed = '';
  for await (const chunk of stdout ?? []) {
    printed += String(chunk);
    const address = /http:\S+/.exec(printed)?.[0];
    if (address !== undefined && printed.includes('\n')) return address;
  }
  throw new Error(`The server ended before it named its address: ${printed}`);
}

/** As AutoGen writes it: an assistant with a scripted model in a round robin. */
const TEAM = {
  provider: 'autogen_agentchat.teams.RoundRobinGroupChat',
  component_type: 'team',
  version: 1,
  component_version: 1,
  config: {
    participants: ['writer', 'critic'].map((name) => ({
      provider: 'autogen_agentchat.agents.AssistantAgent',
      component_type: 'agent',
      version: 2,
      component_version: 2,
      config: {
        name,
        description: `The ${name}.`,
        model_client: {
          provider: 'autogen_ext.models.replay.ReplayChatCompletionClient',
          component_type: 'replay_chat_completion_client',
          version: 1,
          component_version: 1,
          config: { chat_completions: ['Done.'] },
        },
        model_client_stream: false,
        reflect_on_tool_use: false,
        tool_call_summary_format: '{result}',
      },
    })),
    max_turns: 2,
    emit_team_events: false,
  },
};
