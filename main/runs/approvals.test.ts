import { describe, expect, it } from 'vitest';
import { type ApprovalPolicy, USUAL_RULES } from '../../shared/run/approval.ts';
import type { RunId } from '../../shared/ids.ts';
import type { Json, JsonObject } from '../../shared/json.ts';
import type { RunEventBody } from '../../shared/run/event.ts';
import type { ComponentModel } from '../../shared/component/envelope.ts';
import type { RememberedTool } from './approval-parts.ts';
import {
  assistant,
  calls,
  createRig,
  logOf,
  type Rig,
  type RigOptions,
  roundRobin,
  scripted,
  tool,
  until,
} from './rig.fixture.ts';
import type { RunRequest } from './run-service.ts';

const PLACE = 'turn/1/worker/call:0/tool:0';
const APPROVAL = `${PLACE}/approval`;
const ASK: ApprovalPolicy = { run: USUAL_RULES, agents: {} };

/** A worker who makes these calls in one answer, then says what came of them. */
function planOf(...wanted: [string, JsonObject][]): ComponentModel {
  const names = [...new Set(wanted.map(([name]) => name))];
  const worker = assistant('worker', scripted(calls(...wanted), 'done'), {
    tools: names.map(tool),
    max_tool_iterations: 2,
  });
  return roundRobin([worker], { max_turns: 1 });
}

const SEND = planOf(['send', { to: 'bob' }]);

function start(rig: Rig, plan = SEND, request: Partial<RunRequest> = {}): RunId {
  const rest = { title: 't', document: null, task: 'go', overrides: {}, debug: false, breakpoints: [] };
  return rig.service.start({ plan, approvals: ASK, ...rest, ...request });
}

/** Waits until this many approvals are asked for. */
async function untilAsked(rig: Rig, run: RunId, count = 1): Promise<void> {
  let asked = 0;
  await until(rig, run, (signal) => {
    if (signal.type !== 'event' || signal.event.body.type !== 'hold') return false;
    return signal.event.body.why === 'approval' && (asked += 1) === count;
  });
}

function resultsOf(rig: Rig, run: RunId): { content: string; is_error: boolean | undefined }[] {
  return logOf(rig, run).flatMap(({ body }) => {
    if (body.type !== 'message' || body.message.type !== 'ToolCallExecutionEvent') return [];
    return body.message.content.map(({ content, is_error }) => ({ content, is_error: is_error ?? undefined }));
  });
}

/** What the log says of the effects at a place and under it. */
function storyOf(rig: Rig, run: RunId): string[] {
  return logOf(rig, run).flatMap(({ body }) => {
    if (!('place' in body) || !body.place.startsWith(PLACE)) return [];
    const kind = body.type === 'effect-end' || body.type === 'effect-start' ? ` ${body.kind}` : '';
    return [`${body.type}${kind} ${body.place.slice(PLACE.length)}`.trim()];
  });
}

const toolsOf = (rig: Rig): string[] => rig.executed.filter((name) => name.startsWith('tool:'));

function risky(options: RigOptions = {}): Rig {
  return createRig({ risk: 'write', ...options });
}

describe('a call that wants to be allowed', () => {
  it('waits, and tells the tool, its risk and its arguments', async () => {
    const rig = risky();
    const run = start(rig);
    await untilAsked(rig, run);
    expect(rig.service.get(run).status).toBe('waiting');
    expect(logOf(rig, run).at(-1)?.body).toEqual({
      type: 'hold',
      place: APPROVAL,
      path: 'turn/1/worker/call:0',
      why: 'approval',
      point: 'effect',
      pending: { tool: 'send', arguments: { to: 'bob' }, risk: 'write', canRemember: true },
    });
    expect(toolsOf(rig)).toEqual([]);
    await rig.service.close();
  });

  it('is made when it is allowed: the answer, then the beginning, then the outcome stand in the log', async () => {
    const rig = risky();
    const run = start(rig);
    await untilAsked(rig, run);
    rig.service.control(run, { type: 'approve', place: APPROVAL, decision: 'allow' });
    expect(await rig.service.settled(run)).toMatchObject({ reason: 'finished' });
    expect(storyOf(rig, run)).toEqual([
      'hold /approval',
      'release /approval',
      'effect-end approval /approval',
      'effect-start tool',
      'effect-end tool',
    ]);
    expect(resultsOf(rig, run)).toEqual([{ content: 'send({"to":"bob"})', is_error: false }]);
  });

  it('is not made when it is denied, which the model reads with the reason', async () => {
    const rig = risky();
    const run = start(rig);
    await untilAsked(rig, run);
    rig.service.control(run, { type: 'approve', place: APPROVAL, decision: 'deny', reason: 'Bob has left.' });
    expect(await rig.service.settled(run)).toMatchObject({ reason: 'finished' });
    expect([resultsOf(rig, run), toolsOf(rig)]).toEqual([
      [{ content: 'Error: The user did not allow it: Bob has left.', is_error: true }],
      [],
    ]);
    expect(storyOf(rig, run)).not.toContain('effect-start tool');
    expect(await rig.restart().service.replay(run)).toMatchObject({ equal: true });
  });

  it('is made with the arguments that a person changed, and the log says so', async () => {
    const rig = risky();
    const run = start(rig);
    await untilAsked(rig, run);
    rig.service.control(run, { type: 'approve', place: APPROVAL, decision: 'allow', arguments: { to: 'ada' } });
    await rig.service.settled(run);
    expect(resultsOf(rig, run)).toEqual([{ content: 'send({"to":"ada"})', is_error: false }]);
    const ends = logOf(rig, run).flatMap(({ body }) =>
      body.type === 'effect-end' && body.kind === 'tool' ? [body] : [],
    );
    expect(ends.map(({ effective }) => effective)).toEqual([{ tool: 'send', arguments: { to: 'ada' } }]);
    expect(await rig.restart().service.replay(run)).toMatchObject({ equal: true });
  });

  it('that is made as it was says nothing of a change', async () => {
    const rig = risky();
    const run = start(rig);
    await untilAsked(rig, run);
    rig.service.control(run, { type: 'approve', place: APPROVAL, decision: 'allow', arguments: { to: 'bob' } });
    await rig.service.settled(run);
    expect(logOf(rig, run).some(({ body }) => body.type === 'effect-end' && 'effective' in body)).toBe(false);
  });

  it('is stopped with its run', async () => {
    const rig = risky();
    const run = start(rig);
    await untilAsked(rig, run);
    rig.service.control(run, { type: 'stop' });
    expect(await rig.service.settled(run)).toMatchObject({ reason: 'stopped' });
    expect(toolsOf(rig)).toEqual([]);
  });
});

describe('calls side by side', () => {
  const TWO = planOf(['send', { to: 'bob' }], ['send', { to: 'ada' }], ['pay', {}]);
  const at = (call: number): string => `turn/1/worker/call:${call}/tool:0/approval`;

  it('ask side by side, and each gets its own answer', async () => {
    const rig = risky();
    const run = start(rig, TWO);
    await untilAsked(rig, run, 3);
    rig.service.control(run, { type: 'approve', place: at(2), decision: 'deny' });
    rig.service.control(run, { type: 'approve', place: at(1), decision: 'allow' });
    rig.service.control(run, { type: 'approve', place: at(0), decision: 'deny', reason: 'no' });
    await rig.service.settled(run);
    expect(resultsOf(rig, run).map(({ content }) => content)).toEqual([
      'Error: The user did not allow it: no',
      'send({"to":"ada"})',
      'Error: The user did not allow it.',
    ]);
    expect(await rig.restart().service.replay(run)).toMatchObject({ equal: true });
  });

  it('of a tool that is allowed for the run go on together; another tool still asks', async () => {
    const rig = risky();
    const run = start(rig, TWO);
    await untilAsked(rig, run, 3);
    rig.service.control(run, { type: 'approve', place: at(0), decision: 'allow-for-run' });
    while (toolsOf(rig).length < 2) await new Promise(setImmediate);
    expect([toolsOf(rig), rig.service.get(run).status]).toEqual([['tool:send', 'tool:send'], 'waiting']);
    rig.service.control(run, { type: 'approve', place: at(2), decision: 'allow' });
    expect(await rig.service.settled(run)).toMatchObject({ reason: 'finished' });
  });
});

describe('the rules', () => {
  async function outcomeWith(approvals: ApprovalPolicy, risk: RigOptions['risk'] = 'network'): Promise<Json[]> {
    const rig = createRig({ risk });
    const run = start(rig, SEND, { approvals });
    expect(await rig.service.settled(run)).toMatchObject({ reason: 'finished' });
    expect(logOf(rig, run).some(({ body }) => body.type === 'hold')).toBe(false);
    return [resultsOf(rig, run)[0]?.content ?? null, toolsOf(rig).length];
  }
  const called = ['send({"to":"bob"})', 1];
  const forbidden = ['Error: The rules of this run do not allow it: tools that use the network are not called.', 0];

  it('allow what changes nothing, where nobody said otherwise', async () => {
    expect([
      await outcomeWith(ASK, 'none'),
      await outcomeWith(ASK, 'sandboxed'),
      await outcomeWith(ASK, 'read'),
    ]).toEqual([called, called, called]);
  });

  it('allow or forbid without asking', async () => {
    expect(await outcomeWith({ ...ASK, run: { ...USUAL_RULES, network: 'allow' } })).toEqual(called);
    expect(await outcomeWith({ ...ASK, run: { ...USUAL_RULES, network: 'deny' } })).toEqual(forbidden);
  });

  it('of an agent go before those of the run', async () => {
    expect(await outcomeWith({ ...ASK, agents: { worker: { network: 'allow' } } })).toEqual(called);
    const allowed = { ...ASK, run: { ...USUAL_RULES, network: 'allow' as const } };
    expect(await outcomeWith({ ...allowed, agents: { worker: { network: 'deny' } } })).toEqual(forbidden);
    expect(await outcomeWith({ ...allowed, agents: { other: { network: 'deny' } } })).toEqual(called);
  });

  it('may be changed while a call waits: it goes on', async () => {
    const rig = risky();
    const run = start(rig);
    await untilAsked(rig, run);
    const approvals: ApprovalPolicy = { ...ASK, run: { ...USUAL_RULES, write: 'allow' } };
    rig.service.control(run, { type: 'set-approvals', approvals });
    expect(await rig.service.settled(run)).toMatchObject({ reason: 'finished' });
    expect(toolsOf(rig)).toEqual(['tool:send']);
  });
});

describe('a tool that is always allowed', () => {
  function remembering(): { rig: Rig; known: RememberedTool[] } {
    const known: RememberedTool[] = [];
    const memory = {
      isAllowed: ({ identity }: { identity: string }) => known.some((one) => one.identity === identity),
      remember: (one: RememberedTool) => void known.push(one),
    };
    return { rig: risky({ options: { approvals: { usual: () => ASK, memory } } }), known };
  }

  it('is not asked about in later runs, and one of its name that is another is', async () => {
    const { rig, known } = remembering();
    const first = start(rig);
    await untilAsked(rig, first);
    rig.service.control(first, { type: 'approve', place: APPROVAL, decision: 'always' });
    await rig.service.settled(first);
    expect(known.map(({ tool: name, risk }) => [name, risk])).toEqual([['send', 'write']]);
    const second = start(rig);
    expect(await rig.service.settled(second)).toMatchObject({ reason: 'finished' });
    const changed = { ...tool('send'), config: { name: 'send', source_code: 'another' } };
    const worker = assistant('worker', scripted(calls(['send', {}]), 'done'), { tools: [changed] });
    const third = start(rig, roundRobin([worker], { max_turns: 1 }));
    await untilAsked(rig, third);
    await rig.service.close();
  });
});

describe('a run that is entered again', () => {
  it('waits at the same place, without a second question in the log', async () => {
    const rig = risky();
    const run = start(rig);
    await untilAsked(rig, run);
    await rig.service.close();
    const later = rig.restart();
    later.service.resume(run);
    await untilAsked(later, run);
    later.service.control(run, { type: 'approve', place: APPROVAL, decision: 'allow' });
    await later.service.settled(run);
    expect(storyOf(later, run).filter((line) => line === 'hold /approval')).toHaveLength(1);
    expect(toolsOf(later)).toEqual(['tool:send']);
  });

  /** Allowed, begun, and then the engine went away. */
  async function killedAfterApproval(answer: JsonObject): Promise<{ rig: Rig; run: RunId }> {
    const rig = risky({ delayMs: () => (toolsOf(rig).length > 0 ? 60_000 : 0) });
    const run = start(rig);
    await untilAsked(rig, run);
    rig.service.control(run, { type: 'approve', place: APPROVAL, decision: 'allow', ...answer });
    while (toolsOf(rig).length < 1) await new Promise(setImmediate);
    await rig.service.close();
    return { rig, run };
  }

  it('asks whether what was allowed and begun did happen, as it was changed, and does not ask for leave again', async () => {
    const { rig, run } = await killedAfterApproval({ arguments: { to: 'ada' } });
    const later = rig.restart({ delayMs: () => 0 });
    later.service.resume(run);
    const doubt = await until(
      later,
      run,
      (signal) => signal.type === 'event' && signal.event.body.type === 'hold' && signal.event.body.why !== 'approval',
    );
    expect(doubt).toMatchObject({
      event: { body: { why: 'did-it-happen', pending: { tool: 'send', arguments: { to: 'ada' } } } },
    });
    later.service.control(run, { type: 'did-it-happen', place: `${PLACE}/did-it-happen`, answer: 'run-again' });
    expect(await later.service.settled(run)).toMatchObject({ reason: 'finished' });
    expect(storyOf(later, run).filter((line) => line === 'hold /approval')).toHaveLength(1);
    expect(resultsOf(later, run)).toEqual([{ content: 'send({"to":"ada"})', is_error: false }]);
  });

  it('forgets an answer for the run in a fork, which asks about what it does itself', async () => {
    const rig = risky();
    const run = start(rig);
    await untilAsked(rig, run);
    rig.service.control(run, { type: 'approve', place: APPROVAL, decision: 'allow-for-run' });
    await rig.service.settled(run);
    const isApproval = (body: RunEventBody): boolean => body.type === 'effect-end' && body.kind === 'approval';
    const at = logOf(rig, run).find(({ body }) => isApproval(body))!.sequence;
    const fork = rig.service.fork(run, at);
    rig.service.control(fork, { type: 'continue' });
    await untilAsked(rig, fork, 2); // the parent's, and its own
    rig.service.control(fork, { type: 'approve', place: APPROVAL, decision: 'deny' });
    expect(await rig.service.settled(fork)).toMatchObject({ reason: 'finished' });
    expect(resultsOf(rig, fork)[0]?.is_error).toBe(true);
    expect(toolsOf(rig)).toEqual(['tool:send']);
    expect(await rig.restart().service.replay(fork)).toMatchObject({ equal: true });
  });
});
