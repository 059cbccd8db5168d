import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hostileParams, isAlive, referenceParams } from '../../main/tools/mcp/mcp.fixture.ts';
import { isChatMessage } from '../../shared/chat/chat-item.ts';
import { toText } from '../../shared/chat/text.ts';
import type { RunId } from '../../shared/ids.ts';
import { ALLOW_ALL } from '../../shared/run/approval.ts';
import type { HoldReason, RunEventBody } from '../../shared/run/event.ts';
import { composeEngine, type ComposedEngine } from './compose-engine.ts';
import { agentPart, PERSON, serverPart, teamOf, toolCall } from './mcp-team.fixture.ts';
import { secretsOfThisProcess } from './process-secrets.ts';
import { startTeam } from './start-team.fixture.ts';

let folder: string;
let starts: string;
let composed: ComposedEngine;

function compose(): ComposedEngine {
  return composeEngine({ host: 'serve', dataFolder: folder, notices: [], secrets: secretsOfThisProcess() });
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'troupe-mcp-'));
  starts = join(folder, 'starts');
  composed = compose();
});

afterEach(async () => {
  await composed.close();
  const left = pids().filter(isAlive);
  rmSync(folder, { recursive: true });
  if (left.length > 0) throw new Error(`Servers are left: ${left.join(', ')}`);
});

/** Of all servers that were started, in order. */
function pids(): number[] {
  return existsSync(starts) ? readFileSync(starts, 'utf8').trim().split('\n').map(Number) : [];
}

function bodies(run: RunId): RunEventBody[] {
  return [...composed.engine.runStore.scan(run, 0)].map(({ body }) => body);
}

function said(run: RunId): string[] {
  return bodies(run).flatMap((body) => {
    if (body.type !== 'message' || !isChatMessage(body.message)) return [];
    return [`${body.message.source}: ${toText(body.message)}`];
  });
}

const start = (team: object): RunId => startTeam(composed, team, { approvals: ALLOW_ALL });

/** Looks at the log of a run after each event until it finds something there: nothing here depends on how fast servers start. */
async function found<T>(run: RunId, find: () => T | undefined): Promise<T> {
  const enough = new AbortController();
  try {
    for await (const _signal of composed.engine.runs.watch(run, 0, enough.signal)) {
      const one = find();
      if (one !== undefined) return one;
    }
  } finally {
    enough.abort();
  }
  throw new Error('The run is over.');
}

/** The question that the run waits with. */
function question(run: RunId, why?: HoldReason): Promise<Extract<RunEventBody, { type: 'hold' }>> {
  return found(run, () => {
    const all = bodies(run);
    const open = all.findLast((body) => body.type === 'hold');
    const after = all.slice(all.findLastIndex((body) => body === open));
    const isReleased = after.some((body) => body.type === 'release' && body.place === open?.place);
    return isReleased || (why !== undefined && open?.why !== why) ? undefined : open;
  });
}

describe('a run with an MCP server', () => {
  it('calls its tools, shares it between agents, ends it, and is replayed without it', async () => {
    const bench = serverPart(starts);
    const one = agentPart('one', [toolCall('count')], [bench]);
    const two = agentPart('two', [toolCall('count')], [bench]);
    const run = start(teamOf([one, two], 2));
    expect(await composed.engine.runs.settled(run)).toMatchObject({ type: 'ended', reason: 'finished' });
    expect(said(run)).toEqual(['user: Go', 'one: 1', 'two: 2']);
    expect(pids()).toHaveLength(1);
    expect(pids().filter(isAlive)).toEqual([]);
    expect(await composed.engine.runs.replay(run)).toEqual({ equal: true, turns: 2, difference: null });
    const [place = ''] = bodies(run).flatMap((body) =>
      body.type === 'effect-end' && body.kind === 'model' ? [body.place] : [],
    );
    const view = await composed.engine.runs.prompt(run, place);
    expect(view.prompt.tools.map(({ name }) => name)).toContain('count');
    expect(pids()).toHaveLength(1);
  });

  it('starts nothing while the team is built and nobody asks', async () => {
    const run = start(
      teamOf([agentPart('one', ['hello']), PERSON, agentPart('two', [toolCall('count')], [serverPart(starts)])], 3),
    );
    await question(run);
    expect(pids()).toEqual([]);
  });

  it('keeps the tools of a turn in the log once, and says afterwards only that they are the same', async () => {
    const agent = agentPart('one', [toolCall('count'), toolCall('count')], [serverPart(starts)]);
    const run = start(teamOf([agent], 2));
    await composed.engine.runs.settled(run);
    const listings = bodies(run).flatMap((body) =>
      body.type === 'effect-end' && body.place.includes('workbench:') ? [body.outcome] : [],
    );
    expect(listings).toEqual([expect.objectContaining({ label: 'hostile' }), { same: true }]);
  });

  it('sees tools that came while it ran', async () => {
    const agent = agentPart('one', [toolCall('change'), toolCall('late')], [serverPart(starts)]);
    const run = start(teamOf([agent], 2));
    await composed.engine.runs.settled(run);
    expect(said(run).at(-1)).toBe('one: No such tool.'); // which the server says, and not the agent
  });

  it('is stopped in the middle of a call, and ends the server', async () => {
    const run = start(teamOf([agentPart('one', [toolCall('hang')], [serverPart(starts)])], 1));
    await found(run, () => bodies(run).find((body) => body.type === 'effect-start' && body.place.includes('call:')));
    composed.engine.runs.control(run, { type: 'stop' });
    expect(await composed.engine.runs.settled(run)).toMatchObject({ type: 'ended', reason: 'stopped' });
    expect(pids().filter(isAlive)).toEqual([]);
  });

  it('fails with a clear error where the server cannot be started', async () => {
    const config = { server_params: { type: 'StdioServerParams', command: 'no-such-command-here' } };
    const run = start(teamOf([agentPart('one', ['x'], [serverPart(starts, config)])], 1));
    expect(await composed.engine.runs.settled(run)).toMatchObject({
      reason: 'failed',
      message: expect.stringContaining('the command "no-such-command-here" was not found'),
    });
  });
});

it('keeps a key that a server was given out of the log, also where the server shows it', async () => {
  composed.engine.secrets.put('mine', { value: 'canary-key-7193', baseUrls: [] });
  const env = { STARTS: starts, MY_TOKEN: 'secret:mine' };
  const bench = serverPart(starts, { server_params: hostileParams({ env }) });
  const run = start(teamOf([agentPart('one', [toolCall('environment')], [bench])], 1));
  await composed.engine.runs.settled(run);
  expect(said(run).at(-1)).toContain('MY_TOKEN');
  expect(JSON.stringify(bodies(run))).not.toContain('canary-key-7193');
});

it('asks for a key that is not kept, and starts nothing', async () => {
  const bench = serverPart(starts, { server_params: hostileParams({ env: { STARTS: starts, KEY: 'secret:nobody' } }) });
  const run = start(teamOf([agentPart('one', ['x'], [bench])], 1));
  expect(await composed.engine.runs.settled(run)).toMatchObject({
    reason: 'failed',
    message: expect.stringContaining('There is no key "nobody" here. Add it in the settings.'),
  });
  expect(pids()).toEqual([]);
});

describe('permission', () => {
  it('is asked for before a server is started, and without it the agent has no such tools', async () => {
    const agent = agentPart('one', [toolCall('count')], [serverPart(starts)]);
    const run = startTeam(composed, teamOf([agent], 1));
    const { place, why, pending } = await question(run);
    expect({ why, pending }).toMatchObject({
      why: 'approval',
      pending: { tool: 'start_mcp_server', arguments: { variables: ['STARTS'] }, risk: 'execute' },
    });
    expect(pids()).toEqual([]);
    composed.engine.runs.control(run, { type: 'approve', place, decision: 'deny' });
    await composed.engine.runs.settled(run);
    expect(said(run).at(-1)).toBe("one: Error: tool 'count' not found in any workbench");
    expect(pids()).toEqual([]);
    expect(await composed.engine.runs.replay(run)).toMatchObject({ equal: true });
  });

  it('is asked for again where the run goes on in another process, and not for the calls of an open server', async () => {
    const agent = agentPart(
      'one',
      [toolCall('echo', { text: 'a' }), toolCall('echo', { text: 'b' })],
      [serverPart(starts)],
    );
    const run = startTeam(composed, teamOf([agent, PERSON], 3));
    const allow = async (why: 'human' | 'approval'): Promise<void> => {
      const { place } = await question(run, why);
      if (why === 'human') composed.engine.runs.control(run, { type: 'answer', place, text: 'on' });
      else composed.engine.runs.control(run, { type: 'approve', place, decision: 'allow' });
    };
    await allow('approval');
    await question(run, 'human');
    expect(said(run)).toContain('one: a');
    await composed.close();
    composed = compose();
    composed.engine.runs.resume(run);
    await allow('human');
    await allow('approval');
    await composed.engine.runs.settled(run);
    expect(said(run)).toEqual(['user: Go', 'one: a', 'ada: on', 'one: b']);
    expect(pids()).toHaveLength(2);
  });
});

describe('a run that goes on in another process', () => {
  async function parkedAt(config: object): Promise<RunId> {
    const agent = agentPart('one', [toolCall('count'), toolCall('count')], [serverPart(starts, config)]);
    const run = start(teamOf([agent, PERSON], 3));
    await question(run);
    await composed.close();
    expect(pids().filter(isAlive)).toEqual([]);
    composed = compose();
    composed.engine.runs.resume(run);
    const { place } = await question(run);
    composed.engine.runs.control(run, { type: 'answer', place, text: 'go on' });
    return run;
  }

  it('starts its server again, and says that what it remembered is gone', async () => {
    const run = await parkedAt({});
    await composed.engine.runs.settled(run);
    expect(said(run)).toEqual(['user: Go', 'one: 1', 'ada: go on', 'one: 1']);
    const notices = bodies(run).flatMap((body) => (body.type === 'notice' ? [body.words] : []));
    expect(notices).toEqual([
      expect.stringContaining('was started anew. What it remembered of earlier calls is gone.'),
    ]);
    expect(await composed.engine.runs.replay(run)).toMatchObject({ equal: true });
  });

  it.each([
    ['start-anew', 'one: 1'],
    ['leave-out', 'one: Skipped: what earlier calls had left there is gone.'],
  ] as const)('asks first where the session is not to be lost: %s', async (answer, last) => {
    const run = await parkedAt({ session: 'lost' });
    const asked = await question(run, 'lost-session');
    expect(asked).toMatchObject({
      why: 'lost-session',
      pending: {
        session: { server: expect.stringContaining('hostile-server'), why: expect.stringContaining('ended when') },
        tool: 'count',
        arguments: {},
      },
    });
    composed.engine.runs.control(run, { type: 'lost-session', place: asked.place, answer });
    await composed.engine.runs.settled(run);
    expect(said(run).at(-1)).toBe(last);
    expect(await composed.engine.runs.replay(run)).toMatchObject({ equal: true });
  });
});

it('leaves no server behind when the engine is killed in the middle of a call', async () => {
  const program = fileURLToPath(new URL('mcp-engine.fixture.ts', import.meta.url));
  const engine = spawn(process.execPath, [program, folder, starts], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(engine.stdout, 'data'); // the call has begun
  const [server] = pids();
  expect(isAlive(server ?? 0)).toBe(true);
  engine.kill('SIGKILL');
  await once(engine, 'exit');
  await vi.waitFor(() => expect(isAlive(server ?? 0)).toBe(false), { timeout: 5000 });
});

describe('a server that asks a person', () => {
  const part = (name: string, component_type: string, config: object): object => ({
    provider: `autogen_ext.tools.mcp.${name}`,
    component_type,
    version: 1,
    component_version: 1,
    config,
  });
  const host = part('McpSessionHost', 'mcp_session_host', {
    sampler: null,
    elicitor: part('StdioElicitor', 'mcp_elicitor', { timeout: null }),
    roots: null,
  });
  const team = (): object => {
    const bench = serverPart(starts, { server_params: referenceParams('everything'), host });
    return teamOf([agentPart('one', [toolCall('trigger-elicitation-request')], [bench])], 1);
  };
  const answer = (run: RunId, { place }: { place: string }, text: string): void =>
    composed.engine.runs.control(run, { type: 'answer', place, text });

  it('holds the run within the call, and the answer is part of what the call gave', async () => {
    const run = start(team());
    const asked = await question(run);
    expect(asked).toMatchObject({
      place: expect.stringMatching(/\/call:0\/tool:0\/human$/),
      why: 'human',
      pending: { server: expect.stringContaining('everything'), form: { type: 'object', required: ['name'] } },
    });
    answer(run, asked, '{"name": "Ada"}');
    await composed.engine.runs.settled(run);
    expect(said(run).at(-1)).toContain('- Name: Ada');
    const notices = bodies(run).flatMap((body) => (body.type === 'notice' ? [body.words] : []));
    expect(notices).toEqual([expect.stringContaining('asked, and was told: {"name":"Ada"}')]);
    expect(await composed.engine.runs.replay(run)).toEqual({ equal: true, turns: 1, difference: null });
  });

  it('is told what was answered before the call was made again, where it asks the same', async () => {
    const run = start(team());
    const before = await question(run);
    await composed.close();
    composed = compose();
    composed.engine.runs.resume(run);
    answer(run, before, '{"name": "Ada"}');
    const { place } = await question(run, 'did-it-happen');
    composed.engine.runs.control(run, { type: 'did-it-happen', place, answer: 'run-again' });
    await composed.engine.runs.settled(run);
    expect(said(run).at(-1)).toContain('- Name: Ada');
  });

  it.each([
    ['run-again', '- Name: Ada'],
    ['skip', 'Skipped: it is not known whether this was done.'],
  ] as const)(
    'and is gone with the engine asks no more before somebody says what became of the call: %s',
    async (choice, last) => {
      const run = start(team());
      const before = await question(run);
      await composed.close();
      composed = compose();
      composed.engine.runs.resume(run);
      const happened = await question(run, 'did-it-happen');
      expect(
        bodies(run)
          .filter((body) => body.type === 'release')
          .map(({ place }) => place),
      ).toContain(before.place);
      composed.engine.runs.control(run, { type: 'did-it-happen', place: happened.place, answer: choice });
      if (choice === 'run-again') answer(run, await question(run, 'human'), '{"name": "Ada"}');
      await composed.engine.runs.settled(run);
      expect(said(run).at(-1)).toContain(last);
      expect(await composed.engine.runs.replay(run)).toMatchObject({ equal: true });
    },
  );
});
