import { describe, expect, it } from 'vitest';
import type { ComponentModel } from '../../shared/component/envelope.ts';
import { assistant, createRig, logOf, messagesOf, roundRobin, runToEnd, scripted } from './rig.fixture.ts';

function limited(seconds: number): ComponentModel {
  return roundRobin([assistant('a', scripted('one', 'two', 'three'))], {
    termination_condition: {
      provider: 'autogen_agentchat.conditions.TimeoutTermination',
      component_type: 'termination',
      config: { timeout_seconds: seconds },
    },
  });
}

describe('a run with a limit on time', () => {
  it('ends at the first check after it, by times that stand in its log', async () => {
    let now = 1_700_000_000_000;
    const rig = createRig({ delayMs: () => ((now += 500), 0), options: { now: () => now } });
    const { run, outcome } = await runToEnd(rig, limited(1));
    expect(outcome).toMatchObject({ type: 'ended', stopReason: 'Timeout of 1.0 seconds reached' });
    expect(messagesOf(rig, run)).toEqual(['user: go', 'a: one', 'a: two']);
    const clocks = logOf(rig, run).flatMap(({ body }) =>
      body.type === 'effect-end' && body.kind === 'clock' ? [[body.place, body.outcome]] : [],
    );
    expect(clocks).toEqual([
      ['clock/1/clock:0', 1_700_000_000_000],
      ['clock/2/clock:0', 1_700_000_000_000],
      ['clock/3/clock:0', 1_700_000_000_500],
      ['clock/4/clock:0', 1_700_000_001_000],
    ]);
    expect((await rig.service.replay(run)).equal).toBe(true);
  });
});
