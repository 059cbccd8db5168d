import { NO_REDACTION } from '../core/redactor.ts';
import { describe, expect, it } from 'vitest';
import type { ComponentModel } from '../../shared/component/envelope.ts';
import type { RunId } from '../../shared/ids.ts';
import { RunEvent, type RunEventBody } from '../../shared/run/event.ts';
import type { StopProgress } from '../../shared/run/stop-progress.ts';
import { assistant, createRig, logOf, maxMessages, type Rig, roundRobin, runToEnd, scripted } from './rig.fixture.ts';
import { team } from './team-plans.fixture.ts';

const mention = (text: string): ComponentModel => ({
  provider: 'autogen_agentchat.conditions.TextMentionTermination',
  component_type: 'termination',
  config: { text },
});

const both = (...conditions: ComponentModel[]): ComponentModel => ({
  provider: 'autogen_agentchat.base.AndTerminationCondition',
  component_type: 'termination',
  config: { conditions } as unknown as ComponentModel['config'],
});

const pair = [assistant('writer', scripted('one', 'two')), assistant('critic', scripted('no', 'DONE'))];

const of = (counts: string, current: number, limit: number): StopProgress => ({ counts, current, limit });

/** Where it was told how near the stop rule is, and how near. */
function progressOf(rig: Rig, run: RunId): [string, readonly StopProgress[] | undefined][] {
  return logOf(rig, run).flatMap(({ body }) =>
    body.type === 'turn-start' || body.type === 'run-end' ? [[body.place, body.progress]] : [],
  );
}

describe('how near the stop rule is', () => {
  it('stands at the start of every round and at the end', async () => {
    const rig = createRig();
    const { run } = await runToEnd(rig, roundRobin(pair, { termination_condition: maxMessages(4), max_turns: 9 }));
    expect(progressOf(rig, run)).toEqual([
      ['turn/1/writer/turn-start', [of('messages', 1, 4), of('turns', 0, 9)]],
      ['turn/2/critic/turn-start', [of('messages', 2, 4), of('turns', 1, 9)]],
      ['turn/3/writer/turn-start', [of('messages', 3, 4), of('turns', 2, 9)]],
      ['run-end', [of('messages', 4, 4), of('turns', 2, 9)]],
    ]);
  });

  it('tells each part of rules that must all hold', async () => {
    const rig = createRig();
    const plan = roundRobin(pair, { termination_condition: both(maxMessages(3), mention('DONE')) });
    const { run } = await runToEnd(rig, plan);
    const parts = (count: number, isMet: boolean): StopProgress[] => [
      { all: [of('messages', count, 3), { waitsFor: '“DONE”', isMet }] },
    ];
    expect(progressOf(rig, run).map(([, progress]) => progress)).toEqual([
      parts(1, false),
      parts(2, false),
      parts(3, false),
      parts(3, false),
      parts(3, true),
    ]);
  });

  it('is told once for all that speak at the same time, and not where there is no rule', async () => {
    const rig = createRig();
    const { run } = await runToEnd(rig, team('troupe.teams.Broadcast', pair, { rounds: 1, max_turns: 3 }));
    expect(progressOf(rig, run)).toEqual([
      ['turn/1/writer/turn-start', [of('turns', 0, 3)]],
      ['turn/1/critic/turn-start', undefined],
      ['run-end', [of('turns', 1, 3)]],
    ]);
    const alone = await runToEnd(rig, pair[0]!); // there are two
    expect(progressOf(rig, alone.run).map(([, progress]) => progress)).toEqual([undefined, undefined]);
  });

  it('is told of nested teams too, and begins anew with each task', async () => {
    const rig = createRig();
    const inner = roundRobin([assistant('checker', scripted('fine'))], { name: 'panel', max_turns: 1 });
    const { run } = await runToEnd(rig, roundRobin([inner], { termination_condition: maxMessages(2) }));
    const once = (turn: number): unknown[] => [
      [`turn/${turn}/panel/turn-start`, [of('messages', 1, 2)]],
      [`turn/${turn}/panel/turn/${turn}/checker/turn-start`, [of('turns', 0, 1)]],
      ['run-end', [of('messages', 2, 2)]],
    ];
    expect(progressOf(rig, run)).toEqual(once(1));
    const child = rig.service.followUp(run, 'again');
    await rig.service.settled(child);
    expect(progressOf(rig, child)).toEqual([...once(1), ...once(2)]);
  });

  it('is equal when a run is entered again at any event, with and without a checkpoint', async () => {
    const rig = createRig();
    const many = [assistant('writer', scripted('one', 'two')), assistant('critic', scripted('no', 'well'))];
    const plan = roundRobin(many, { termination_condition: both(maxMessages(200), maxMessages(3)) });
    const { run } = await runToEnd(rig, plan);
    const events = logOf(rig, run);
    for (const { sequence } of events.filter((_, index) => index % 149 === 5)) {
      const later = rig.restart();
      const fork = later.service.fork(run, sequence);
      await later.service.settled(fork);
      expect(progressOf(later, fork)).toEqual(progressOf(rig, run));
      expect(await rig.restart().service.replay(fork)).toMatchObject({ difference: null });
    }
    expect(rig.store.latestCheckpoint(run, events.length)).toBeDefined();
  });
});

it('reads and goes on with a log that was written before progress was told', async () => {
  const forget = (body: RunEventBody): RunEventBody => {
    if (body.type !== 'turn-start' && body.type !== 'run-end') return body;
    const { progress: _progress, ...old } = body;
    return old;
  };
  const rig = createRig({ options: { redactor: { ...NO_REDACTION, event: forget } } });
  const plan = roundRobin(pair, { termination_condition: maxMessages(4) });
  const { run } = await runToEnd(rig, plan);
  expect(RunEvent.array().parse(logOf(rig, run))).toEqual(logOf(rig, run));
  expect(await rig.restart().service.replay(run)).toMatchObject({ difference: null });
  const later = rig.restart({ options: {} });
  const fork = later.service.fork(run, 6);
  await later.service.settled(fork);
  expect(progressOf(later, fork).at(-1)).toEqual(['run-end', [of('messages', 4, 4)]]);
});
