import { describe, expect, it } from 'vitest';
import { comparable, golden, startRun, stateAfter, told } from './golden.fixture.ts';
import { createRig, person, roundRobin, until } from './rig.fixture.ts';

const userProxy = roundRobin([person('user_proxy')], { max_turns: 1 });

describe('a run in AutoGen and here', () => {
  it('tells the same of a person who is asked', async () => {
    const rig = createRig();
    const run = startRun(rig, userProxy);
    await until(rig, run, (signal) => signal.type === 'event' && signal.event.body.type === 'hold');
    const text = 'typed:Enter your response: ';
    rig.service.control(run, { type: 'answer', place: 'turn/1/user_proxy/human:0/human', text });
    expect(await told(rig, run)).toEqual(comparable(golden('runs')['userproxy']!)); // the file holds it
  });

  it('leaves the same state after a person has answered', async () => {
    expect(comparable(await stateAfter(userProxy))).toEqual(comparable(golden('states')['userproxy']!)); // it is there
  });
});
